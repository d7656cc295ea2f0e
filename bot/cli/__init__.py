"""The command `limber`."""
