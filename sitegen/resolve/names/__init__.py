"""Names as text: normal forms, word lists, and many names found at once."""
