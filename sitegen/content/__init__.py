"""Source files to articles: the only reader of `content/`."""
