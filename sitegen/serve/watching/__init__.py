"""Which files change below the folders of a site, and when they have all arrived."""
