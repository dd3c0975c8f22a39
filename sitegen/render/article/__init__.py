"""One article made ready for pages: anchors, counts, excerpts and what is laid over its text."""
