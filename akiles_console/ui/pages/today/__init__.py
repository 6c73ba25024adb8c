"""What needs somebody today, each with one button."""
