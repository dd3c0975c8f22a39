"""HTML of a source obeyed, as far as a strict list allows: tokens with HTML to tokens as Markdown makes them.

In: the parser's tokens, with `html_block` and `html_inline` among them. Out: the same with paragraphs,
headings, lists, tables and tags of text in their place, so that everything after this module counts, marks
and escapes HTML's text as it does Markdown's. Every element that is opened is closed, where an author forgot
it, too; what stands nowhere by the rules of HTML loses its tags and keeps its text. Tags that no page may
have become hidden `left_out` tokens, of which the writer is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown.tags import elements
from sitegen.markdown.tags.phrases import Phrases
from sitegen.markdown.tags.pieces import Attributes, End, Piece, Start, Text, pieces_of

LEFT_OUT = "left_out"
"""Type of the tokens that stand for a tag that is left out; their content is the tag as it was written."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SHOWN = ("text", "image", "code_inline", "footnote_ref")


def tags_obeyed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a body without any HTML that is not made of tokens."""
    writer = _Blocks()
    for token in tokens:
        writer.token(token)
    return writer.finish()


def _left_out(written: str, line: int) -> Token:
    return Token(LEFT_OUT, "", 0, content=written, map=[line, line + 1], hidden=True)


class _Skipped:
    """Whether pieces lie in an element whose content is no text of the article."""

    def __init__(self) -> None:
        self._tag, self._depth = "", 0

    def holds(self, piece: Piece) -> bool:
        """Whether this piece is to be dropped; keeps count of the element's own tags."""
        if isinstance(piece, Start) and piece.tag in elements.WITHOUT_TEXT - elements.VOID and not self._tag:
            self._tag, self._depth = piece.tag, 1
            return False
        if not self._tag:
            return False
        if not isinstance(piece, Text) and piece.tag == self._tag:
            self._depth += 1 if isinstance(piece, Start) else -1
            if not self._depth:
                self._tag = ""
        return True


