"""What an employee is, where employees come from, and which groups they map to."""
