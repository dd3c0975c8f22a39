"""A site index to pages: the only home of Jinja."""
