"""Who annotates, as a digest: part of every cache key, found without importing spaCy.

The annotators' own code and data files count byte for byte, so that nobody has to remember to raise a
version; the model counts by its files, spaCy by its version. Reads some 13 MB.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path

from sitegen.annotate.annotator import Annotator
from sitegen.annotate.nlp import Model

_HERE = Path(__file__).parent


def fingerprint(model: Model, annotators: Sequence[Annotator]) -> str:
    """Changes whenever the same text might be annotated otherwise."""
    total = hashlib.sha256(model.digest.encode())
    for annotator in annotators:
        total.update(f"{annotator.name} {annotator.version}\n".encode())
    for name in ("spacy", "thinc", "dateparser"):
        total.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    for path in sorted(p for p in _HERE.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        total.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
