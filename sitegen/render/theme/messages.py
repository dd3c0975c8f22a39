"""Messages put into a template in the site's language when the template is read, and not on every page.

A page prints a hundred of them. Looking each up as a page is rendered, and filling in its values, took a
seventh of rendering's time; in the template a message is words with places for its values between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_CALLED = ("variable_begin", "name", "lparen", "string")
_OPENS = frozenset({"lparen", "lbracket", "lbrace"})
_CLOSES = frozenset({"rparen", "rbracket", "rbrace"})
_PLACE = re.compile(r"%(%|\((?P<name>\w+)\)s)")

Expression = Sequence[Token]


class MessagesInPlace(Extension):
    """Turns `{{ _("Page %(n)s", n=it) }}` into words with `{{ it }}` in them; needs `environment.gettext`.

    A message that is not printed at once is left alone, and so is one that asks for what is not given.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Part of Jinja's interface: what a template is made of, on its way to the parser."""
        gettext = cast("Callable[[str], str]", self.environment.gettext)  # type: ignore[attr-defined]
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            values, end = _call_at(tokens, place)
            line = tokens[place].lineno
            said = _filled(gettext(tokens[place + 3].value), values, line) if end else None
            yield from (tokens[place],) if said is None else said
            place = end if said is not None else place + 1


def _call_at(tokens: Sequence[Token], place: int) -> tuple[dict[str, Expression], int]:
    """The values of the message that is printed here, and where that ends; 0 where there is none."""
    head = tokens[place : place + len(_CALLED)]
    if tuple(token.type for token in head) != _CALLED or head[1].value != "_":
        return {}, 0
    values: dict[str, Expression] = {}
    at = place + len(_CALLED)
    while _types(tokens, at, 3) == ("comma", "name", "assign"):
        end = _end_of_value(tokens, at + 3)
        values[tokens[at + 1].value] = tokens[at + 3 : end]
        at = end
    return values, at + 2 if _types(tokens, at, 2) == ("rparen", "variable_end") else 0


def _types(tokens: Sequence[Token], start: int, count: int) -> tuple[str, ...]:
    return tuple(token.type for token in tokens[start : start + count])


def _end_of_value(tokens: Sequence[Token], start: int) -> int:
    """Where the comma or bracket stands that ends an argument."""
    depth = 0
    for at in range(start, len(tokens)):
        kind = tokens[at].type
        if depth == 0 and (kind == "comma" or kind in _CLOSES):
            return at
        depth += (kind in _OPENS) - (kind in _CLOSES)
    return len(tokens)


def _filled(message: str, values: Mapping[str, Expression], line: int) -> list[Token] | None:
    """The message as parts of a template; None where Python would not fill it in so."""
    if not {found["name"] for found in _PLACE.finditer(message)} <= {None, *values}:
        return None
    if "%" in _PLACE.sub("", message):
        return None
    parts: list[Token] = []
    end = 0
    for found in _PLACE.finditer(message):
        parts.append(Token(line, "data", message[end : found.start()]))
        parts += _printed(values[found["name"]], line) if found["name"] else [Token(line, "data", "%")]
        end = found.end()
    parts.append(Token(line, "data", message[end:]))
    return [part for part in parts if part.type != "data" or part.value]


def _printed(expression: Expression, line: int) -> list[Token]:
    return [Token(line, "variable_begin", "{{"), *expression, Token(line, "variable_end", "}}")]
