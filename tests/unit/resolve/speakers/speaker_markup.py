"""The marked-up articles of tests/cases/speakers.md to the values that resolution reads.

The marks are explained at the head of that file. Nothing here knows how speakers are resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from known_mistakes import parted

from sitegen.model.annotation import (
    Annotations,
    Description,
    DescriptionKind,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
    Reference,
    Role,
)
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.site import AnnotatedArticle, Card, EntityId, ResolvedMention
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[3] / "cases"
TYPES = {
    "org": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "event": EntityType.EVENT,
}
ROLES = {"subj": Role.SUBJECT, "obj": Role.OBJECT, "poss": Role.POSSESSIVE, "agent": Role.AGENT}
OPEN, CLOSE = "[{<*~_“", "]}>*~_”"
PLURAL = re.compile(r"(?:they|them|their|people|police|\w+[^s]s|\w+men)$", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])(?:[”’])? +(?=[A-Z“])")


@dataclass(frozen=True)
class Case:
    """One article of the file with the speakers it should have."""

    title: str
    body: tuple[str, ...]
    expected: tuple[str, ...]


@dataclass
class Mark:
    """One marked stretch: where, by which character, with which flags."""

    kind: str
    start: int
    end: int
    flags: tuple[str, ...]


@dataclass
class Reader:
    """Reads paragraphs, growing the text and the marks."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def paragraph(self, line: str) -> None:
        """One line of a case: a paragraph, or a heading if it starts with "# "."""
        kind = BlockKind.HEADING if line.startswith("# ") else BlockKind.PARAGRAPH
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        self._inline(line.removeprefix("# "))
        self.blocks.append(Block(kind, Span(start, len(self.text)), (0, 1)))

    def _inline(self, line: str) -> None:
        stack: list[Mark] = []
        i = 0
        while i < len(line):
            char = line[i]
            closes = stack and char == CLOSE[OPEN.index(stack[-1].kind)]
            if closes:
                mark = stack.pop()
                self.text += char if char == "”" else ""
                while char in "”~" and i + 1 < len(line) and line[i + 1] in "+-":
                    mark.flags += (line[i + 1],)
                    i += 1
                mark.end = len(self.text)
                self.marks.append(mark)
            elif char in OPEN:
                stack.append(Mark(char, len(self.text), 0, ()))
                if char == "“":
                    self.text += char
            elif char == "|" and stack:
                end = line.index(CLOSE[OPEN.index(stack[-1].kind)], i)
                stack[-1].flags = tuple(line[i + 1 : end].split())
                i = end - 1
            else:
                self.text += char
            i += 1
        assert not stack, f"unclosed mark in: {line}"


def read_cases(file: Path = CASES / "speakers.md") -> list[Case]:
    """Every case of the file, after its introduction."""
    cases = []
    for part in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = [line.strip() for line in part.splitlines() if line.strip()]
        lines, _ = parted(title, lines)
        expected = tuple(line[2:].strip() for line in lines if line.startswith("=>"))
        cases.append(Case(title, tuple(line for line in lines if not line.startswith("=>")), expected))
    return cases


def read_article(
    body: tuple[str, ...], front_matter: FrontMatter | None = None
) -> tuple[AnnotatedArticle, tuple[Card, ...]]:
    """The article of a case, and its cards."""
    reader = Reader()
    for line in body:
        reader.paragraph(line)
    text = reader.text
    sentences = tuple(
        sorted({b.span.start for b in reader.blocks} | {m.end() for m in SENTENCE.finditer(text)})
    )
    mentions = _mentions(reader, sentences)
    annotations = Annotations(
        mentions=tuple(mentions),
        quotations=tuple(_quotations(reader)),
        references=tuple(_references(reader)),
        sentences=sentences,
    )
    article = Article(
        ArticleId("case"),
        PurePosixPath("content/case.md"),
        SourceFormat.MARKDOWN,
        front_matter or FrontMatter("Case"),
        held(text),
        1,
        "",
    )
    plain = PlainText(text, tuple(reader.blocks))
    return AnnotatedArticle(article, plain, annotations), tuple(_cards(mentions, text))


def _of_kind(reader: Reader, kind: str) -> list[Mark]:
    return sorted((m for m in reader.marks if m.kind == kind), key=lambda m: m.start)


def _mentions(reader: Reader, sentences: tuple[int, ...]) -> list[Mention]:
    return [
        Mention(
            Span(mark.start, mark.end),
            next((TYPES[f] for f in mark.flags if f in TYPES), EntityType.PERSON),
            "case",
            role=next(
                (ROLES[f] for f in mark.flags if f in ROLES),
                Role.SUBJECT if mark.start in sentences else Role.OTHER,
            ),
            descriptions=tuple(_descriptions(mark, reader)),
            gender=next((f for f in mark.flags if f in {"m", "f"}), None),
        )
        for mark in _of_kind(reader, "[")
    ]


