"""Small widgets that know nothing of Akiles."""
