"""English stands in `sitegen/data/en/`: the code of annotating and resolving holds no lists of words.

Looked for are sets, tuples, lists and keys of two words and more, and expressions (`re`) with two words and
more. One word that a rule asks for by name ("of", "that") is the rule itself, and stays.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from sitegen.resolve.vocabulary.wordlists import WordLists
from sitegen.wordfiles import pattern, read_lists, read_words

ROOT = Path(__file__).parents[2]
MODULES = {
    str(path.relative_to(ROOT / "sitegen")): path.read_text("utf-8")
    for room in ("annotate", "resolve")
    for path in sorted((ROOT / "sitegen" / room).rglob("*.py"))
}
CODE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "sitegen").rglob("*.py")))

RELATIONS = """
    acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl iobj mark neg nmod npadvmod nsubj nsubjpass nummod obj oprd parataxis pcomp pobj
    poss predet prep prt punct quantmod relcl xcomp
"""
"""Names of syntactic relations: what the parser says, in whatever language."""

NO_LANGUAGE = {
    "annotate/dates/value.py": "day month year",  # dateparser's periods
    "annotate/fingerprint.py": "spacy thinc dateparser onnxruntime tokenizers",
    "annotate/lexicon/foreign.py": "body place event",  # beginnings of lists' names
    "annotate/names/own_words.py": "body place event",
    "annotate/names/roles.py": "male female",  # beginnings of lists' names
    "annotate/parse/encoder.py": "ids mask shapes best fast",  # the network's inputs; names of modes
    "annotate/parse/lockstep.py": "tok2vec lower upper",  # layers of the model
    "annotate/parse/nlp.py": "lemmatizer attribute_ruler senter",  # parts of the pipeline
    "resolve/curation/entries.py": "name type description aliases links is_not same_as redirect_from articles"
    " aliases_in ignore organization org",  # keys of curation files, and types in other spellings
    "resolve/review/questions.py": "number id kind question entities pages evidence answer otherwise entity"
    " article path line before name after content",  # keys of the JSON that review prints
    "resolve/vocabulary/wordlists.py": "language honorifics gendered titles offices suffixes certain"
    " ampersand called_else respelled fields fields_exclusive past",  # names of lists
    "resolve/vocabulary/nouns.py": "male female",  # beginnings of lists' names
}
"""Words that are names of ours or of a library's, by module."""

AS_WRITTEN = {
    "fields_of_study",
    "compass",
    "given_titles",
    "asked_again",
    "firms_or_lands",
    "letters_that_name",
}
"""Lists whose words have the capitals that they have in a text; all others are in lower case."""

WORD = re.compile(r"[A-Za-z][a-z]+\w*")
SYNTAX = re.compile(r"\\[a-zA-Z](?:[0-9a-f]{4})?|\(\?P?<\w+>|\(\?P=\w+\)|\(\?[aiLmsux]+\)|\[[^\]]*\]")
"""What is letters in an expression and no word."""