def _descriptions(mention: Mark, reader: Reader) -> list[Description]:
    """The descriptions that touch the mention: before it with a space, after it with a comma."""
    found = []
    for mark in _of_kind(reader, "<"):
        between = reader.text[mark.end : mention.start] if mark.end <= mention.start else None
        after = reader.text[mention.end : mark.start] if mention.end <= mark.start else None
        if between in {" ", ", "}:
            found.append(Description(Span(mark.start, mark.end), DescriptionKind.TITLE))
        elif after in {", ", " is ", " was ", ", who is "}:
            found.append(Description(Span(mark.start, mark.end), DescriptionKind.APPOSITIVE))
    return found


def _cards(mentions: list[Mention], text: str) -> list[Card]:
    """Mentions with one last word and type are one card, called by its longest."""
    groups: dict[tuple[str, EntityType], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.span.of(text).split()[-1], mention.type), []).append(mention)
    cards = []
    for (_, kind), group in groups.items():
        name = max((m.span.of(text) for m in group), key=len)
        entity = EntityId(name.lower().replace(" ", "-"))
        resolved = tuple(ResolvedMention(m, entity, "") for m in group)
        described = tuple(d for m in group for d in m.descriptions)
        cards.append(Card(entity, kind, name, resolved, described))
    return cards


def _references(reader: Reader) -> list[Reference]:
    found = []
    for mark in _of_kind(reader, "*"):
        words = reader.text[mark.start : mark.end]
        head = next((f.removeprefix("head=") for f in mark.flags if f.startswith("head=")), words.split()[-1])
        at = mark.start + words.index(head)
        role = next((ROLES[f] for f in mark.flags if f in ROLES), Role.SUBJECT)
        found.append(
            Reference(Span(mark.start, mark.end), Span(at, at + len(head)), role, bool(PLURAL.match(head)))
        )
    return found


def _quotations(reader: Reader) -> list[Quotation]:
    """Each content with the nearest source and cue of its paragraph."""
    contents = sorted((m for m in reader.marks if _is_content(m, reader)), key=lambda m: m.start)
    found = []
    for number, mark in enumerate(contents):
        block = next(b.span for b in reader.blocks if b.span.contains(Span(mark.start, mark.end)))
        source = None if {"+", "-"} & set(mark.flags) else _nearest("{", mark, block, reader)
        cue = _nearest("_", mark, block, reader) if source else None
        marked = "“" in reader.text[mark.start : mark.end]
        kind = (
            QuotationKind.DIRECT
            if mark.kind == "“"
            else (QuotationKind.PARTIAL if marked else QuotationKind.INDIRECT)
        )
        head = (
            next((f.removeprefix("head=") for f in source.flags if f.startswith("head=")), None)
            if source
            else None
        )
        at = source.start + reader.text[source.start : source.end].index(head) if source and head else 0
        found.append(
            Quotation(
                (Span(mark.start, mark.end),),
                kind,
                "case",
                cue=Span(cue.start, cue.end) if cue else None,
                source=Span(source.start, source.end) if source else None,
                source_head=Span(at, at + len(head)) if head else None,
                source_plural=bool(source and "pl" in source.flags),
                continues=number - 1 if "+" in mark.flags else None,
                confidence=1.0,
            )
        )
    return found


def _is_content(mark: Mark, reader: Reader) -> bool:
    inside = any(m.kind == "~" and m.start <= mark.start and mark.end <= m.end for m in reader.marks)
    return mark.kind == "~" or (mark.kind == "“" and not inside)


def _nearest(kind: str, content: Mark, block: Span, reader: Reader) -> Mark | None:
    near = [
        m for m in _of_kind(reader, kind) if block.contains(Span(m.start, m.end)) and _apart(m, content) >= 0
    ]
    return min(
        near, key=lambda m: (_crosses(m, content, reader.text), _apart(m, content), -m.start), default=None
    )


def _crosses(mark: Mark, content: Mark, text: str) -> bool:
    """Whether a sentence ends between the two."""
    between = text[min(mark.end, content.end) : max(mark.start, content.start)]
    return bool(set(between) & set(".!?"))


def _apart(mark: Mark, content: Mark) -> int:
    """Characters between the two; negative where they overlap."""
    return max(mark.start - content.end, content.start - mark.end)
