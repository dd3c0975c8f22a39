"""Annotations of all articles and the curation files to a site index. Never sees spaCy."""
