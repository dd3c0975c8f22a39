"""A correction as a change of its file: what is written for a new item, and for one that is there."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.desk.changes import change_of
from sitegen.desk.pointing import Edit, Pointed
from sitegen.model.annotation import Annotations
from sitegen.model.corrections import DescriptionCorrection
from sitegen.model.text import PlainText

PATH = PurePosixPath("content/talks.corrections.yaml")
THERE = "descriptions:\n  - entity: Ines Halloran\n    text: Leads.\n    by: Tom Askew\n    on: 2026-05-01\n"


@pytest.mark.parametrize("before", [None, THERE])
def test_an_editors_line_keeps_whose_it_is(before: str | None) -> None:
    """Whoever writes it into the file, whether the file has an item of it or not."""
    line = DescriptionCorrection(0, entity="Ines Halloran", text="Leads since 2018.", by="Nora Vell")
    change = change_of(
        Edit((), line, new=True), Pointed(PlainText("", ()), Annotations()), PATH, "Piet Orr", "2026-05-23"
    )
    assert change(before) == (
        "descriptions:\n  - entity: Ines Halloran\n    text: Leads since 2018.\n    by: Nora Vell\n"
        "    on: 2026-05-23\n"
    )
