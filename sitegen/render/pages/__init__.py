"""Views of pages: what each kind of page shows, as values for its template."""
