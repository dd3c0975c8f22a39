"""sitegen: a static-site generator for annotated briefings."""
