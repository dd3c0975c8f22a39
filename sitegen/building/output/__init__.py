"""The output folder: what is made, what stands there, and what is written or removed."""
