"""Whatever is in a file: an article or a message, never an exception."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.articles import parse_article
from sitegen.content.curation import parse_curation
from sitegen.content.matter.keys import KEYS
from sitegen.diagnostics import Severity
from sitegen.model.article import ArticleId

_scraps = st.sampled_from(
    [
        *KEYS, "news", ": ", ":", "- ", "\n", "\n  ", "\t", "'", '"', "[", "]", "{", "}", "# ", " #x",
        "---\n", "|", ">", "&a", "*a", "!t", "!!python/object:os.system", "? ", "@", "%", "`", "\\x", "<<: ",
        "2026-02-30", "2026-05-20 10:00 +23:59", "0001-01-01 00:00 +01:00", "true", "null", "~", "\x0b", "é",
        "\U0001f600", "\r",
    ]
)  # fmt: skip
_matter = st.lists(_scraps, max_size=30).map(
    lambda parts: ("---\n" + "".join(parts) + "\n---\nText.").encode()
)


def check(data: bytes, name: str) -> None:
    """Parse as both kinds of source; an article is missing exactly where an error says why."""
    path = PurePosixPath(name)
    article, faults = parse_article(data, path, ArticleId("x"))
    assert (article is None) == any(d.severity is Severity.ERROR for d in faults)
    for fault in faults:
        assert fault.location is not None
        assert (
            fault.location.line is None
            or 1 <= fault.location.line <= data.count(b"\n") + data.count(b"\r") + 2
        )
    source, faults = parse_curation(data, path)
    assert (source is None) == any(d.severity is Severity.ERROR for d in faults)


@given(data=st.binary(max_size=200))
def test_any_bytes(data):
    """Random bytes."""
    check(data, "content/a.md")


@given(data=_matter)
def test_any_front_matter(data):
    """Scraps of YAML in any order."""
    check(data, "content/a.txt")
