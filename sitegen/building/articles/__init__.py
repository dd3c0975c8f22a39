"""The articles of a build: read, annotated, resolved, as far as somebody asks."""
