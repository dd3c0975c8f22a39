"""Read and check the corpus of articles in `corpus/`, and print its spread.

    python tools/check_corpus.py                    check all articles, print the table of what there is
    python tools/check_corpus.py corpus/court       check these files or folders only
    python tools/check_corpus.py --jsonl FILE       write all articles as labelled data, a line each

The markup is described in `corpus/README.md`. Offsets are code points into the text that is left when the
markup is taken out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

HOME = Path(__file__).parents[1] / "corpus"
HELD_OUT = 4
"""One article in so many, by a digest of its name, is kept from training."""
TYPES = ("person", "organisation", "place", "event")
STYLES = (
    "business", "court", "feature", "interview", "local", "newsletter", "politics", "press-release", "science",
    "sport", "wire", "world",
)  # fmt: skip
FEWEST, MOST = 180, 800
"""Words of an article."""
TOKEN = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\((?P<to>[~!]?[^()]*)\)"
    r"|<(?P<open>[qosc])(?P<number>\d+)(?: (?P<of>[^<>]+))?>"
    r"|</(?P<close>[qosc])(?P<ended>\d+)>"
)
QUOTED = re.compile(r"“[^“”]*[”]|\"[^\"]*\"")
MARKED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘(?:[^‘’]|’(?=\w))*(?:’|$)")
"""Words between marks, double or single."""
NAME = re.compile(r"[^\W\d_][\w’'.-]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text: a name ("name"), words that refer without one ("role"), or what may be either ("ignore")."""

    start: int
    end: int
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Spans, sources and cues as `(start, end)`; `speaker` is the id of one of the cast, or "?"."""

    spans: tuple[tuple[int, int], ...]
    sources: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    speaker: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. Without a `type` it is a source that has no name, and `name` is what to call it."""

    name: str
    type: str
    descriptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the corpus without its markup."""

    path: Path
    style: str
    country: str
    cast: dict[str, Member]
    text: str
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]


class MarkupError(ValueError):
    """What is wrong in a file, with its place."""


def read(path: Path) -> Article:
    """The article of a file. Raises `MarkupError` for markup that cannot be read."""
    raw = path.read_text("utf-8")
    parts = re.split(r"^---\n", raw, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0]:
        raise MarkupError(f"{path}:1: no front matter between two lines of three dashes")
    try:
        front = yaml.safe_load(parts[1])
        cast = {str(key): _member(value) for key, value in front["cast"].items()}
        style, country = str(front["style"]), str(front["country"])
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise MarkupError(f"{path}:1: front matter: {error}") from error
    text, mentions, quotations = _unmarked(path, parts[2].strip("\n") + "\n", parts[1].count("\n") + 2)
    return Article(path, style, country, cast, text, mentions, quotations)


def _member(raw: dict[str, object]) -> Member:
    if extra := set(raw) - {"name", "label", "type", "descriptions"}:
        raise KeyError(f"unknown {', '.join(sorted(extra))}")
    said = raw.get("descriptions") or ()
    if not isinstance(said, list | tuple):
        raise KeyError("descriptions are a list")
    return Member(str(raw.get("name") or raw["label"]), str(raw.get("type") or ""), tuple(map(str, said)))


def _unmarked(path: Path, marked: str, above: int) -> tuple[str, tuple[Mention, ...], tuple[Quotation, ...]]:
    """The text without its markup, and what the markup says of it."""
    text, at = "", 0
    mentions: list[Mention] = []
    open_: dict[tuple[str, str], int] = {}
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    speakers: dict[str, str] = {}
    for token in TOKEN.finditer(marked):
        text, at = text + marked[at : token.start()], token.end()
        where = f"{path}:{above + marked.count(chr(10), 0, token.start()) + 1}"
        if token["words"]:
            kind = {"~": "role", "!": "ignore"}.get(token["to"][:1], "name")
            mentions.append(
                Mention(len(text), len(text) + len(token["words"]), token["to"].lstrip("~!"), kind)
            )
            text += token["words"]
        elif token["open"]:
            key = (token["open"], token["number"])
            if key in open_:
                raise MarkupError(f"{where}: <{''.join(key)}> is open already")
            open_[key] = len(text)
            if token["of"]:
                speakers[token["number"]] = token["of"].strip()
        else:
            key = (token["close"], token["ended"])
            if key not in open_:
                raise MarkupError(f"{where}: </{''.join(key)}> closes nothing")
            spans.setdefault(key, []).append((open_.pop(key), len(text)))
    text += marked[at:]
    if open_:
        raise MarkupError(f"{path}: never closed: {', '.join('<' + ''.join(key) + '>' for key in open_)}")
    return text, tuple(mentions), tuple(_quotations(path, spans, speakers))


def _quotations(
    path: Path, spans: dict[tuple[str, str], list[tuple[int, int]]], speakers: dict[str, str]
) -> Iterator[Quotation]:
    for number in sorted({number for _, number in spans}, key=int):
        said, maybe = spans.get(("q", number), []), spans.get(("o", number), [])
        if not (said or maybe) or (said and maybe):
            raise MarkupError(f"{path}: number {number} wants either <q{number}> or <o{number}>")
        if number not in speakers:
            raise MarkupError(f"{path}: quotation {number} names no speaker: <q{number} ID>")
        yield Quotation(
            tuple(said or maybe),
            tuple(spans.get(("s", number), [])),
            tuple(spans.get(("c", number), [])),
            speakers[number],
            bool(maybe),
        )


def near(article: Article, start: int) -> str:
    """The file, and the words about a place of its text."""
    return f"{article.path} near “{' '.join(article.text[max(0, start - 20) : start + 40].split())}”"


def faults(article: Article) -> Iterator[str]:
    """What is wrong with an article that can be read."""
    text, cast = article.text, article.cast

    if article.style not in STYLES:
        yield f"{article.path}: style “{article.style}” is none of {', '.join(STYLES)}"
    words = len(text.split())
    if not FEWEST <= words <= MOST:
        yield f"{article.path}: {words} words; {FEWEST} to {MOST} are wanted"
    if not text.startswith("# "):
        yield f"{article.path}: the text begins with its headline, “# …”"
    for left in re.finditer(r"[\[\]<>{}]|\]\(", text):
        yield f"{near(article, left.start())}: markup that is not understood"
    for key, member in cast.items():
        if member.type and member.type not in TYPES:
            yield f"{article.path}: {key}: type “{member.type}” is none of {', '.join(TYPES)}"
        if member.type and not any(m.entity == key and m.kind == "name" for m in article.mentions):
            yield f"{article.path}: {key} is never named in the text"
        for said in member.descriptions:
            if said not in text:
                yield f"{article.path}: {key}: the text does not have the words “{said}”"
    for mention in article.mentions:
        if mention.kind != "ignore" and mention.entity not in cast:
            yield f"{near(article, mention.start)}: “{mention.entity}” is not in the cast"
        elif mention.kind == "name" and not cast[mention.entity].type:
            yield f"{near(article, mention.start)}: {mention.entity} has no type, so it has no name: write (~{mention.entity})"
        if mention.kind == "name" and re.match(
            r"(?:Mr|Mrs|Ms|Dr|Sir|President|Minister) ", text[mention.start :]
        ):
            yield f"{near(article, mention.start)}: a title is no part of a name"
        person = mention.entity in cast and cast[mention.entity].type == "person"
        if person and mention.kind == "name" and re.search(r"[’']s$", text[mention.start : mention.end]):
            yield f"{near(article, mention.start)}: a possessive is no part of a name"
    yield from _quotation_faults(article)
    yield from _unmarked_names(article)


def _quotation_faults(article: Article) -> Iterator[str]:
    text = article.text
    covered = [span for quotation in article.quotations for span in quotation.spans]
    covered += [(mention.start, mention.end) for mention in article.mentions]
    for quotation in article.quotations:
        if quotation.speaker != "?" and quotation.speaker not in article.cast:
            yield f"{near(article, quotation.spans[0][0])}: “{quotation.speaker}” is not in the cast"
        for start, end in quotation.spans:
            said = text[start:end]
            if said != said.strip() or not said:
                yield f"{near(article, start)}: a quotation begins and ends with white space"
            if said.count("“") != said.count("”") and not said.startswith("“"):
                yield f"{near(article, start)}: marks without their partner in a quotation"
            if "“" not in said and '"' not in said and said.endswith("."):
                yield f"{near(article, start)}: an indirect quotation ends before its full stop"
    for pair in QUOTED.finditer(text):
        if not any(start <= pair.start() and pair.end() <= end for start, end in covered):
            yield f"{near(article, pair.start())}: quoted words that are in no <q>, <o> or [“…”](!)"


def _unmarked_names(article: Article) -> Iterator[str]:
    """Words that are a name elsewhere in the article, and stand here without a mark."""
    text = article.text
    marked = [(m.start, m.end) for m in article.mentions]
    names = {text[m.start : m.end] for m in article.mentions if m.kind == "name"}
    for name in sorted(names):
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            if not any(start < found.end() and found.start() < end for start, end in marked):
                yield f"{near(article, found.start())}: “{name}” is a name elsewhere and is not marked here"


def labelled(article: Article) -> dict[str, object]:
    """The article as one object of labelled data: `text`, `entities` and `quotes`, with offsets."""

    def kind(quotation: Quotation) -> str:
        parts = [article.text[start:end] for start, end in quotation.spans]
        left = [MARKED.sub("", part) for part in parts]
        if left == parts:
            return "indirect"
        return "mixed" if any(NAME.search(part) for part in left) else "direct"

    def named(key: str) -> str:
        return article.cast[key].name if key in article.cast else "not stated"

    return {
        "id": article.path.stem,
        "style": article.style,
        "country": article.country,
        "text": article.text,
        "entities": [
            {
                "id": key,
                "type": member.type,
                "name": member.name,
                "mentions": [
                    [m.start, m.end] for m in article.mentions if m.entity == key and m.kind == "name"
                ],
                "roles": [[m.start, m.end] for m in article.mentions if m.entity == key and m.kind == "role"],
                "descriptors": list(member.descriptions),
            }
            for key, member in article.cast.items()
            if member.type
        ],
        "ignore": [[m.start, m.end] for m in article.mentions if m.kind == "ignore"],
        "quotes": [
            {
                "type": kind(quotation),
                "optional": quotation.optional,
                "spans": [list(span) for span in quotation.spans],
                "speaker_spans": [list(span) for span in quotation.sources],
                "cue_spans": [list(span) for span in quotation.cues],
                "speaker_id": quotation.speaker,
                "speaker_name": named(quotation.speaker),
            }
            for quotation in article.quotations
        ],
    }


def is_held_out(path: Path) -> bool:
    """Whether nothing is trained on an article, so that it can be measured on."""
    return int(sha256(path.stem.encode()).hexdigest(), 16) % HELD_OUT == 0


def articles(places: Sequence[Path] = (HOME,)) -> list[Path]:
    """The files of articles below these places, in order."""
    found = [
        path for place in places for path in (sorted(place.rglob("*.md")) if place.is_dir() else [place])
    ]
    return [path for path in found if path.name != "README.md"]


def spread(read_: Sequence[Article]) -> str:
    """Articles, words, names and quotations by style, and how many countries there are."""
    lines = [
        "| style | articles | words | names | direct | partial | indirect |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += (
        _row(style, [article for article in read_ if article.style == style])
        for style in sorted({article.style for article in read_})
    )
    lines.append(_row("all", read_))
    countries = Counter(article.country for article in read_)
    lines += [
        "",
        f"{len(countries)} countries, most often "
        + ", ".join(f"{c} {n}" for c, n in countries.most_common(5)),
    ]
    return "\n".join(lines)


def _row(title: str, some: Sequence[Article]) -> str:
    kinds = Counter(quote["type"] for article in some for quote in labelled(article)["quotes"])  # type: ignore[attr-defined]
    words = sum(len(article.text.split()) for article in some)
    names = sum(m.kind == "name" for article in some for m in article.mentions)
    return f"| {title} | {len(some)} | {words:,} | {names:,} | {kinds['direct']} | {kinds['mixed']} | {kinds['indirect']} |"


def main() -> int:
    """Read the words of the command."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("places", nargs="*", type=Path, default=[HOME])
    words.add_argument("--jsonl", type=Path)
    asked = words.parse_args()
    found: list[Article] = []
    wrong: list[str] = []
    for path in articles(asked.places):
        try:
            article = read(path)
        except MarkupError as error:
            wrong.append(str(error))
            continue
        wrong += faults(article)
        found.append(article)
    print(spread(found))
    print("\n".join(wrong), file=sys.stderr)
    if asked.jsonl:
        lines = (json.dumps(labelled(article), ensure_ascii=False) for article in found)
        asked.jsonl.write_text("\n".join(lines) + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
