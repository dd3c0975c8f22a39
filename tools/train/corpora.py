"""Labelled corpora, each as documents of sentences of `(word, tag)`; tags in BIO over PER, ORG, LOC, EVT."""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fetching import LIST

sys.path.append(str(Path(__file__).parents[1]))
from check_corpus import Article, articles, is_held_out, read

WORD = re.compile(r"\w+(?:['’](?!s\b)\w+)*|['’]s\b|[^\w\s]")
SHORTEST = 6
"""Words of a sentence at least; what a full stop ends before is an abbreviation more often."""
KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC", "event": "EVT"}
Sentence = list[tuple[str, str]]
Document = list[Sentence]

OF_A_COUNTRY = re.compile(r".*(ian|ean|ese|ish|ican|erman|ench|utch|aeli|stani|aqi|reek|wiss|oman|ali|ai)s?$")
"""Re-DocRED calls "Norwegian" a place. It is none here; the towns that end so are kept."""
TOWNS = frozenset({"Mumbai", "Dubai", "Mali", "Shanghai", "Chennai"})


def corpora(folder: Path) -> list[Document]:
    """All documents of `sources.toml`, as `fetching.fetch` left them below `folder`."""
    table = tomllib.loads(LIST.read_text("utf-8"))
    types: dict[str, str] = table["types"]
    found: list[Document] = []
    for source in table["source"]:
        for name in source["files"]:
            text = _text(folder / source["name"], name)
            read = _columns(text, source, types) if source["reader"] == "columns" else _documents(text, types)
            found += (_repaired(document) for document in read)
    return found


def _text(folder: Path, name: str) -> str:
    archive, _, inside = name.partition(":")
    raw = (folder / archive).read_bytes()
    if inside:
        raw = zipfile.ZipFile(io.BytesIO(raw)).read(inside)
    return raw.decode("utf-8", "replace")


def _columns(text: str, source: dict[str, Any], types: dict[str, str]) -> Iterator[Document]:
    """A word with its tag on each line; documents begin at "# newdoc", else each sentence is one."""
    document: Document = []
    sentence: Sentence = []
    for line in [*text.split("\n"), "", "# newdoc"]:
        parts = line.split("\t") if "\t" in line else line.split()
        if line.startswith("#") and "\t" not in line:
            if line.startswith("# newdoc") and document:
                yield document
                document = []
        elif not line.strip():
            if sentence:
                document.append(sentence)
            sentence = []
            if "# newdoc" not in text and document:
                yield document
                document = []
        elif len(parts) > source["tag"]:
            sentence.append((parts[source["word"]], _tag(parts[source["tag"]], types)))


def _tag(tag: str, types: dict[str, str]) -> str:
    begin, _, kind = tag.partition("-")
    return f"{begin}-{types[kind]}" if kind in types else "O"


def _documents(text: str, types: dict[str, str]) -> Iterator[Document]:
    """Documents as JSON: sentences, and for each entity where it is mentioned."""
    for raw in json.loads(text):
        tags = [["O"] * len(words) for words in raw["sents"]]
        for mention in (each for entity in raw["vertexSet"] for each in entity):
            kind, (first, last), row = types.get(mention["type"]), mention["pos"], tags[mention["sent_id"]]
            if kind and last <= len(row):
                row[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
        yield [
            _without_demonyms(list(zip(words, row, strict=True)))
            for words, row in zip(raw["sents"], tags, strict=True)
        ]


def _without_demonyms(sentence: Sentence) -> Sentence:
    after = [tag for _, tag in sentence[1:]] + ["O"]
    return [
        (word, "O")
        if tag == "B-LOC" and next_ != "I-LOC" and OF_A_COUNTRY.match(word) and word not in TOWNS
        else (word, tag)
        for (word, tag), next_ in zip(sentence, after, strict=True)
    ]


def _repaired(document: Document) -> Document:
    """A name begins with B, whatever the corpus says."""
    found: Document = []
    for sentence in document:
        before, repaired = "O", []
        for word, tag in sentence:
            if tag.startswith("I-") and before[2:] != tag[2:]:
                tag = f"B-{tag[2:]}"  # noqa: PLW2901 - the tag that it ought to have
            repaired.append((word, tag))
            before = tag
        found.append(repaired)
    return found


def own() -> list[Document]:
    """The articles of `corpus/` that are not held out."""
    files = (path for path in articles() if not is_held_out(path))
    return [list(_sentences(read(path))) for path in files]


def _sentences(article: Article) -> Iterator[Sentence]:
    names = [
        (m.start, m.end, KINDS[article.cast[m.entity].type]) for m in article.mentions if m.kind == "name"
    ]
    sentence: Sentence = []
    block = 0
    for word in WORD.finditer(article.text):
        if article.text[block : word.start()].count("\n") and sentence:
            yield sentence
            sentence = []
        block = word.end()
        held = next(((a, kind) for a, b, kind in names if a <= word.start() and word.end() <= b), None)
        tag = "O" if held is None else f"{'B' if held[0] == word.start() else 'I'}-{held[1]}"
        sentence.append((word.group(), tag))
        if word.group() in ".?!" and len(sentence) > SHORTEST:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
