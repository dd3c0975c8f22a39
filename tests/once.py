"""What is dear to load, loaded once for all tests of a process: the model, the encoder, the default theme.

None of it remembers what it was used for: a parse depends on no other text, and a template's code on nothing
but its words, who compiles it and in which language.
"""

from __future__ import annotations

from functools import cache, cached_property
from types import CodeType
from typing import Any

import jinja2
import pytest

from sitegen.annotate.parse.encoder import Encoder
from sitegen.annotate.parse.nlp import Pipeline, check_model
from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import Templates, theme_folder


def load_once(patch: pytest.MonkeyPatch) -> None:
    """From now on."""
    _one_model(patch)
    _one_encoder(patch)
    _one_theme(patch)


def _one_model(patch: pytest.MonkeyPatch) -> None:
    """Half a second for each site that is built. Its files are checked each time, as ever."""
    loading = Pipeline.__dict__["_nlp"].func
    load = cache(lambda model: loading(Pipeline(model)))

    def shared(pipeline: Pipeline) -> object:
        check_model(pipeline.model)
        return load(pipeline.model)

    _instead(patch, Pipeline, "_nlp", shared)


def _one_encoder(patch: pytest.MonkeyPatch) -> None:
    """The same again."""
    for name in ("_session", "_tokenizer"):
        load = cache(Encoder.__dict__[name].func)
        one = Encoder()
        _instead(patch, Encoder, name, lambda _, load=load, one=one: load(one))


def _instead(patch: pytest.MonkeyPatch, owner: type, name: str, make: Any) -> None:
    made = cached_property(make)
    made.__set_name__(owner, name)
    patch.setattr(owner, name, made)


def _one_theme(patch: pytest.MonkeyPatch) -> None:
    """A second for each site: where the first template is compiled, all of the default theme's are.

    So that processes that a build forks need not, either.
    """
    compiled: dict[object, CodeType] = {}
    compiling = jinja2.Environment.compile

    def shared(
        self: jinja2.Environment,
        source: Any,
        name: Any = None,
        filename: Any = None,
        *more: Any,
        **options: Any,
    ) -> Any:
        if more or options or not isinstance(source, str) or not hasattr(self, "gettext"):
            return compiling(self, source, name, filename, *more, **options)
        if not compiled:
            compiled["begun"] = compile("", "", "exec")
            Templates((theme_folder(),), words_for("en", ())).load()
        words = self.gettext.__self__.translations  # type: ignore[attr-defined]
        said = frozenset(getattr(words, "_catalog", {}).items())
        key = (type(self), source, name, filename, said, *sorted(self.filters), *sorted(self.tests))
        if key not in compiled:
            compiled[key] = compiling(self, source, name, filename)
        return compiled[key]

    patch.setattr(jinja2.Environment, "compile", shared)
