"""The theme: templates, assets, the words of the site's language, and drawings."""
