"""The commands: each turns its arguments into one call and its result into text and an exit code."""
