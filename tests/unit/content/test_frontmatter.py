"""What front matter may say, and what becomes of it."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath

import pytest

from sitegen.content.articles import parse_article
from sitegen.model.article import ArticleId, Brief, SourceFormat

TEXT = "\nThe talks go on.\n"


def article(yaml: str, body: str = TEXT, name: str = "2026/port-talks.md"):
    """The article of this front matter and body, which must be without a fault."""
    source = f"---\n{yaml}\n---\n{body}" if yaml else body
    found, faults = parse_article(source.encode(), PurePosixPath("content") / name, ArticleId("x"))
    assert faults == ()
    return found


def matter(yaml: str):
    """Its front matter."""
    return article(yaml).front_matter


class TestValues:
    def test_every_key(self):
        """All keys together arrive typed."""
        found = matter(
            "title: Talks resume\ndate: 2026-05-20\npublisher: The Harbour Post\nbyline: Nora Vell\n"
            "source_url: https://example.org/talks?id=1#top\nlanguage: en-GB\ntags: [ports, economy]\n"
            "slug: talks-2\nsummary: They meet again.\ndraft: true\n"
            "brief:\n  news: They meet.\n  dispute: Who pays.\n  next: A vote."
        )
        assert found.title == "Talks resume"
        assert (found.date, found.date_has_time) == (datetime(2026, 5, 20), False)  # noqa: DTZ001
        assert (found.publisher, found.byline) == ("The Harbour Post", "Nora Vell")
        assert found.source_url == "https://example.org/talks?id=1#top"
        assert (found.language, found.tags, found.slug) == ("en-GB", ("ports", "economy"), "talks-2")
        assert (found.summary, found.draft) == ("They meet again.", True)
        assert found.brief == Brief("They meet.", "Who pays.", "A vote.")

    @pytest.mark.parametrize(
        ("written", "moment", "has_time"),
        [
            ("2026-05-20", datetime(2026, 5, 20), False),  # noqa: DTZ001
            ("2026-5-2", datetime(2026, 5, 2), False),  # noqa: DTZ001
            ("'2026-05-20'", datetime(2026, 5, 20), False),  # noqa: DTZ001
            ("2026-05-20 14:30", datetime(2026, 5, 20, 14, 30), True),  # noqa: DTZ001
            ("2026-05-20T14:30:15", datetime(2026, 5, 20, 14, 30, 15), True),  # noqa: DTZ001
            ("2026-05-20T14:30Z", datetime(2026, 5, 20, 14, 30, tzinfo=UTC), True),
            (
                "2026-05-20 14:30 +02:00",
                datetime(2026, 5, 20, 14, 30, tzinfo=timezone(timedelta(hours=2))),
                True,
            ),
            (
                "2026-05-20T14:30:00.5-0330",
                datetime(2026, 5, 20, 14, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
                True,
            ),
        ],
    )
    def test_dates(self, written, moment, has_time):
        """Days, moments and moments with an offset; an offset that is written is kept."""
        found = matter(f"date: {written}")
        assert (found.date, found.date_has_time) == (moment, has_time)
        assert found.date.utcoffset() == moment.utcoffset()

    @pytest.mark.parametrize("bad", ["2026-05", "20260520", "2026-05-20 25:00", "2026-05-20 14:30 +99:00"])
    def test_half_dates_are_refused(self, bad):
        """What could be read in two ways is not guessed."""
        found, faults = parse_article(
            f"---\ndate: {bad}\n---\nText.".encode(), PurePosixPath("a.md"), ArticleId("a")
        )
        assert found is None
        assert [d.code for d in faults] == ["front-matter-bad-date"]

    @pytest.mark.parametrize(
        ("written", "title"),
        [("1984", "1984"), ("12:30", "12:30"), ("1.10", "1.10"), ("no", "no"), ('"a: b"', "a: b")],
    )
    def test_words_stay_as_written(self, written, title):
        """YAML's guesses at numbers, times and truth do not touch text."""
        assert matter(f"title: {written}").title == title

    def test_norwegian(self):
        """`no` is a language and not a refusal."""
        assert matter("language: no").language == "no"

    @pytest.mark.parametrize(
        "written", ["ports, economy,, ports", "[ports, economy, ports]", "\n- ports\n- economy"]
    )
    def test_tags(self, written):
        """A list in any form; repeats count once."""
        assert matter(f"tags: {written}").tags == ("ports", "economy")

    @pytest.mark.parametrize("empty", ["", "title:", "title: ''", "# only a comment"])
    def test_absent_and_empty_are_the_same(self, empty):
        """An empty key is no mistake."""
        assert matter(empty).title == "Port talks"

    def test_folded_text_is_one_line(self):
        """Line breaks in a value become spaces."""
        assert matter("summary: >\n  They meet\n  again.").summary == "They meet again."


