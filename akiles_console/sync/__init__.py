"""Snapshot, desired state, plan, guard, apply, verify: what makes Akiles match a file, and proves it."""
