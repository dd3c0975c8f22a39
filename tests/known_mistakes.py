"""Cases that sitegen gets wrong today: each stands in the files of cases, and says so when it is mended.

In the Markdown files such a case has a title that ends with "(known mistake)". Its `=>` lines say what would
be right, its `=!` lines what is found instead, as it was when the case was written. In the YAML files the
key `known_mistake` says what happens instead. The test is expected to fail; one that passes is a failure of
the suite: take the mark and the `=!` lines away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark import ParameterSet

SUFFIX = "(known mistake)"
TODAY = "=!"


def is_known(title: str) -> bool:
    """Whether the case is one that is got wrong."""
    return title.rstrip().endswith(SUFFIX)


def parted(title: str, lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The lines of a case without those that say what is found today, and these."""
    lines = list(lines)
    today = [line for line in lines if line.startswith(TODAY)]
    assert bool(today) == is_known(title), f"{title}: “{SUFFIX}” and lines with “{TODAY}” belong together"
    return [line for line in lines if not line.startswith(TODAY)], today


def param(*values: object, title: str) -> ParameterSet:
    """One case for `parametrize`; a known mistake must fail."""
    marks = (
        [pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known mistake")]
        if is_known(title)
        else []
    )
    return pytest.param(*values, id=title, marks=marks)


def yaml_params(cases: Sequence[dict[str, Any]], names: Sequence[str]) -> list[ParameterSet]:
    """The cases of a YAML file for `parametrize`."""
    return [
        param(case, title=f"{name} {SUFFIX}" if case.get("known_mistake") else name)
        for case, name in zip(cases, names, strict=True)
    ]
