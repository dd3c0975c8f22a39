"""Words that a missing space has glued to a mark or a dash, taken apart.

In: a pipeline. Out: the same, whose tokenizer also cuts "said,“Look", "―Ines", "-Commissioner", "U.S.-led"
and "Times/ Post", leaves the full stop of "cost £3m." to its sentence, and that of "Capt." to its word. Only
such writings, which the model was hardly trained on, are read otherwise than by its own rules. In: a text's
words. The same, with the full stop of "wrote on X." by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import DASH_CHARACTERS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without types
    from spacy.tokens import Doc

_SIGNED = rf"^(?:--+|[{DASH_CHARACTERS}]+|[-~](?=[A-Z][a-z]))"
"""A dash at a word's start; a hyphen only before a name."""
_MARKED = '(?<=[^\\W\\d_])[,;:](?=[“”"«„])|(?<=[^\\W\\d_][,;:])[“”"«„]|(?<=\\w)\\]\\((?=\\w)'
"""A comma and a mark inside a word, each by itself; what is left of a link."""
_DOTTED = r"(?<=[A-Z]\.[A-Z]\.)-(?=[^\W\d_])"
"""The hyphen behind initials, as behind any other name: "U.S.-led" as "Orrin-led"."""

_COUNTED = "m."
"""To the model's rules an initial, even behind a number that ends a sentence: "cost £3m. The board …"."""


_PLATFORM = "X."
"""To the model's rules an initial; behind these words a place where people write, and a sentence's end."""
_WRITTEN = quotewords("before_platforms")


def cut_stops(doc: Doc) -> None:
    """Part the full stop from "wrote on X.", in place."""
    found = [t for t in doc if t.i and t.text == _PLATFORM and doc[t.i - 1].lower_ in _WRITTEN]
    with doc.retokenize() as tokens:
        for token in found:
            tokens.split(token, [_PLATFORM[0], _PLATFORM[1]], heads=[(token, 0), (token, 0)])


def take_apart(nlp: Language) -> None:
    """Add what is cut before and inside words to the tokenizer's own rules, and take one out.

    Each assignment has it read all rules for whole words anew, a tenth of a second; so they come last.
    """
    from spacy.symbols import ORTH  # type: ignore[import-not-found] # compiled, without types

    tokenizer: Tokenizer = nlp.tokenizer
    rules, tokenizer.rules = tokenizer.rules, {}
    prefix, infix = tokenizer.prefix_search.__self__, tokenizer.infix_finditer.__self__
    tokenizer.prefix_search = re.compile(f"{_SIGNED}|{prefix.pattern}").search
    tokenizer.suffix_search = re.compile(
        rf"(?<=[^\W\d_])/$|{tokenizer.suffix_search.__self__.pattern}"
    ).search
    tokenizer.infix_finditer = re.compile(f"{_MARKED}|{_DOTTED}|{infix.pattern}").finditer
    whole = {title: [{ORTH: title}] for title in _whole()}
    tokenizer.rules = whole | {word: rule for word, rule in rules.items() if word != _COUNTED}


def _whole() -> Iterator[str]:
    """Titles with a full stop or apostrophe of their own, as they stand before a name: "Capt.", "Dato'"."""
    for title in name_words().titles:
        if title.endswith((".", "'")):
            yield from (title.capitalize(), title.upper())
