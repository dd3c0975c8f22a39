"""Plain text to annotations: the only home of spaCy."""
