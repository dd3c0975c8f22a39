"""Names that the gazetteer knows by another: "America" is the United States."""

from __future__ import annotations

import pytest

from sitegen.annotate.annotators.entities import EntityAnnotator
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.run import AnnotationTask, annotate
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text

TEXTS = {
    "America voted, and the United States and the U.S. signed.": ["United States", "", "United States"],
    "Britain and the EU wrote to the UN.": ["United Kingdom", "European Union", "United Nations"],
    "The European Union (EU) met. The EU said no.": ["", "European Union", "European Union"],
    "The Group of Seven met. The G-7 agreed.": ["", "Group of Seven"],
    # What the text itself explains is not for the gazetteer to say.
    "Eastern Utilities (EU) raised prices. EU shares fell in Britain.": ["", "", "", "United Kingdom"],
}


@pytest.mark.model
def test_canonical_names() -> None:
    """A pure synonym has the gazetteer's name; that name itself, and an acronym of the text's own, none."""
    plains = [with_plain_text(parse_text(text)).plain for text in TEXTS]
    found = annotate([AnnotationTask(p) for p in plains], Pipeline(find_model()), [EntityAnnotator()])
    assert [[m.canonical for m in item.mentions] for item in found] == list(TEXTS.values())


def test_synonyms_are_sure() -> None:
    """No way to write one name is a way to write another, or another name itself."""
    ways = [(kind, other) for kind, other, _ in gazetteer().synonyms]
    names = {(kind, name) for kind, _, name in gazetteer().synonyms}
    assert len(ways) == len(set(ways))
    assert not names & set(ways)
