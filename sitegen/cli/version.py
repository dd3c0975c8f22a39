"""What is running: sitegen, the model, spaCy. Imports none of them."""

from __future__ import annotations

from importlib.metadata import version

from sitegen.annotate.parse.nlp import find_model
from sitegen.diagnostics import SitegenError


def version_line() -> str:
    """One line that a bug report should begin with."""
    try:
        model = str(find_model())
    except SitegenError:
        model = "not installed"
    return f"sitegen {version('sitegen')} (model {model}, spaCy {version('spacy')})"
