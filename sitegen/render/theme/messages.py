"""Messages that need no values, put into a template in the site's language when the template is read.

A page prints a hundred of them, on every page the same: looking each up as a page is rendered took a
twentieth of rendering's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_PRINTED = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")


class MessagesInPlace(Extension):
    """Turns `{{ _("Search") }}` into the message itself; needs `environment.gettext`.

    A message with a per cent sign is left to be filled in, and so is one that is not printed at once.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Part of Jinja's interface: what a template is made of, on its way to the parser."""
        gettext = cast("Callable[[str], str]", self.environment.gettext)  # type: ignore[attr-defined]
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            here = tokens[place : place + len(_PRINTED)]
            if _is_message(here):
                yield Token(here[0].lineno, "data", gettext(here[3].value))
                place += len(_PRINTED)
            else:
                yield here[0]
                place += 1


def _is_message(tokens: list[Token]) -> bool:
    shape = tuple(token.type for token in tokens)
    return shape == _PRINTED and tokens[1].value == "_" and "%" not in tokens[3].value
