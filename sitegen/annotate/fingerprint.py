"""Who annotates, as a digest: part of every cache key, found without importing spaCy.

The annotators' own code and the languages' words count byte for byte; the model counts by its files, some
13 MB, and so does the encoder where it is asked, some 23 MB: 30 ms in each build that is not over at once.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sitegen import wordfiles
from sitegen.annotate.parse.encoder import BEST, WEIGHTS
from sitegen.annotate.parse.nlp import Model
from sitegen.fingerprint import code_fingerprint, fingerprint_of

LIBRARIES = ("spacy", "thinc", "dateparser")
OF_ENCODER = ("onnxruntime", "tokenizers")


def fingerprint(model: Model, quality: str) -> str:
    """Changes whenever the same text might be annotated otherwise."""
    words = f"{code_fingerprint(Path(wordfiles.__file__))} {code_fingerprint(wordfiles.DATA)}"
    code = f"{code_fingerprint(Path(__file__).parent, LIBRARIES, '*.py')} {words}"
    encoder = fingerprint_of(WEIGHTS, OF_ENCODER, "t*") if quality == BEST else ""
    return hashlib.sha256(f"{model.digest} {code} {encoder}".encode()).hexdigest()
