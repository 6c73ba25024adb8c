"""The practice organization: an in-memory Akiles behind real HTTP and OAuth on loopback."""
