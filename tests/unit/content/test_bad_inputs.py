"""What a writer is told of a mistake: the cases of tests/cases/bad_inputs.yaml and of the folder itself."""

import os
from pathlib import Path, PurePosixPath

import pytest
import yaml
from known_mistakes import yaml_params

from sitegen.content import loader as loader_module
from sitegen.content import read_articles
from sitegen.content.matter import yamlmap
from sitegen.content.matter.formats import parse_mapping
from sitegen.diagnostics import CODES, sort_key

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "bad_inputs.yaml").read_text("utf-8"))


def written(site: Path, name: str, data: bytes | str) -> Path:
    """A file of the site, its folders made."""
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def told(diagnostics) -> str:
    """All messages, as the command line orders them."""
    return "\n".join(str(d) for d in sorted(diagnostics, key=sort_key))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one good article."""
    written(tmp_path, "content/2026/good.md", "# Ferry back\n\nThe ferry is back.\n")
    return tmp_path


class TestBadInputs:
    @pytest.mark.parametrize("case", yaml_params(CASES, [c["name"] for c in CASES]))
    def test_says_what_is_wrong_and_the_others_still_load(self, site, case):
        """Each mistake has its message to the letter; the article next to it is published."""
        data = case["text"] if "text" in case else case["bytes"].encode("latin-1")
        name = case.get("file", "content/bad.md")
        written(site, name, data)
        loaded = read_articles(site / "content", site)
        assert told(loaded.diagnostics) == case["says"].rstrip("\n")
        assert ("bad" in {a.id for a in loaded.articles}) == case.get("kept", False)
        assert "2026/good" in {a.id for a in loaded.articles}

    @pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
    def test_codes_are_listed(self, site, case):
        """No message has a code that users cannot look up."""
        data = case["text"] if "text" in case else case["bytes"].encode("latin-1")
        written(site, case.get("file", "content/bad.md"), data)
        assert {d.code for d in read_articles(site / "content", site).diagnostics} <= set(CODES)

    def test_both_yaml_readers_are_understood(self, monkeypatch):
        """Where the fast reader is not installed, the slow one's mistakes are put into plain words too."""
        monkeypatch.setattr(yamlmap, "_Loader", yaml.SafeLoader)
        said = []
        for case in CASES:
            text = case.get("text", "")
            if text.startswith("---\n") and "front-matter-syntax" in case["says"]:
                inner = text.split("---\n")[1]
                _, faults = parse_mapping(inner, 2, PurePosixPath("content/bad.md"))
                assert told(faults).split(": ")[0] == case["says"].split(": ")[0], case["name"]
                said.append(told(faults))
        assert len(said) > 10
        assert not [message for message in said if "not valid YAML" in message]

    @pytest.mark.parametrize("deeper", [" [", " {a: ", " - ", " ? "])
    def test_nesting_without_end_is_a_message(self, site, deeper):
        """Brackets or dashes without end are a mistake, not a crash."""
        written(site, "content/deep.md", f"---\ntags:{deeper * 100_000}\n---\nText.\n")
        loaded = read_articles(site / "content", site)
        assert [d.code for d in loaded.diagnostics] == ["front-matter-syntax"]
        assert [a.id for a in loaded.articles] == ["2026/good"]


