"""Across articles: which clusters share a page, under which id, and what is undecided."""
