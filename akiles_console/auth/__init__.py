"""Signing in: OAuth with PKCE over a loopback redirect, tokens renewed once and kept in the OS keyring."""
