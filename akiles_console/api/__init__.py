"""Akiles API v2, async and typed: the only room that knows paths, parameters and JSON."""
