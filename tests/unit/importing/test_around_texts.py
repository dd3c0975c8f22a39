"""What stands around the text of a web page, by tests/cases/around_texts.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.importing.imported import Original
from sitegen.importing.readers.pages.page import read_page

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/around_texts.yaml").read_text("utf-8"))
PROSE = (
    "The mill at Perrin, which has ground corn since 1794, will be sold by auction in the county hall.",
    "“I have an oar, a kettle and a wheel, and only the wheel is of any use,” said Wilmot Harge, the miller.",
    (
        "The county wants the river for a weir and has said so twice, and twice the miller has sent it away "
        "with a loaf of bread and a word for the treasurer."
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_around_a_text(case: dict[str, Any]) -> None:
    """What belongs to the article stays, everything else goes."""
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    text = f"{case.get('first', '')}{prose}{case.get('last', '')}"
    page = (
        '<!doctype html><html lang="en"><head><title>The mill for sale</title></head><body><main>'
        f"<h1>The mill for sale</h1>{case.get('above', '')}"
        f'<article><div class="story-body">{text}</div></article>'
        f"{case.get('below', '')}</main></body></html>"
    )
    [article] = read_page(Original("mill.html", page.encode()))
    assert article.body == "\n\n".join([*case.get("begins", ()), *PROSE, *case.get("ends", ())])
