"""Quotation marks: which opens, which closes, and what stands between them."""
