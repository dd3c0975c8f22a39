"""Annotations that several computers share: a store that many may read and write, named by a URL."""
