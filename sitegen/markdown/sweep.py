"""One sorted sweep over the edges of the fragments in a run, with a stack of open tags.

Where two marks cross, the one opened later is closed and opened again around the edge. A link is never
closed early: when a link opens, every open mark that ends inside it is closed first and opened again
inside the link. So nothing that lies below a link on the stack can end before the link does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from sitegen.markdown.marks import Element, Mark
from sitegen.markdown.plaintext import Segment, SegmentKind


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of mark number `mark` that lies in one run."""

    start: int
    end: int
    mark: int
    link: bool
    """Whether it is written as a link; decided by `without_nested_links`."""
    last: bool
    """Whether the mark ends with it."""

    @property
    def outer_first(self) -> tuple[int, int, int]:
        """Sort key: of those that start together, the longer outside, then in the given order."""
        return (self.start, -self.end, self.mark)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring text, code and breaks, and the fragments in them."""

    segments: tuple[Segment, ...]
    fragments: tuple[Fragment, ...]


def without_nested_links(fragments: Iterable[Fragment], *, inside_link: bool) -> list[Fragment]:
    """The fragments, outermost first, with every link that would overlap another turned into a span."""
    free_from = 0
    out = []
    for fragment in sorted(fragments, key=lambda f: f.outer_first):
        link = fragment.link and not inside_link and fragment.start >= free_from
        if link:
            free_from = fragment.end
        out.append(fragment if link == fragment.link else replace(fragment, link=link))
    return out


class MarkWriter:
    """Writes marked inline children.

    Holds what runs over from one run to the next: how many fragments each mark has, and the elements that
    wait for a link to close.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.counts = [0] * len(marks)
        self.children: dict[int, list[Token]] = {}
        self._marks = marks
        self._out: list[Token] = []
        self._open: list[Fragment] = []
        self._author_links = 0
        self._waiting: list[Element] = []

    def write_inline(self, number: int, children: Sequence[Token], runs: Mapping[int, Run]) -> None:
        """Write the children of inline token `number`; `runs` by the index of their first child."""
        self._out = self.children[number] = []
        position = 0
        while position < len(children):
            if position in runs:
                self._write_run(runs[position], children)
                position += len(runs[position].segments)
            else:
                self._write_child(children[position])
                position += 1

    def _write_child(self, child: Token) -> None:
        self._out.append(child)
        if child.type in {"link_open", "link_close"}:
            self._author_links += child.nesting
            self._flush()

    def _write_run(self, run: Run, children: Sequence[Token]) -> None:
        fragments = without_nested_links(run.fragments, inside_link=self._author_links > 0)
        starting: defaultdict[int, list[Fragment]] = defaultdict(list)
        ends = set()
        for fragment in fragments:
            starting[fragment.start].append(fragment)
            ends.add(fragment.end)
        edges = sorted(ends | starting.keys())
        at = 0
        for segment in run.segments:
            position = segment.span.start
            while at < len(edges) and edges[at] < segment.span.end:
                self._write_text(segment, children, position, edges[at])
                position = edges[at]
                self._turn(position, starting[position])
                at += 1
            self._write_text(segment, children, position, segment.span.end)
        if at < len(edges):
            self._turn(edges[at], [])

    def _write_text(self, segment: Segment, children: Sequence[Token], start: int, end: int) -> None:
        child = children[segment.child]
        if start >= end:
            return
        if segment.kind is SegmentKind.TEXT:
            offset = segment.span.start
            child = Token("text", "", 0, content=child.content[start - offset : end - offset])
        self._out.append(child)

    def _turn(self, position: int, opening: list[Fragment]) -> None:
        """Close what ends at `position`, open what starts there, keep all else open around it."""
        reopen = self._close_while(position, lambda f: f.end == position)
        if link_end := max((f.end for f in opening if f.link), default=0):
            reopen += self._close_while(position, lambda f: f.end < link_end)
        for fragment in sorted([*reopen, *opening], key=lambda f: (-f.end, not f.link, f.mark)):
            self._push(fragment)

    def _close_while(self, position: int, wanted: Callable[[Fragment], bool]) -> list[Fragment]:
        """Close tags from the top until no open fragment is `wanted`; return those to open again."""
        reopen: list[Fragment] = []
        if not self._open:
            return reopen
        depth = next((n for n, f in enumerate(self._open) if wanted(f)), len(self._open))
        while len(self._open) > depth:
            fragment = self._pop(position)
            if fragment.end > position:
                reopen.append(fragment)
        return reopen

    def _tag(self, fragment: Fragment) -> str:
        tag = self._marks[fragment.mark].tag
        return "span" if tag == "a" and not fragment.link else tag

    def _push(self, fragment: Fragment) -> None:
        mark = self._marks[fragment.mark]
        self.counts[fragment.mark] += 1
        count = self.counts[fragment.mark]
        attrs: dict[str, str | int | float] = dict(mark.attrs + (mark.first if count == 1 else ()))
        if mark.id:
            attrs["id"] = mark.id if count == 1 else f"{mark.id}-{count}"
        if mark.tag == "a" and not fragment.link:
            attrs.pop("href", None)
        self._out.append(Token("mark_open", self._tag(fragment), 1, attrs=attrs))
        self._open.append(fragment)

    def _pop(self, position: int) -> Fragment:
        fragment = self._open.pop()
        self._out.append(Token("mark_close", self._tag(fragment), -1))
        after = self._marks[fragment.mark].after
        if after and fragment.last and fragment.end == position:
            self._waiting.append(after)
        self._flush()
        return fragment

    def _flush(self) -> None:
        if not self._waiting or self._author_links or any(f.link for f in self._open):
            return
        for element in self._waiting:
            self._out += element_tokens(element)
        self._waiting.clear()


def element_tokens(element: Element) -> list[Token]:
    """A small element as three inline tokens."""
    return [
        Token("mark_open", element.tag, 1, attrs=dict(element.attrs)),
        Token("text", "", 0, content=element.text),
        Token("mark_close", element.tag, -1),
    ]
