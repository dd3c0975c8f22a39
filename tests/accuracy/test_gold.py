"""The annotators against the hand-made reference of the example site's articles.

`pytest tests/accuracy -rP` prints the figures with what was lost and won since they were recorded;
`pytest tests/accuracy --update-figures` records them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import record
from goldfile import read_gold
from outcome import articles, gold_files, measured, plain_text


def test_every_article_has_a_reference_and_every_reference_an_article() -> None:
    """No article of the example site goes unmeasured, and no reference is about nothing."""
    assert sorted(gold_files()) == sorted(articles())


@pytest.mark.parametrize(("name", "path"), [pytest.param(n, p, id=p.stem) for n, p in gold_files().items()])
def test_every_text_of_the_reference_stands_in_its_article(name: str, path: Path) -> None:
    """Reference and article cannot drift apart: reading fails on a text that is not where it should be."""
    gold = read_gold(path.read_text("utf-8"), plain_text(articles()[name]))
    assert gold.quotes
    assert gold.cards


@pytest.mark.model
def test_no_figure_falls_below_its_record(update_figures: bool) -> None:
    """Accuracy is reviewed like a diff: a figure may rise, and may not fall unseen."""
    present = measured()
    if update_figures:
        record.RECORD.write_text(record.written(present), "utf-8")
    recorded = record.read(record.RECORD.read_text("utf-8"))
    print(record.report(recorded, present))  # noqa: T201 - shown on failure and with -rP
    fallen = record.fallen(recorded, present)
    assert not fallen, (
        "worse than recorded: "
        + "; ".join(fallen)
        + ". If that is meant, run  pytest tests/accuracy --update-figures"
    )
