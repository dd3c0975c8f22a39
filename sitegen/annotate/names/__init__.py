"""Names: where they stand, where they begin and end, and which type they have."""
