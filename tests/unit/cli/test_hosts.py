"""What a site is told that is larger than a host takes."""

from __future__ import annotations

import pytest

from sitegen.cli.hosts import HOSTS, limits, passed
from sitegen.model.report import Sizes

SMALL = Sizes(3_000, 75_000_000, ("quotes/quotes.json", 7_000_000), ("entities", 1_000))


def test_the_hosts_are_those_of_the_data() -> None:
    """Each has a name, a hint and a limit of a kind that is measured."""
    assert tuple(limits()) == HOSTS
    for known in limits().values():
        assert (
            {"name", "hint"}
            < known.keys()
            <= {
                "name",
                "hint",
                "files",
                "bytes",
                "file_bytes",
                "folder_files",
            }
        )


@pytest.mark.parametrize("host", HOSTS)
def test_a_small_site_is_told_nothing(host: str) -> None:
    """It fits everywhere, and so does one that is just as large as the host takes."""
    assert list(passed(SMALL, host)) == []
    full = Sizes(20_000, 1_000_000_000, ("a", 26_214_400), ("b", 54_000))
    assert list(passed(full, host)) == []


@pytest.mark.parametrize(
    ("host", "sizes", "messages"),
    [
        (
            "cloudflare",
            Sizes(20_001, 10, ("quotes/quotes.json", 26_214_401), ("", 1)),
            [
                "Cloudflare Pages takes 20,000 files, and the site has 20,001",
                "Cloudflare Pages takes 26,214,400 bytes a file, and quotes/quotes.json has 26,214,401",
            ],
        ),
        (
            "github",
            Sizes(90_000, 1_000_000_001, ("a", 30_000_000), ("b", 60_000)),
            ["GitHub Pages takes 1,000,000,000 bytes, and the site has 1,000,000,001"],
        ),
        (
            "netlify",
            Sizes(90_000, 2_000_000_000, ("a", 30_000_000), ("pagefind/fragment", 54_001)),
            ["Netlify takes 54,000 files in one folder, and pagefind/fragment has 54,001"],
        ),
    ],
)
def test_each_limit_that_is_passed_is_one_warning(host: str, sizes: Sizes, messages: list[str]) -> None:
    """With both figures, whose they are, and what helps."""
    found = list(passed(sizes, host))
    assert [each.message for each in found] == messages
    assert {each.code for each in found} == {"host-limit"}
    assert all("[exports]" in each.hint for each in found)
