"""What templates may read: frozen dataclasses, one for each kind of page, and nothing else.

They are a contract: `docs/templates.md` describes every field, and a test asks for the description.
"""
