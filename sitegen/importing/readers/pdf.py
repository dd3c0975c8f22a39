"""A PDF with text to its article, roughly: the format keeps lines, no paragraphs. Only home of pypdf. Pure.

A line that is not full ends a paragraph where a sentence ends with it; words parted at a line's end are
joined; what stands at the head or foot of most pages is no text. Columns come out in the PDF's own order.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError

from sitegen.content.title import readable_name
from sitegen.importing.imported import Caution, Imported, Original, UnusableError, counted
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.prose import escaped, word_count
from sitegen.importing.readers.trimming import Surroundings, trimmed

_MOST_PAGES = 400
_FEWEST_WORDS = 25
_FULL = 0.82
"""A line shorter than this share of the usual length is not full."""
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_ENDS = re.compile(r"[.!?:…][”“\"’')\]»]*\Z")
_NUMBER = re.compile(r"(?i)(?:page|seite|p\.)?\s*[-–]?\s*\d{1,4}\s*(?:(?:of|von|/)\s*\d{1,4})?\s*[-–]?\Z")


@dataclass(frozen=True, slots=True)
class _File:
    pages: tuple[tuple[str, ...], ...]
    """Lines."""
    title: str
    author: str
    language: str


def read_pdf(original: Original, *, links: bool = False) -> tuple[Imported, ...]:  # noqa: ARG001 - they are areas
    """The one article. Raises `UnusableError` where it is locked, damaged, or a picture of a text."""
    file = _opened(original.data)
    lines, running = _without_running(file.pages)
    paragraphs = list(_paragraphs(lines))
    if sum(map(word_count, paragraphs)) < _FEWEST_WORDS:
        hint = "if it is a scan, let a text recognition (OCR) read it first"
        raise UnusableError("import-no-article", "there is no text in this PDF", hint)
    title = _title(file.title, paragraphs) or readable_name(original.path)
    found = trimmed(paragraphs, Surroundings((title,)))
    date, has_time = found.date or (None, False)
    article = Imported(
        identity=hashlib.sha256(original.data).hexdigest(),
        title=title,
        body="\n\n".join(
            escaped(words) for number, words in enumerate(paragraphs) if number not in found.gone
        ),
        date=date,
        date_has_time=has_time,
        byline=found.byline or byline((file.author,)),
        language=file.language,
        dropped=counted(running=running, credits=found.credits, notices=found.notices),
        cautions=(Caution.ROUGH, *(() if date else (Caution.DATELESS,))),
    )
    return (article,)


def _opened(data: bytes) -> _File:
    """Raises `UnusableError`. Many files are locked against printing only: those are read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        pages = tuple(_lines(page.extract_text() or "") for page in reader.pages[:_MOST_PAGES])
        about = {key: " ".join(str(value).split()) for key, value in (reader.metadata or {}).items() if value}
        language = str(reader.root_object.get("/Lang") or "")
        return _File(pages, about.get("/Title", ""), about.get("/Author", ""), language)
    except (FileNotDecryptedError, DependencyError):
        hint = "open it with its password, save or print it without one, and import that"
        raise UnusableError("import-unreadable", "this PDF is locked with a password", hint) from None
    except PdfReadError as error:
        hint = "open it in a PDF viewer, save or print it anew, and import that"
        raise UnusableError("import-unreadable", f"this PDF is damaged: {error}", hint) from None


def _lines(text: str) -> tuple[str, ...]:
    """With ligatures taken apart: a name with one would be another name."""
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return tuple(text.replace("\u00ad\n", "-\n").splitlines())


def _without_running(pages: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """All lines but those that stand at the edge of most pages, and how many those were."""
    trimmed = [[line.strip() for line in page if line.strip()] for page in pages]
    edges = Counter(key for page in trimmed for key in {_edge(line) for line in (*page[:2], *page[-2:])})
    repeated = {key for key, times in edges.items() if times >= max(2, 0.6 * len(trimmed))}
    lines: list[str] = []
    taken = 0
    for page in trimmed:
        for number, line in enumerate(page):
            at_edge = number < 2 or number >= len(page) - 2
            if at_edge and (_edge(line) in repeated or _NUMBER.fullmatch(line)):
                taken += 1
            else:
                lines.append(line)
    return lines, taken


def _edge(line: str) -> str:
    """A running head without its page's number."""
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined until one that is not full ends a sentence; a short first line is a heading."""
    full = quantiles([len(line) for line in lines], n=10)[7] if len(lines) > 1 else 0
    held = ""
    for number, line in enumerate(lines):
        held = _with(held, line)
        short = len(line) < _FULL * full
        begins = number + 1 < len(lines) and not lines[number + 1][:1].islower()
        if short and begins and (_ENDS.search(line) or held == line):
            yield held
            held = ""
    if held:
        yield held


def _with(held: str, line: str) -> str:
    """A line behind what is held: a word that was parted is whole again."""
    if re.search(r"[^\W\d_]-\Z", held) and line[:1].islower():
        return held[:-1] + line
    return f"{held} {line}".strip()


def _title(said: str, paragraphs: Sequence[str]) -> str:
    """What the file calls itself, unless that is a file's name; else a short first line."""
    if said and not re.search(r"(?i)\.(?:docx?|pdf|indd|qxp|tex|html?)\b|^(?:untitled|microsoft word)", said):
        return said
    first = paragraphs[0]
    return first if len(first) < 150 and not _ENDS.search(first) else ""
