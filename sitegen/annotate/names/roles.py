"""What a name does in its sentence, and which gender a pronoun there gives it."""

from __future__ import annotations

from sitegen.annotate.parse.words import Words
from sitegen.model.annotation import Role

ROLES = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "iobj": Role.OBJECT,
    "obj": Role.OBJECT,
    "poss": Role.POSSESSIVE,
    "appos": Role.APPOSITIVE,
}


def role_of(words: Words, root: int) -> Role:
    """The role of the word that heads a name. One of several joined names has the role of the first."""
    at = root
    for _ in range(20):
        if words.deps[at] != "conj":
            break
        at = words.heads[at]
    dep = words.deps[at]
    if dep == "pobj":
        # "said by Brandt": the passive's agent; any other preposition makes an object.
        return Role.AGENT if words.deps[words.heads[at]] == "agent" else Role.OBJECT
    return ROLES.get(dep, Role.OTHER)
