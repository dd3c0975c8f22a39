"""Files that are not pages: exports, feeds, search records and annotations for other software."""
