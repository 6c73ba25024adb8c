"""The Import page: from HR's file to people who can open doors, in six steps."""
