"""Quotations: what somebody said, by which cue and which source."""
