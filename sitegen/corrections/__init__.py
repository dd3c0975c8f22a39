"""An editor's corrections of one article: files to values and back, found again in the text, obeyed."""