def written(node: ast.AST) -> str:
    """The text of a literal; an f-string's placeholders are left out."""
    if isinstance(node, ast.JoinedStr):
        return " ".join(written(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def held(source: str) -> Iterator[tuple[int, list[str]]]:
    """Line and words of each collection and expression. A text of several words, as in a tuple, is none."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            found = [text.strip() for text in map(written, node.elts)]
        elif isinstance(node, ast.Dict):
            found = [written(key) for key in node.keys if key is not None]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            found = WORD.findall(SYNTAX.sub(" ", written(node.args[0])))
        else:
            continue
        yield node.lineno, [word for word in found if WORD.fullmatch(word)]


@pytest.mark.parametrize("module", MODULES)
def test_no_words_of_a_language(module: str) -> None:
    """Move them to a file of `sitegen/data/en/`, and read them by their name."""
    known = {*RELATIONS.split(), *NO_LANGUAGE.get(module, "").split()}
    exported = {node.lineno for node in ast.parse(MODULES[module]).body if "__all__" in ast.unparse(node)}
    found = {line: {*words} - known for line, words in held(MODULES[module]) if line not in exported}
    assert {line: words for line, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('A = frozenset({"put", "puts"})', ["put", "puts"]),
        ('A = frozenset({" and ", "Dean"})', ["and", "Dean"]),
        ('A = {"he": "m", "she": "f"}', ["he", "she"]),
        ('if x in ("says", "said"): pass', ["says", "said"]),
        ('A = re.compile(r"\\b(?:the|an)\\s+\\Z")', ["the", "an"]),
        ('A = re.compile(rf"(?P<first>\\w+) of {B} in")', ["of", "in"]),
        ('A = {"NN", "NNS", "PRP$"}', []),
    ],
)
def test_what_is_looked_for(code: str, words: list[str]) -> None:
    """The search itself finds what it is for."""
    assert [word for _, found in held(code) for word in found] == words


@pytest.mark.parametrize("module", NO_LANGUAGE)
def test_every_exception_is_needed(module: str) -> None:
    """A module that has such words no more leaves the list."""
    inside = {word for _, words in held(MODULES[module]) for word in words}
    assert {*NO_LANGUAGE[module].split()} - inside == set()


@pytest.mark.parametrize("file", ["closed.toml", "quotations.toml", "speakers.toml"])
def test_every_word_list_is_asked_for(file: str) -> None:
    """By its name, somewhere in the code; and its words are in lower case, as they are looked up."""
    kinds = ("titles", "pronouns", "subjects")
    made = {f"{gender}_{kind}" for gender in ("male", "female") for kind in kinds}
    lists = read_lists(file)
    assert [name for name in lists if f'("{name}")' not in CODE and name not in made] == []
    small = (words for name, words in lists.items() if name not in AS_WRITTEN)
    assert [word for words in small for word in words if word != word.lower()] == []


def test_every_expression_is_asked_for() -> None:
    """By the code or by another expression; and each is one that `re` can read."""
    file = read_words("patterns.toml")
    for name in tomllib.loads(file):
        assert f'pattern("{name}"' in CODE or f"<<{name}>>" in file, name
        assert pattern(name).pattern


COMPOSED = {"male", "female", "male_nouns", "female_nouns", "qualifiers", "together"}
"""Lists of `words.toml` of which others are made."""


def test_every_list_about_names_is_a_field() -> None:
    """Of the value that resolution reads, and every field is used."""
    lists, used = {*tomllib.loads(read_words("words.toml"))}, {each.name for each in fields(WordLists)}
    assert lists - COMPOSED - used == set()
    made = {"language", "honorifics", "gendered", "offices", "fields_exclusive"}
    assert used - made - lists == set()
    assert [name for name in used - {"language"} if f".{name}" not in CODE] == []


READERS = {"pattern", "read_lists", "read_words"}
BEHIND_THE_GATE = (
    "annotate/",
    "resolve/speakers/",
    "resolve/vocabulary/nouns.py",
    "resolve/vocabulary/noun_phrase.py",
)
"""Rules that run for an article only where its language has words: `has_words` is asked before."""


def test_whoever_reads_words_says_of_which_language() -> None:
    """Else English rules act on an article in another language."""
    found = []
    for path in sorted((ROOT / "sitegen").rglob("*.py")):
        name = path.relative_to(ROOT / "sitegen").as_posix()
        if name.startswith(BEHIND_THE_GATE) or name == "wordfiles.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS and len(node.args) < 2:
                found.append(f"{name}:{node.lineno}")
            if isinstance(node, ast.ImportFrom) and node.module == "sitegen.resolve.vocabulary.nouns":
                found.append(f"{name}:{node.lineno}")
    assert found == []


def test_a_language_without_words_has_none() -> None:
    """Its lists are empty and its expressions match nothing."""
    assert read_lists("closed.toml", "fr")["all_articles"] == frozenset()
    assert not pattern("kin_before", "fr").search("his wife, ")
    assert pattern("kin_before", "en-GB").search("his wife, ")
