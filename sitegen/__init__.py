"""sitegen: a static-site generator for annotated briefings.

The public API, imported when it is asked for: `import sitegen` costs nothing and loads no library.

    from sitegen import Site, annotate_markdown

    report = Site.load("path/to/site").build()
    found = annotate_markdown("“We moved twice,” said Ines Halloran.")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.building.articles.annotate_files import AnnotatedText, annotate_markdown
    from sitegen.building.pipeline import Site
    from sitegen.diagnostics import Diagnostic, SitegenError
    from sitegen.model.annotation import Annotations, Mention, Quotation
    from sitegen.model.report import BuildReport
    from sitegen.model.site import Entity, SiteIndex
    from sitegen.model.text import PlainText, Span

_HOMES = {
    "AnnotatedText": "sitegen.building.articles.annotate_files",
    "Annotations": "sitegen.model.annotation",
    "BuildReport": "sitegen.model.report",
    "Diagnostic": "sitegen.diagnostics",
    "Entity": "sitegen.model.site",
    "Mention": "sitegen.model.annotation",
    "PlainText": "sitegen.model.text",
    "Quotation": "sitegen.model.annotation",
    "Site": "sitegen.building.pipeline",
    "SiteIndex": "sitegen.model.site",
    "SitegenError": "sitegen.diagnostics",
    "Span": "sitegen.model.text",
    "annotate_markdown": "sitegen.building.articles.annotate_files",
}

__all__ = [
    "AnnotatedText",
    "Annotations",
    "BuildReport",
    "Diagnostic",
    "Entity",
    "Mention",
    "PlainText",
    "Quotation",
    "Site",
    "SiteIndex",
    "SitegenError",
    "Span",
    "annotate_markdown",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sitegen' has no attribute {name!r}")