class TestBadFolders:
    def test_two_files_of_one_name(self, site):
        """`a.md` and `a.txt` are one article by name: the second is told, and both are there."""
        written(site, "content/a.md", "One.")
        written(site, "content/a.txt", "Other.")
        loaded = read_articles(site / "content", site)
        assert told(loaded.diagnostics) == (
            "content/a.txt: warning[article-id-clash]: "
            "this file and content/a.md are the same article by name; this one has the id “a.txt”\n"
            "    hint: rename one of them, or delete one"
        )
        assert [a.id for a in loaded.articles] == ["2026/good", "a", "a.txt"]

    def test_no_content_folder(self, tmp_path):
        """A site without articles is told so, once."""
        assert told(read_articles(tmp_path / "content", tmp_path).diagnostics) == (
            "error[content-missing]: there is no folder “content” for the articles\n"
            "    hint: make it, or start a new site with  sitegen new DIR"
        )

    def test_empty_content_folder(self, tmp_path):
        """Nothing to build is worth a word."""
        (tmp_path / "content").mkdir()
        assert told(read_articles(tmp_path / "content", tmp_path).diagnostics) == (
            "content: warning[content-empty]: there are no articles in this folder\n"
            "    hint: put .md, .markdown or .txt files into it"
        )

    def test_link_that_leads_nowhere(self, site):
        """A broken link is named."""
        (site / "content" / "gone.md").symlink_to(site / "content" / "nobody.md")
        loaded = read_articles(site / "content", site)
        assert told(loaded.diagnostics).startswith(
            "content/gone.md: error[link-broken]: this link leads nowhere"
        )

    def test_link_to_itself(self, site):
        """A loop of links is named, and ends."""
        (site / "content" / "one.md").symlink_to(site / "content" / "two.md")
        (site / "content" / "two.md").symlink_to(site / "content" / "one.md")
        loaded = read_articles(site / "content", site)
        assert [d.message for d in loaded.diagnostics] == ["this link leads to itself"] * 2

    def test_link_to_a_folder_above(self, site):
        """A folder inside itself is read once."""
        (site / "content" / "2026" / "again").symlink_to(site / "content")
        loaded = read_articles(site / "content", site)
        assert [d.code for d in loaded.diagnostics] == ["link-loop"]
        assert [a.id for a in loaded.articles] == ["2026/good"]

    def test_link_out_of_the_site(self, site, tmp_path_factory):
        """What lies outside is read only where the site says so."""
        outside = tmp_path_factory.mktemp("elsewhere")
        written(outside, "secret.md", "Text.")
        (site / "content" / "linked").symlink_to(outside)
        refused = read_articles(site / "content", site)
        assert [d.code for d in refused.diagnostics] == ["link-outside"]
        allowed = read_articles(site / "content", site, follow_links=True)
        assert [a.id for a in allowed.articles] == ["2026/good", "linked/secret"]

    def test_link_within_the_site(self, site):
        """A link to another folder of the site is followed."""
        written(site, "archive/old.md", "Text.")
        (site / "content" / "old").symlink_to(site / "archive")
        assert [a.id for a in read_articles(site / "content", site).articles] == ["2026/good", "old/old"]

    def test_a_pipe_is_not_waited_for(self, site):
        """What is no regular file is named and not opened."""
        os.mkfifo(site / "content" / "pipe.md")
        loaded = read_articles(site / "content", site)
        assert told(loaded.diagnostics) == (
            "content/pipe.md: error[file-unreadable]: cannot be read: not a regular file\n"
            "    hint: check its permissions and the disk it is on"
        )

    def test_file_that_vanishes(self, site, monkeypatch):
        """A file deleted between listing and reading is a message about that file."""
        gone = written(site, "content/gone.md", "Text.")
        listed = tuple(loader_module.find_sources(site / "content", site))
        gone.unlink()
        monkeypatch.setattr(loader_module, "find_sources", lambda *_, **__: iter(listed))
        loaded = read_articles(site / "content", site)
        assert told(loaded.diagnostics) == (
            "content/gone.md: error[file-unreadable]: cannot be read: no such file or directory\n"
            "    hint: it was there a moment ago: build again, or restore it"
        )
        assert [a.id for a in loaded.articles] == ["2026/good"]

    def test_file_that_is_far_too_large(self, site):
        """A log file dropped into the folder does not fill the memory."""
        written(site, "content/log.txt", b"line of a log\n" * 300_000)
        assert told(read_articles(site / "content", site).diagnostics) == (
            "content/log.txt: error[file-too-large]: the file is larger than 4,000,000 bytes\n"
            "    hint: split it, or move it out of the content folder if it is not an article"
        )

    def test_litter_and_other_files_are_passed_over(self, site):
        """What editors leave behind, hidden files and other suffixes are no articles and no mistakes."""
        for name in (".hidden.md", "a.md~", ".#a.md", "#a.md#", "4913", "a.md.swp", "photo.jpg", ".git/x.md"):
            written(site, f"content/{name}", "Text.")
        loaded = read_articles(site / "content", site)
        assert ([a.id for a in loaded.articles], loaded.diagnostics) == (["2026/good"], ())
