"""Markdown and plain sources to tokens, plain text and marked HTML: the only home of markdown-it."""
