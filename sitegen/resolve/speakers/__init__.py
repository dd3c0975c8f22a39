"""Who said it: the quotations of one article and its cards to a speaker for each quotation."""

from sitegen.resolve.speakers.resolver import resolve_speakers

__all__ = ["resolve_speakers"]
