"""What may stand for someone without a name, from parses written by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.annotators.references import ReferenceAnnotator
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.model.annotation import Annotations, EntityType, Mention, Reference, Role
from sitegen.model.text import PlainText, Span

VOCAB = spacy.blank("en").vocab

# word/tag/dependency/head, as the parser gives them.
MAYOR = (
    "The/DT/det/1 mayor/NN/nsubj/9 of/IN/prep/1 Averel/NNP/pobj/2 ,/,/punct/3 Ines/NNP/compound/6"
    " Halloran/NNP/appos/3 ,/,/punct/6 quickly/RB/advmod/9 left/VBD/ROOT/9 her/PRP$/poss/11 office/NN/dobj/9"
)
LONG_APPOSITION = (
    "The/DT/det/1 mayor/NN/nsubj/17 of/IN/prep/1 Averel/NNP/pobj/2 ,/,/punct/3 Ines/NNP/compound/6"
    " Halloran/NNP/appos/3 ,/,/punct/6 who/WP/nsubjpass/10 is/VBZ/auxpass/10 related/VBN/relcl/6"
    " to/IN/prep/10 none/NN/pobj/11 of/IN/prep/12 the/DT/det/15 judges/NNS/pobj/13 ,/,/punct/6"
    " spoke/VBD/ROOT/17"
)
LONG_PLACE = (
    "The/DT/det/1 owner/NN/nsubj/17 of/IN/prep/1 the/DT/det/5 old/JJ/amod/5 mill/NN/pobj/2 at/IN/prep/5"
    " the/DT/det/8 mouth/NN/pobj/6 of/IN/prep/8 a/DT/det/12 small/JJ/amod/12 river/NN/pobj/9 in/IN/prep/12"
    " the/DT/det/16 far/JJ/amod/16 north/NN/pobj/13 spoke/VBD/ROOT/17"
)
TOLD = (
    "They/PRP/nsubj/1 told/VBD/ROOT/1 a/DT/det/4 young/JJ/amod/4 sailor/NN/dobj/1 in/IN/prep/1"
    " June/NNP/pobj/5"
)
PASSIVE = (
    "It/PRP/nsubjpass/2 was/VBD/auxpass/2 shut/VBN/ROOT/2 by/IN/agent/2 dockers/NNS/pobj/3 at/IN/prep/2"
    " the/DT/det/7 gate/NN/pobj/5"
)
THEY = ("They", "They", Role.SUBJECT, True)
IN_MAYOR = [
    ("The mayor of Averel", "mayor", Role.SUBJECT, False),
    ("her", "her", Role.POSSESSIVE, False),
    ("her office", "office", Role.OBJECT, False),
]


def found(parse: str, *named: str) -> tuple[str, list[Reference]]:
    """The text of a parse and the references in it, some of its words being names."""
    rows = [word.rsplit("/", 3) for word in parse.split()]
    words = [row[0] for row in rows]
    doc = Doc(
        VOCAB,
        words=words,
        tags=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
    )
    text = doc.text
    mentions = tuple(
        Mention(Span(text.index(name), text.index(name) + len(name)), EntityType.PERSON, "x")
        for name in named
    )
    plain = PlainText(text, ())
    tree = read_tree(read_words(doc, plain))
    context = AnnotatorContext(None, tree, Annotations(mentions=mentions))
    return text, list(ReferenceAnnotator().annotate(plain, context).references)


@pytest.mark.parametrize(
    ("parse", "named", "expected"),
    [
        pytest.param(MAYOR, ("Ines Halloran",), IN_MAYOR, id="a comma ends the phrase"),
        pytest.param(
            LONG_APPOSITION,
            ("Ines Halloran",),
            [("The mayor of Averel", "mayor", Role.SUBJECT, False)],
            id="however long what stands behind the comma is",
        ),
        pytest.param(
            LONG_PLACE,
            (),
            [("The owner", "owner", Role.SUBJECT, False)],
            id="a phrase that is too long is none of it",
        ),
        pytest.param(
            TOLD, (), [THEY, ("a young sailor", "sailor", Role.OBJECT, False)], id="pronoun and object"
        ),
        pytest.param(
            PASSIVE, (), [("dockers", "dockers", Role.AGENT, True)], id="agent, not places nor 'it'"
        ),
        pytest.param(TOLD, ("a young sailor",), [THEY], id="names are none"),
    ],
)
def test_references(parse: str, named: tuple[str, ...], expected: list[tuple[str, str, Role, bool]]) -> None:
    """Pronouns, and noun phrases that are subject, agent or object, with head, role and number."""
    text, references = found(parse, *named)
    assert [(r.span.of(text), r.head.of(text), r.role, r.plural) for r in references] == expected
