"""The site's sources as values: articles with their front matter, and the raw curation entries.

loaded = read_articles(site_dir / "content", site_dir, language="en")
curation = read_curation(site_dir / "content", site_dir)
"""

from sitegen.content.curation import CurationSource, LoadedCuration, read_curation
from sitegen.content.loader import Due, Loaded, due, read_articles

__all__ = [
    "CurationSource",
    "Due",
    "Loaded",
    "LoadedCuration",
    "due",
    "read_articles",
    "read_curation",
]
