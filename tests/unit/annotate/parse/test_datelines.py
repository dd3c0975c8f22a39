"""Where a report begins with its town, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.parse.datelines import report_start, towns

REPORT = " The/DT port/NN is/VBZ shut/VBN ./."


@pytest.mark.parametrize(
    ("line", "name", "start"),
    [
        pytest.param("KESSIV/NN —/:", "KESSIV", 2, id="a town alone"),
        pytest.param("PORT/NN AVEL/NN ,/, May/NNP 4/CD —/:", "PORT AVEL", 6, id="two words, and the day"),
        pytest.param("KESSIV/NN (/-LRB- Wire/NNP )/-RRB- --/:", "KESSIV", 5, id="an agency"),
        pytest.param("UPDATE/NN —/:", "", 0, id="what stands over reports is no town"),
        pytest.param("NATO/NNP —/:", "", 0, id="nor is a known body"),
        pytest.param("Kessiv/NNP —/:", "", 0, id="nor what is in small letters"),
        pytest.param("LIMA/NN", "LIMA", 1, id="a known town without a dash"),
        pytest.param("KESSIV/NN ,/, Peru/NNP", "KESSIV | Peru", 3, id="an unknown one of a known country"),
        pytest.param("KESSIV/NN", "", 0, id="no unknown one alone"),
        pytest.param("US/NNP", "", 0, id="nor a country's letters"),
        pytest.param("KESSIV/NN ./. It/PRP rained/VBD —/:", "", 0, id="nor what a sentence ends behind"),
    ],
)
def test_a_dateline(line: str, name: str, start: int) -> None:
    """Its town, and the first word of the report."""
    words = tagged(line + REPORT)
    assert " | ".join(words.span(found).of(words.text.text) for found in towns(words, 0)) == name
    assert report_start(words, 0) == start
