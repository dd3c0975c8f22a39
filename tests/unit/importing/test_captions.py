"""What is said of pictures, by tests/cases/captions.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from sitegen.importing.readers.captions import captioned, without_captions

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/captions.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_captions(case: dict[str, Any]) -> None:
    """As many as there are, and nothing else, go."""
    tree = lxml.html.document_fromstring(f"<html><body>{case['html']}</body></html>")
    captioned(tree)
    assert len(list(tree.iter("figcaption"))) == case["captions"]
    without_captions(tree)
    assert " ".join(" ".join(tree.itertext()).split()) == case["stays"]
