"""Who said the words between marks: what stands beside them in the text."""
