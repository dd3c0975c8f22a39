"""Curation entries: from files to values, and an editor's answers back to files."""
