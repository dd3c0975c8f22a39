"""Saved and fetched web pages."""
