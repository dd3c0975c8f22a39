"""The parse: documents through spaCy, and what the rules read of them as plain values."""
