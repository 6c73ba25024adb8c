"""Akiles Console: HR's spreadsheet becomes people who can open doors."""

__version__ = "0.1.0"
