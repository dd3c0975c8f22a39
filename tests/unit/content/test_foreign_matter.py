"""Front matter as other tools write it, tests/cases/front_matter.yaml, and what a site is told of it."""

from datetime import datetime
from pathlib import Path, PurePosixPath

import pytest
import yaml

from sitegen.content.articles import DEFAULTS, Defaults, parse_article
from sitegen.content.matter.unused import unused_keys
from sitegen.diagnostics import Severity
from sitegen.model.article import ArticleId

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "front_matter.yaml").read_text("utf-8"), yaml.BaseLoader
)


def read(text: str, defaults: Defaults = DEFAULTS, name: str = "bad"):
    """The article of a file that is without a fault."""
    found, faults = parse_article(
        text.encode(), PurePosixPath(f"content/{name}.md"), ArticleId(name), defaults
    )
    assert faults == ()
    return found


def plain(value: object) -> object:
    """A value as a case gives it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return (
        list(value) if isinstance(value, tuple) else str(value).lower() if isinstance(value, int) else value
    )


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_means_what_it_means_there(case):
    """Each key is read as the tool reads it, or handed on as one that means nothing here."""
    front = read(case["text"]).front_matter
    assert {key: plain(getattr(front, key)) for key in case["gives"]} == case["gives"]
    assert [key for key, _ in front.unused] == case.get("unused", [])


class TestTheSite:
    def test_is_told_once_what_means_nothing(self):
        """One note for all that other tools know, one warning for each key that nobody knows."""
        text = "---\ntitle: A\nlayout: post\ntoc: 1\nmood: {}\n---\nText.\n"
        articles = [read(text.format(n), name=f"a{n}") for n in range(40)]
        note, warning = unused_keys(articles)
        assert (note.severity, note.location) == (Severity.NOTE, None)
        assert "layout (40), toc (40)" in note.message
        assert str(warning.location) == "content/a0.md:5"
        assert warning.message == "there is no key “mood”; it is ignored, here and in 39 more articles"

    def test_has_keys_of_its_own(self):
        """What the configuration lists is handed to templates, whatever it looks like."""
        text = "---\nmood: hopeful\ntitel: [1, yes]\nparams:\n  deep: {a: 'true', b: true}\n---\nText.\n"
        front = read(text, Defaults(params=("mood", "titel"))).front_matter
        assert front.params == (
            '{"mood": "hopeful", "titel": ["1", "yes"], "deep": {"a": "true", "b": true}}'
        )

    @pytest.mark.parametrize(
        ("written", "moment"),
        [
            ("2026-01-15", "2026-01-15T00:00:00+01:00"),
            ("2026-07-15 23:30", "2026-07-15T23:30:00+02:00"),
            ("2026-07-15 23:30 -08:00", "2026-07-15T23:30:00-08:00"),
            ("0001-01-01", "0001-01-01T00:00:00"),
        ],
    )
    def test_has_a_time_zone_for_dates_without_an_offset(self, written, moment):
        """With the offset of that day, summer or winter; one that is written stays."""
        front = read(f"---\ndate: {written}\n---\nText.\n", Defaults(timezone="Europe/Oslo")).front_matter
        assert front.date.isoformat() == moment
