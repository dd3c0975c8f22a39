"""Dates in a text: where they are written, what they are made of, and which day they mean."""
