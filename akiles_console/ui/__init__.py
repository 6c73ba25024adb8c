"""The window. Pages show what the engine decides and hand coroutines to `Tasks`."""
