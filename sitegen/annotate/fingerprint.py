"""Who annotates, as a digest: part of every cache key, found without importing spaCy.

The annotators' own code and the languages' words count byte for byte; the model counts by its files, some
13 MB.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sitegen.annotate.parse.nlp import Model
from sitegen.fingerprint import fingerprint_of
from sitegen.wordfiles import DATA

LIBRARIES = ("spacy", "thinc", "dateparser", "onnxruntime", "tokenizers")


def fingerprint(model: Model, quality: str) -> str:
    """Changes whenever the same text might be annotated otherwise."""
    code = f"{fingerprint_of(Path(__file__).parent, LIBRARIES)} {fingerprint_of(DATA)}"
    return hashlib.sha256(f"{model.digest} {code} {quality}".encode()).hexdigest()
