"""Who annotates, as a digest: part of every cache key, found without importing spaCy.

The annotators' own code and data files count byte for byte; the model counts by its files, some 13 MB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sitegen.annotate.annotator import Annotator
from sitegen.annotate.nlp import Model
from sitegen.fingerprint import fingerprint_of

LIBRARIES = ("spacy", "thinc", "dateparser")


def fingerprint(model: Model, annotators: Sequence[Annotator]) -> str:
    """Changes whenever the same text might be annotated otherwise."""
    names = " ".join(f"{annotator.name} {annotator.version}" for annotator in annotators)
    code = fingerprint_of(Path(__file__).parent, LIBRARIES)
    return hashlib.sha256(f"{model.digest} {names} {code}".encode()).hexdigest()
