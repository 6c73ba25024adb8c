"""A spreadsheet file becomes employees and problems, in a child process that may die without harm."""
