"""People: every member of the organization, and one person beside the list."""
