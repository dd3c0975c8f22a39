"""Quotations over sentences and paragraphs, and all that was found as one list."""
