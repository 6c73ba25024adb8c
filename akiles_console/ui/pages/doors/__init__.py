"""The Doors page: what opens, what it hangs on, and which group opens it."""
