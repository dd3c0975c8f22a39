"""A small site for tests of the desk: names and quotations are found by patterns, some of them doubtful."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from preview_site import Live, preview_site

from sitegen.desk.acting import Desk
from sitegen.desk.requests import Request, read_request
from sitegen.model.annotation import Annotations, EntityType, Mention, Quotation, QuotationKind
from sitegen.model.reason import because
from sitegen.model.text import Span
from sitegen.serve.site import PreviewSite

PAGE = "/briefings/talks/"
TEXT = """\
“We will stay at the table,” said Ines Halloran on Friday. She met Tom Askew.

“Nobody asked us,” Tom Askew said. A plan of Green Steel “is dead”, an official said.

Ines Halloran left the quay at noon. Diesel Corp sent nobody.
"""
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b|\bFriday\b")
_QUOTE = re.compile(r"“[^”]+”")


class QuotingAnnotator:
    """Two capitalised words are a person, words in marks a quotation; the one of two words is no sure one."""

    name = "quoting"
    version = "1"

    def annotate(self, text: Any, context: Any) -> Annotations:
        """Instant and always the same."""
        mentions = tuple(_mention(Span(*m.span()), m.group()) for m in _NAME.finditer(text.text))
        quotations = tuple(_quotation(Span(*m.span()), m.group()) for m in _QUOTE.finditer(text.text))
        return Annotations(mentions, quotations)


def _mention(span: Span, words: str) -> Mention:
    kind = EntityType.DATE if words == "Friday" else EntityType.PERSON
    return Mention(span, kind, "quoting", value="2026-05-15" if words == "Friday" else None)


def _quotation(span: Span, words: str) -> Quotation:
    sure = len(words.split()) > 2
    kind = QuotationKind.DIRECT if sure else QuotationKind.PARTIAL
    return Quotation((span,), kind, "quoting", confidence=0.8 if sure else 0.1, reason=because("no-cue"))


def write_site(folder: Path, text: str = TEXT) -> Path:
    """Two articles of which the first has quotations."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text('[site]\ntitle = "Halm News"\n[build]\nsearch = false\n', "utf-8")
    (folder / "content" / "talks.md").write_text(f"---\ntitle: Talks\n---\n{text}", "utf-8")
    (folder / "content" / "rain.md").write_text("---\ntitle: Rain\n---\nTom Askew saw rain.\n", "utf-8")
    return folder


def desk_site(folder: Path) -> PreviewSite:
    """The site, built, with the stand-in for the annotators."""
    site = unbuilt_site(folder)
    site.build()
    return site


def unbuilt_site(folder: Path) -> PreviewSite:
    """The site with the stand-in for the annotators."""
    return preview_site(folder, QuotingAnnotator())


class LiveDesk(Live):
    """A running preview of the site."""

    def made(self, folder: Path) -> PreviewSite:
        """With names and quotations by patterns."""
        return unbuilt_site(folder)


class AtTheDesk:
    """An editor in a browser without the browser: looks, points at words, says what is right."""

    def __init__(self, folder: Path) -> None:
        self.site = desk_site(folder)
        self.desk = Desk(self.site)
        self.file = folder / "content" / "talks.corrections.yaml"
        self.view = self.look()

    def look(self) -> dict[str, Any]:
        """Build and load the page again."""
        self.site.build()
        self.view = self.desk.article(PAGE)
        return self.view

    def at(self, words: str, nth: int = 0) -> list[list[int]]:
        """The place of these words."""
        start = [m.start() for m in re.finditer(re.escape(words), self.view["text"])][nth]
        return [[start, start + len(words)]]

    def request(self, do: str, words: str = "", *, nth: int = 0, new: bool = False, **want: Any) -> Request:
        """What the browser would send."""
        whose = {key: want.pop(key) for key in ("entity_id",) if key in want}
        import json

        at = self.at(words, nth) if words else []
        raw = {"page": PAGE, "do": do, "at": at, "new": new, "text": self.view["digest"]}
        raw |= {
            "seen": self.view["seen"],
            "entity": whose.get("entity_id", ""),
            "want": want,
            "by": "Nora Vell",
        }
        return read_request(json.dumps(raw).encode())

    def do(self, *args: Any, **options: Any) -> str:
        """Act, and give the corrections file as it is then."""
        self.view["seen"] = self.desk.act(self.request(*args, **options))["seen"]
        return self.said()

    def said(self) -> str:
        """The corrections file; "" for none."""
        return self.file.read_text("utf-8") if self.file.exists() else ""