class TestSplitting:
    def test_body_knows_its_line(self):
        """Line numbers in messages count from the file's first line."""
        found = article("title: Talks")
        assert (found.body, found.body_line) == (TEXT, 4)

    def test_without_front_matter(self):
        """The body is the file."""
        found = article("", "The talks go on.\n")
        assert (found.body, found.body_line) == ("The talks go on.\n", 1)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_line_ends_and_a_byte_order_mark(self, end):
        """Files from every system read the same."""
        source = "\ufeff---\ntitle: Talks\n---\nOne.\n\nTwo.\n".replace("\n", end)
        found, faults = parse_article(source.encode(), PurePosixPath("a.txt"), ArticleId("a"))
        assert faults == ()
        assert (found.front_matter.title, found.body, found.body_line) == ("Talks", "One.\n\nTwo.\n", 4)

    def test_a_rule_in_the_body_is_not_front_matter(self):
        """Only a file's first line opens front matter."""
        assert article("", "One.\n\n---\n\nTwo.\n").body == "One.\n\n---\n\nTwo.\n"

    def test_blank_lines_above(self):
        """A blank line before the marks does not turn `draft` into text."""
        found = article("", "\n\n---\ndraft: true\n---\nText.\n")
        assert (found.front_matter.draft, found.body_line) == (True, 6)

    def test_three_dots_close(self):
        """YAML's own end of a document is understood."""
        assert article("", "---\ntitle: Talks\n...\nText.\n").front_matter.title == "Talks"

    def test_format_by_suffix(self):
        """The suffix decides, in any case of letters."""
        names = ("a.md", "a.markdown", "a.TXT")
        assert [article("", "Text.", n).format for n in names] == [
            SourceFormat.MARKDOWN,
            SourceFormat.MARKDOWN,
            SourceFormat.TEXT,
        ]


class TestTitle:
    @pytest.mark.parametrize(
        ("body", "title"),
        [
            ("# Talks resume\n", "Talks resume"),
            ("Text.\n\n## Later *heading* ##\n", "Later heading"),
            ("Talks resume\n============\n", "Talks resume"),
            (
                "# The [port](https://example.org/a_b) of **Halm** &amp; `dock_1`\n",
                "The port of Halm & dock_1",
            ),
            ("# A \\# of 2 \\* 3\n", "A # of 2 * 3"),
            ("```\n# no heading\n```\n# Heading\n", "Heading"),
            ("~~~~\n# no\n~~~\n# no\n~~~~\n# Heading\n", "Heading"),
            ("#no heading\n", "Port talks"),
            ("- item\n---\n", "Port talks"),
            ("Text only.\n", "Port talks"),
        ],
    )
    def test_from_the_first_heading(self, body, title):
        """Words of the first heading, without its markup; else the file's name."""
        assert article("", body).front_matter.title == title

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("2026-05-20-port_talks.txt", "Port talks"),
            ("port-talks.txt", "Port talks"),
            ("EU-budget.txt", "EU budget"),
        ],
    )
    def test_from_the_name(self, name, title):
        """A plain text has no headings: its name is made readable."""
        assert article("", "# not a heading\n", name).front_matter.title == title

    def test_a_number_is_no_title(self):
        """A page called after a number is told, with how to give it a title; the first line may be one."""
        for body, title, notes in (
            ("Text.\n", "001", 1),
            ("Port talks fail\n\nText.\n", "Port talks fail", 0),
        ):
            found, faults = parse_article(body.encode(), PurePosixPath("content/001.txt"), ArticleId("x"))
            assert found is not None
            assert found.front_matter.title == title
            assert [fault.code for fault in faults] == ["title-missing"] * notes

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("000_24b098699305804f", True),
            ("3f2504e0-dead-11d3-9a0c-0305e82c3301", True),
            ("2026-05-20", True),
            ("20260520T1412", True),
            ("port-talks", False),
            ("2026-05-20-talks", False),
            ("EU_24b098699305804f", False),
            ("dead-added", False),
        ],
    )
    def test_nor_is_an_identifier(self, name, told):
        """The writer of a raw text is told how to give it a title; a name with a word is one."""
        found, faults = parse_article(b"Text.\n", PurePosixPath(f"content/{name}.txt"), ArticleId("x"))
        assert found is not None
        assert [fault.code for fault in faults] == ["title-missing"] * told
        assert all("first line" in fault.hint and "name in words" in fault.hint for fault in faults)

    def test_linear_in_the_line(self):
        """A heading made to be slow to read is read at once."""
        article("", "# " + "[a](" * 200_000 + "\n\nText.\n")
        article("", "# " + " " * 800_000 + "x\n\nText.\n")