class _Blocks:
    """Tokens written one after the other, with the elements that are open."""

    def __init__(self) -> None:
        self._out: list[Token] = []
        self._open: list[tuple[str, bool]] = []
        """Tags of open elements, and whether they are HTML's."""
        self._run: Phrases | None = None
        """The line of text that is being written."""
        self._lines = [0, 1]
        self._gap = True
        """Whether the line of text ends with white space, or has not begun."""

    def token(self, token: Token) -> None:
        """The parser's next token."""
        if token.type == "html_block":
            self._html(token)
        elif token.type == "inline":
            self._out.append(_with_phrases(token))
        elif token.nesting == -1:
            self._close_html()
            if self._open:
                self._open.pop()
            self._out.append(token)
        else:
            if token.type == "footnote_block_open":
                self._close_html()
            if token.block:
                self._make_room(token.tag)
            self._out.append(token)
            if token.nesting == 1:
                self._open.append((token.tag, False))

    def finish(self) -> list[Token]:
        """All tokens; every element is closed."""
        self._close_html()
        return self._out

    def _html(self, block: Token) -> None:
        first = block.map[0] if block.map else 0
        skipped, told = _Skipped(), []
        preformatted: list[str] | None = None
        for piece in pieces_of(block.content):
            if isinstance(piece, Start) or (isinstance(piece, Text) and not piece.text.isspace()):
                self._lines_of(first + piece.line)
            if skipped.holds(piece):
                continue
            if preformatted is not None:
                if isinstance(piece, Text):
                    preformatted.append(piece.text)
                elif isinstance(piece, End) and piece.tag == "pre":
                    self._alone(
                        Token("code_block", "code", 0, content="".join(preformatted).strip("\n") + "\n")
                    )
                    preformatted = None
            elif isinstance(piece, Text):
                self._words(piece.text)
            elif isinstance(piece, End):
                self._end(piece.tag)
            elif piece.tag == "pre":
                self._flush()
                preformatted = []
            elif not self._start(piece.tag, piece.attrs):
                told.append(_left_out(piece.written, first + piece.line))
        if preformatted is not None:
            self._alone(Token("code_block", "code", 0, content="".join(preformatted)))
        self._flush()
        self._out += told

    def _lines_of(self, line: int) -> None:
        """Note the source line of what comes next."""
        if self._run is None:
            self._lines = [line, line + 1]
        else:
            self._lines[1] = max(self._lines[1], line + 1)

    def _words(self, text: str) -> None:
        words = _SPACE.sub(" ", text)
        words = words.lstrip(" ") if self._gap else words
        if words:
            self._line().text(words)
            self._gap = words.endswith(" ")

    def _line(self) -> Phrases:
        if self._run is None:
            self._run, self._gap = Phrases(), True
        return self._run

    def _start(self, tag: str, attrs: Attributes) -> bool:
        """Open an element; False for one that no page may have."""
        if tag == "br":
            self._line().line_break()
            self._gap = True
        elif tag == "img":
            self._line().picture(attrs)
            self._gap = False
        elif tag == "hr":
            self._alone(Token("hr", "hr", 0, markup="***"))
        elif tag in elements.BLOCKS:
            self._start_block(tag, attrs)
        elif tag in elements.PHRASES or tag == "q":
            return self._line().start(tag, attrs)
        elif tag in elements.BREAKING:
            self._flush()
            return tag in elements.LOOKS
        return tag in elements.LOOKS | elements.BLOCKS or tag in {"br", "img", "hr"}

    def _end(self, tag: str) -> None:
        if tag in elements.BLOCKS:
            self._flush()
            for depth in range(len(self._open) - 1, -1, -1):
                name, is_html = self._open[depth]
                if not is_html:
                    return
                if name == tag:
                    self._close(depth)
                    return
        elif tag in elements.BREAKING:
            self._flush()
        elif self._run is not None:
            self._run.end(tag)

    def _start_block(self, tag: str, attrs: Attributes) -> None:
        self._flush()
        if self._innermost() in elements.HEADINGS or len(self._open) >= elements.DEEPEST:
            return
        self._end_before(tag)
        self._make_room(tag)
        if self._innermost() in elements.PARENTS.get(tag, {self._innermost()}):
            self._push(tag, attrs)

    def _end_before(self, tag: str) -> None:
        """Close what the start of this element closes without a tag: a paragraph, the item before."""
        if self._innermost() == "p":
            self._close(len(self._open) - 1)
        ends, barrier = elements.ENDS.get(tag, (frozenset(), frozenset()))
        found = len(self._open)
        for depth in range(len(self._open) - 1, -1, -1):
            name, is_html = self._open[depth]
            if not ends or not is_html or name in barrier:
                break
            if name in ends:
                found = depth
        self._close(found)

    def _make_room(self, tag: str) -> None:
        """Open what must stand between the innermost element and this one: a list's item, a table's cell."""
        self._flush()
        if self._innermost() in elements.HEADINGS | {"p"}:
            self._close(len(self._open) - 1)
        while (inner := self._innermost()) in elements.HOLDS and inner not in elements.PARENTS.get(tag, ()):
            self._push(elements.HOLDS[inner], {})

    def _innermost(self) -> str:
        """The tag of the innermost element if it is HTML's."""
        return self._open[-1][0] if self._open and self._open[-1][1] else ""

    def _alone(self, token: Token) -> None:
        self._make_room(token.tag)
        token.block, token.map = True, list(self._lines)
        self._out.append(token)

    def _push(self, tag: str, attrs: Attributes) -> None:
        self._open.append((tag, True))
        name = elements.TOKENS.get(tag, "raw_block")
        self._out.append(Token(f"{name}_open", tag, 1, attrs=dict(attrs), map=list(self._lines), block=True))

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            tag, _ = self._open.pop()
            if self._out[-1].nesting == 1 and self._out[-1].tag == tag and tag not in {"td", "th"}:
                self._out.pop()  # an element without anything in it
            else:
                name = elements.TOKENS.get(tag, "raw_block")
                self._out.append(Token(f"{name}_close", tag, -1, block=True))

    def _close_html(self) -> None:
        """Close every element of HTML down to the innermost of Markdown's."""
        self._flush()
        depth = len(self._open)
        while depth and self._open[depth - 1][1]:
            depth -= 1
        self._close(depth)

    def _flush(self) -> None:
        """End the line of text: it becomes a paragraph, or the text of the block that was just opened."""
        run, self._run, self._gap = self._run, None, True
        children = _trimmed(run.finish()) if run else []
        if not any(child.type in _SHOWN for child in children):
            return
        lines = list(self._lines)
        while self._innermost() in elements.HOLDS:
            self._push(elements.HOLDS[self._innermost()], {})
        inline = Token("inline", "", 0, map=lines, children=children, block=True)
        inner = self._innermost()
        fresh = bool(self._out) and self._out[-1].nesting == 1 and self._out[-1].tag == inner
        if fresh and inner in elements.TEXT_BLOCKS:
            self._out.append(inline)
            return
        if inner in elements.HEADINGS | {"p"}:  # they hold one line of text
            self._close(len(self._open) - 1)
        hidden = fresh and inner == "li"
        self._out += [
            Token("paragraph_open", "p", 1, map=lines, block=True, hidden=hidden),
            inline,
            Token("paragraph_close", "p", -1, block=True, hidden=hidden),
        ]


def _trimmed(children: list[Token]) -> list[Token]:
    """Without white space and breaks at the end of a line of text."""
    for number in range(len(children) - 1, -1, -1):
        child = children[number]
        if child.type == "text":
            words = child.content.rstrip(" ")
            if words:
                children[number] = child.copy(content=words)
                break
            del children[number]
        elif child.type == "hardbreak":
            del children[number]
        elif child.nesting != -1:
            break
    return children


def _with_phrases(inline: Token) -> Token:
    """One of Markdown's lines of text, the tags in it obeyed."""
    if not any(child.type == "html_inline" for child in inline.children or ()):
        return inline
    run, skipped = Phrases(), _Skipped()
    first = inline.map[0] if inline.map else 0
    for child in inline.children or ():
        if child.type != "html_inline":
            if child.nesting or not skipped.holds(Text(child.content, 0)):
                _own(run, child)
            continue
        for piece in pieces_of(child.content):
            if not skipped.holds(piece) and not _phrase(run, piece):
                run.token(_left_out(child.content, first))
    return inline.copy(children=_trimmed(run.finish()))


def _own(run: Phrases, child: Token) -> None:
    if child.type == "text":
        run.text(child.content)
    else:
        run.token(child)


def _phrase(run: Phrases, piece: Piece) -> bool:
    """A tag inside a line; False for one that no page may have. A block only breaks the line."""
    if isinstance(piece, Text):
        run.text(piece.text)
        return True
    tag, breaking = piece.tag, elements.BLOCKS | elements.BREAKING | {"br", "hr", "pre"}
    if tag in breaking:
        run.line_break()
    elif isinstance(piece, End):
        run.end(tag)
        return True
    elif tag == "img":
        run.picture(piece.attrs)
    elif tag in elements.PHRASES or tag == "q":
        return run.start(tag, piece.attrs)
    return tag in elements.LOOKS or tag in breaking or tag == "img"
