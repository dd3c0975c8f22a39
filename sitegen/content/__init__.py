"""The site's sources as values: articles with their front matter, and the raw curation entries.

loaded = read_articles(site_dir / "content", site_dir, language="en")
loaded = without_clashes(loaded.articles, permalink)
curation = read_curation(site_dir / "content", site_dir)
"""

from sitegen.content.curation import CurationSource, LoadedCuration, read_curation
from sitegen.content.loader import Loaded, publishable, read_articles, without_clashes

__all__ = [
    "CurationSource",
    "Loaded",
    "LoadedCuration",
    "publishable",
    "read_articles",
    "read_curation",
    "without_clashes",
]
