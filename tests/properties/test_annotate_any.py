"""Whatever stands in a text: it is annotated, resolved and answered, and every offset is exact."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random

import pytest
import spacy
from any_parse import any_doc
from exact import check, check_answer
from hypothesis import given, settings
from hypothesis import strategies as st
from soup import document

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators, joined
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.site import AnnotatedArticle
from sitegen.render.exports.answer import answer
from sitegen.resolve.index import resolve

CASES = Path(__file__).parents[1] / "cases" / "odd_texts.md"
TOGETHER = 60
"""Documents of one example: the model reads many at once much faster than one by one."""
EXAMPLES = 50

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pipeline():
    """The model, loaded once."""
    return Pipeline(find_model())


def annotated(pipeline, bodies):
    """The bodies as articles, with what is found in each."""
    texts = [with_plain_text(parse_text(body)).plain for body in bodies]
    made = annotate(map(AnnotationTask, texts), pipeline, default_annotators())
    for number, (body, text, found) in enumerate(zip(bodies, texts, made, strict=True)):
        name = f"content/{number}.txt"
        path = PurePosixPath(name)
        article = Article(
            ArticleId(name), path, SourceFormat.TEXT, FrontMatter(title=name), held(body), 1, name
        )
        yield AnnotatedArticle(article, text, found)


def hold(articles):
    """What holds of each article by itself holds of all together."""
    for article in articles:
        assert article.annotations.faults == ()
        check(article.plain, article.annotations)
    for resolved in resolve(articles).articles:
        given = answer(resolved, str(resolved.article.path), "m")
        check_answer(given)
        assert json.loads(json.dumps(given)) == given


def cases():
    """Name and paragraphs of each case."""
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = [line for line in part.split("\n") if line]
        yield pytest.param("\n\n".join(lines), id=name)


@pytest.mark.parametrize("body", list(cases()))
def test_what_once_was_too_odd(pipeline, body):
    """A text that once ended every command."""
    hold(list(annotated(pipeline, [body])))


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, 2**32))
def test_any_text_is_annotated(pipeline, seed):
    """3,000 documents; `bench/fuzz.py` tries as many as one likes."""
    rng = Random(seed)
    hold(list(annotated(pipeline, [document(rng) for _ in range(TOGETHER)])))


@cache
def english():
    """A tokenizer, which takes a third of a second to make; no model."""
    return spacy.blank("en")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_any_parse_is_annotated(seed):
    """Whatever a model says of a text: no annotator raises, and every offset is exact."""
    rng, nlp = Random(seed), english()
    for _ in range(5):
        text = with_plain_text(parse_text(document(rng))).plain
        found = Annotations()
        for annotator in default_annotators():
            tree = read_tree(read_words(any_doc(rng, nlp, text.text), text))
            more = annotator.annotate(text, AnnotatorContext(None, tree, found))
            found = joined(found, more)
        check(text, found)
