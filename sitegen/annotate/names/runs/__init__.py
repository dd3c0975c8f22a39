"""Runs of capitalised words: where a name may begin, and what carries it on."""
