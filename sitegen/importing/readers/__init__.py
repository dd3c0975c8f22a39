"""One reader for each format: an original's bytes to the articles in it. They fetch and write nothing."""
