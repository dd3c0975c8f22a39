"""A plug-in for pytest: texts that were parsed before are not parsed again. For `mutation.py` alone.

Most of what the tests of rules take is the model's parse of the same cases, mutant after mutant. The parses lie
in the folder that `KEPT_PARSES` names, under a digest of text and blocks. Not for mutants of the parsing itself.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy import blank
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sitegen.annotate.parse.nlp import Pipeline
from sitegen.model.text import PlainText


@cache
def vocab() -> Vocab:
    """One for all: a `Doc` that is read again needs no model."""
    found: Vocab = blank("en").vocab
    return found


def pytest_configure() -> None:
    """Put the folder in front of the pipeline."""
    folder, parse = Path(os.environ["KEPT_PARSES"]), Pipeline.parse

    def kept(self: Pipeline, texts: Iterable[PlainText]) -> Iterator[Doc]:
        wanted = list(texts)
        files = [folder / hashlib.sha256(repr(text).encode()).hexdigest() for text in wanted]
        missing = {file: text for file, text in zip(files, wanted, strict=True) if not file.exists()}
        for file, doc in zip(missing, parse(self, missing.values()), strict=True):
            unseen = folder / f"{file.name}.{uuid.uuid4().hex}"
            unseen.write_bytes(doc.to_bytes())
            unseen.rename(file)
        yield from (Doc(vocab()).from_bytes(file.read_bytes()) for file in files)

    Pipeline.parse = kept
