"""Comments in a source are taken out before anything reads it: what an editor notes is never published.

In: a body. Out: the body without its comments, and where they stood. Pure, in one pass from left to right.
Comments are those of HTML (`<!-- … -->`), of Liquid (`{% comment %} … {% endcomment %}`), of Jinja
(`{# … #}`) and of Hugo (`{{/* … */}}`). In Markdown what stands in code is shown and no comment; in a text
file nothing is code. Every line below a comment keeps its number, but for the rest of a paragraph that a
comment of several lines stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity

_KINDS = (
    (re.compile(r"<!--(?!-?>)"), re.compile(r"--!?>")),
    (re.compile(r"<!---?>"), re.compile("")),
    (re.compile(r"\{%-?\s{0,9}comment\s{0,9}-?%\}"), re.compile(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}")),
    (re.compile(r"\{#-?(?=\s)"), re.compile(r"#\}")),
    (re.compile(r"\{\{[<%]?-?\s{0,9}/\*"), re.compile(r"\*/\s{0,9}-?[>%]?\}\}")),
)
"""How comments begin and how they end; those of HTML come first, they alone may end with the file."""
_MAY_HOLD = re.compile(r"<!--|\{%-?\s*comment|\{#|/\*")
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})[^\n]*")
_NEXT = re.compile(r"\\.|`+|<!--|\{[%#{]|\n", re.DOTALL)
_LONGEST_CODE = 5_000
"""Characters that code inside a line may have; a cap, so that many single marks cost no square."""
_BLANK = re.compile(r"\n[ \t>]*\n")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that was taken out."""

    line: int
    """Of the body, counted from 0."""
    closed: bool
    """False where it never ends: all below it is taken out with it."""


def without_comments(body: str, *, code: bool = True) -> tuple[str, tuple[Comment, ...]]:
    """The body without its comments; `code`: whether what Markdown takes as code is left alone."""
    if not _MAY_HOLD.search(body):
        return body, ()
    reader = _Reader(body, code=code)
    reader.read()
    return "".join(reader.kept), tuple(reader.found)


class _Reader:
    """One pass over a body."""

    def __init__(self, body: str, *, code: bool) -> None:
        self.kept: list[str] = []
        self.found: list[Comment] = []
        self._body, self._code = body, code
        self._at = self._line = self._counted = 0
        self._owed = 0
        """Line breaks taken out of a paragraph, given back below it."""
        self._endless: set[int] = set()
        """Kinds whose end stands nowhere below: not looked for again."""

    def read(self) -> None:
        position = self._fence(0)
        while found := _NEXT.search(self._body, position):
            sign = found.group()
            position = found.end()
            if sign == "\n":
                self._give_back(found.end())
                position = self._fence(found.end())
            elif sign[0] == "`" and self._code:
                position = self._code_end(found)
            elif sign[0] in "<{":
                position = self._comment(found.start()) or position
        self.kept.append(self._body[self._at :] + "\n" * self._owed)

    def _fence(self, start: int) -> int:
        """Behind the code block that starts on this line; `start` where none does."""
        found = _FENCE.match(self._body, start) if self._code else None
        if found is None:
            return start
        mark = found.group(1)
        ends = [rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$"]
        ends += [r"^(?![ \t]*>)"] if ">" in found.group() else []
        end = re.compile("|".join(ends), re.MULTILINE).search(self._body, found.end() + 1)
        return end.end() if end else len(self._body)

    def _code_end(self, found: re.Match[str]) -> int:
        """Behind the code that this run of back quotes opens; behind the run where it opens none."""
        start, most = found.end(), found.end() + _LONGEST_CODE
        blank = _BLANK.search(self._body, start, most)
        stop = blank.start() if blank else most
        run = re.compile(rf"(?<!`){found.group()}(?!`)")
        end = run.search(self._body, start, stop)
        return end.end() if end else start

    def _comment(self, start: int) -> int:
        """Take out the comment that starts here, if one does; returns where to go on, 0 where none does."""
        for number, (opens, closes) in enumerate(_KINDS):
            opened = opens.match(self._body, start)
            if opened is None or number in self._endless:
                continue
            end = closes.search(self._body, opened.end())
            if end is None and number:
                self._endless.add(number)
                continue
            self._take(start, end.end() if end else len(self._body), closed=end is not None)
            return self._at
        return 0

    def _take(self, start: int, end: int, *, closed: bool) -> None:
        body = self._body
        self._line += body.count("\n", self._counted, start)
        self._counted = start
        self.found.append(Comment(self._line, closed))
        self.kept.append(body[self._at : start])
        breaks = body.count("\n", start, end)
        alone = not body[body.rfind("\n", 0, start) + 1 : start].strip(" \t>")
        if alone:
            self.kept.append("\n" * breaks)
        else:
            self._owed += breaks
            if body[start - 1 : start] in " \t" and body[end : end + 1] in {" ", "\t"}:
                end += 1
        self._at = end

    def _give_back(self, at: int) -> None:
        """At a blank line: the breaks that the paragraph above it lost."""
        if self._owed and self._body[at : at + 1] == "\n" and at > self._at:
            self.kept.append(self._body[self._at : at] + "\n" * self._owed)
            self._at, self._owed = at, 0


def told(comments: tuple[Comment, ...], path: PurePosixPath, body_line: int) -> tuple[Diagnostic, ...]:
    """One note for all comments of a file, and a warning for one that swallows the rest of it."""
    if not comments:
        return ()
    first, others = comments[0], len(comments) - 1
    more = f", nor are {others} more" if others > 1 else ", nor is one more" if others else ""
    notes = [
        Diagnostic(
            "comment-left-out",
            Severity.NOTE,
            f"a comment is not published{more}",
            Location(path, body_line + first.line),
            "nothing needs to be done; take its marks away where readers are to see it",
        )
    ]
    if not comments[-1].closed:
        notes.append(
            Diagnostic(
                "comment-unclosed",
                Severity.WARNING,
                "the comment opened here is never closed: nothing below it is published",
                Location(path, body_line + comments[-1].line),
                "write  -->  where the comment ends",
            )
        )
    return tuple(notes)
