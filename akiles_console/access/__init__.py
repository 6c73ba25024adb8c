"""Where somebody gets in, when and how: decided from what was read, without asking anybody."""
