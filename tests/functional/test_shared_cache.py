"""A cache that several computers share: nothing is made twice, nothing false believed, nobody waits."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from many_articles import answers, article, body
from preview_site import PatternAnnotator, annotate_with, files_of, write_site
from stores import SECRET, S3Server, SomeStore, environment

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotating import Annotated, AnnotationService
from sitegen.building.kept.cache import SharedCache
from sitegen.building.kept.shared import exchange, remote
from sitegen.building.pipeline import Site
from sitegen.diagnostics import SitegenError
from sitegen.markdown.plaintext import parse_article
from sitegen.model.report import BuildReport

pytestmark = pytest.mark.slow

COUNT = 12


@pytest.fixture(scope="module")
def server() -> Iterator[S3Server]:
    """An S3 server."""
    made = S3Server()
    yield made
    made.close()


@pytest.fixture(params=["file", "memory", "s3"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SomeStore]:
    """An empty store of each kind; no thread outlives a build that used it."""
    annotate_with(monkeypatch, PatternAnnotator())
    if request.param == "s3":
        for name, value in environment(request.getfixturevalue("server").address).items():
            monkeypatch.setenv(name, value)
    yield SomeStore(request.param, tmp_path / "store")
    assert "shared cache" not in {thread.name for thread in threading.enumerate()}


def write_shared(folder: Path, url: str, articles: int = COUNT) -> Path:
    """A site that shares what it annotates."""
    site = write_site(folder, articles)
    with (site / "sitegen.toml").open("a", encoding="utf-8") as file:
        file.write(f'[cache]\nurl = "{url}"\n')
    return site


def build(site: Path) -> BuildReport:
    """Once."""
    return Site.load(site).build()


def codes(report: BuildReport) -> list[str]:
    """Of what is told."""
    return [found.code for found in report.diagnostics]


def test_another_computer_annotates_nothing(store: SomeStore, tmp_path: Path) -> None:
    """It has the same site, and forks as if there were no store: no thread is left."""
    threads = threading.active_count()
    first = build(write_shared(tmp_path / "one", store.url))
    second = build(write_shared(tmp_path / "other", store.url))
    assert threading.active_count() == threads
    assert (first.annotated, second.annotated) == (COUNT, 0)
    assert first.diagnostics == second.diagnostics == ()
    assert len(store.objects()) == COUNT
    alone = write_site(tmp_path / "alone", COUNT)
    build(alone)
    assert files_of(tmp_path / "one" / "output") == files_of(tmp_path / "other" / "output")
    assert files_of(tmp_path / "one" / "output") == files_of(alone / "output")


def test_what_changed_alone_is_annotated_and_written(store: SomeStore, tmp_path: Path) -> None:
    """Objects are written once, and none is changed."""
    site = write_shared(tmp_path / "one", store.url)
    build(site)
    before = store.objects()
    story = site / "content" / "story-0.md"
    story.write_text(story.read_text("utf-8").replace("again.", "once more."), "utf-8")
    assert build(site).annotated == 1
    after = store.objects()
    assert len(after) == COUNT + 1
    assert {path: after[path] for path in before} == before
    shutil.rmtree(site / ".cache")
    assert build(site).annotated == 0
    assert store.objects() == after


def damage(store: SomeStore) -> int:
    """Cut off, changed, empty, and another's."""
    whole = list(store.objects().items())
    store.put(whole[0][0], whole[0][1][:-1])
    store.put(whole[1][0], whole[1][1][:-1] + b"\xff\xff")
    store.put(whole[2][0], b"")
    store.put(whole[3][0], whole[4][1])
    return 4


def test_damaged_objects_are_told_and_made_again(store: SomeStore, tmp_path: Path) -> None:
    """They are never used; the next build finds good ones in their place."""
    build(write_shared(tmp_path / "one", store.url))
    before = store.objects()
    count = damage(store)
    report = build(write_shared(tmp_path / "two", store.url))
    assert (report.annotated, codes(report)) == (count, ["cache-shared-damaged"])
    assert "and 3 more was damaged" in report.diagnostics[0].message
    assert files_of(tmp_path / "two" / "output") == files_of(tmp_path / "one" / "output")
    assert store.objects() == before
    report = build(write_shared(tmp_path / "three", store.url))
    assert (report.annotated, report.diagnostics) == (0, ())


class Slowly(PatternAnnotator):
    """Takes its time."""

    def annotate(self, text, context):
        """As much as a model."""
        time.sleep(0.05)
        return super().annotate(text, context)


def test_two_builds_at_once_share_the_work(
    store: SomeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each looks up what the other has done meanwhile; both have the same."""
    annotate_with(monkeypatch, Slowly())
    monkeypatch.setattr(exchange, "PORTION", 2)
    starts = iter((0, 20))
    monkeypatch.setattr("sitegen.building.articles.annotating.secrets.randbelow", lambda _: next(starts))
    articles = [article(number, body(number)) for number in range(40)]
    found: dict[int, Annotated] = {}

    def annotate(number: int) -> None:
        made = AnnotationService(find_model(), None, jobs=1, shared=SharedCache(store.url))
        found[number] = made.annotate(articles, parse_article)

    both = [threading.Thread(target=annotate, args=(number,)) for number in (0, 1)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert answers(found[0]) == answers(found[1])
    assert len(found[0].found) == len(store.objects()) == 40
    assert 40 <= found[0].made + found[1].made <= 50
    assert found[0].diagnostics == found[1].diagnostics == ()


def test_previews_do_not_ask_for_what_was_just_saved(store: SomeStore, tmp_path: Path) -> None:
    """One article would wait for a network; a whole site that is new is asked for."""
    made = AnnotationService(find_model(), None, jobs=1, shared=SharedCache(store.url, least=3))
    for count, objects in ((2, 0), (5, 3)):
        some = [article(number, body(number)) for number in range(count)]
        made.annotate(some, parse_article)
        assert len(store.objects()) == objects


# --- stores that do not serve


@pytest.fixture
def instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Annotators without a model, and little patience."""
    annotate_with(monkeypatch, PatternAnnotator())
    monkeypatch.setattr(remote, "PATIENCE", 0.3)


def complains(report: BuildReport, site: Path, words: str) -> None:
    """The site is complete, and there is one warning that says this."""
    assert codes(report) == ["cache-shared-unusable"]
    assert words in report.diagnostics[0].message
    assert report.annotated == report.articles == COUNT
    assert SECRET not in str(report.diagnostics)
    (site / "sitegen.toml").write_text(
        (site / "sitegen.toml").read_text("utf-8").split("[cache]")[0], "utf-8"
    )
    again = build(site)
    assert (again.annotated, again.diagnostics) == (0, ())


@pytest.mark.usefixtures("instant")
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///proc/nowhere", "there is no such bucket or folder"),
        ("nonsense://bucket/x", "nothing that is installed here reads nonsense:// addresses"),
    ],
)
def test_a_store_that_cannot_be_is_one_warning(tmp_path: Path, url: str, words: str) -> None:
    """And the local cache has all of it."""
    site = write_shared(tmp_path / "site", url)
    complains(build(site), site, words)


@pytest.mark.usefixtures("instant")
def test_a_file_in_the_place_of_the_folder_is_one_warning(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    (tmp_path / "file").write_text("mine")
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/file")
    complains(build(site), site, "is not used any more")
    assert (tmp_path / "file").read_text() == "mine"


class Silent:
    """A server that takes connections and never says a word."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        """Away."""
        self._socket.close()


@pytest.mark.usefixtures("instant")
def test_a_store_that_does_not_answer_costs_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: S3Server
) -> None:
    """Neither silence nor a closed port holds a build up."""
    assert server
    silent = Silent()
    for address, words in ((silent.address, "did not answer within"), ("http://127.0.0.1:9", "")):
        for name, value in environment(address).items():
            monkeypatch.setenv(name, value)
        site = write_shared(tmp_path / f"site{len(words)}", "s3://bucket/x")
        started = time.monotonic()
        report = build(site)
        assert time.monotonic() - started < 20
        complains(report, site, words)
    silent.close()


@pytest.mark.usefixtures("instant")
def test_a_bucket_that_is_not_there_is_one_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: S3Server
) -> None:
    """Told when something is to be written."""
    monkeypatch.setattr(remote, "PATIENCE", 5)
    for name, value in environment(server.address).items():
        monkeypatch.setenv(name, value)
    site = write_shared(tmp_path / "site", "s3://elsewhere/x")
    complains(build(site), site, "there is no such bucket or folder")


@pytest.mark.usefixtures("instant")
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(f"key {SECRET}"), "access was denied"),
        (RuntimeError(f"signed with {SECRET}"), "it failed (RuntimeError)"),
        (OSError(28, "No space left on device", SECRET), "no space left on device"),
    ],
)
def test_what_a_library_says_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    """It may name what nobody should read."""

    async def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(remote.Remote, "_put", refuse)
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store")
    complains(build(site), site, words)


@pytest.mark.usefixtures("instant")
def test_a_slow_store_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first portion that took longer than annotating would."""
    asked: list[str] = []

    async def read(_: object, name: str) -> None:
        asked.append(name)
        await asyncio.sleep(0.1)

    monkeypatch.setattr(remote.Remote, "read", read)
    monkeypatch.setattr(exchange, "PORTION", 4)
    monkeypatch.setattr(exchange, "MOMENT", 0.05)
    monkeypatch.setattr(exchange, "SLOW", 0.01)
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store")
    complains(build(site), site, "is not used any more: it is too slow")
    assert len(asked) == 4


@pytest.mark.usefixtures("instant")
def test_what_is_not_written_in_time_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is there; the store gets it from somebody else."""

    async def write(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(remote.Remote, "write", write)
    monkeypatch.setattr(exchange, "LAST", 0.2)
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store")
    started = time.monotonic()
    report = build(site)
    assert time.monotonic() - started < 20
    complains(report, site, f"it is too slow; {COUNT} times nothing could be read or written")


@pytest.mark.usefixtures("instant")
@pytest.mark.parametrize("method", ["__init__", "open"])
def test_whatever_fails_at_the_beginning_is_one_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A library that is broken, a profile that is none."""

    def fail(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(remote.Remote, method, fail)
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store")
    complains(build(site), site, "it failed (KeyError)")


def test_nothing_half_written_has_the_name_of_an_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in the middle leaves neither an object nor a piece of one."""
    from fsspec.implementations.local import LocalFileSystem

    def full(_: object, path: str, value: bytes, **__: object) -> None:
        Path(path).write_bytes(value[:10])
        raise OSError(28, "No space left on device")

    annotate_with(monkeypatch, PatternAnnotator())
    monkeypatch.setattr(LocalFileSystem, "pipe_file", full)
    store = SomeStore("file", tmp_path)
    assert codes(build(write_shared(tmp_path / "site", store.url))) == ["cache-shared-unusable"]
    assert store.objects() == {}


def test_strict_is_about_the_content(tmp_path: Path) -> None:
    """A store that is away makes no continuous integration fail; and no secret is printed anywhere."""
    site = write_shared(tmp_path / "site", "nonsense://bucket/x", 2)
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", str(site), "--strict", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [found["code"] for found in json.loads(done.stdout)["diagnostics"]] == ["cache-shared-unusable"]
    assert "warning[cache-shared-unusable]" in done.stderr


def test_a_password_in_the_address_is_refused_and_not_shown(tmp_path: Path) -> None:
    """Everybody who has the site reads its configuration."""
    for url in (f"sftp://me:{SECRET}@host/x", f"s3://bucket/x?key={SECRET}", f"me:{SECRET}"):
        site = write_shared(tmp_path / str(len(url)), url, 1)
        with pytest.raises(SitegenError, match="config-value-wrong") as found:
            build(site)
        assert SECRET not in str(found.value)


def test_safe_mode_asks_no_store(tmp_path: Path) -> None:
    """A stranger named it."""
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store", 1)
    with pytest.raises(SitegenError, match=r"sitegen\.toml:\d+: error\[cache-unsafe\]"):
        Site.load(site, safe=True).build()
    assert not (tmp_path / "store").exists()
    assert not (site / "output").exists()


def test_who_has_nothing_to_annotate_asks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an unchanged site nor one with another template goes to a network."""
    annotate_with(monkeypatch, PatternAnnotator())
    site = write_shared(tmp_path / "site", f"file://{tmp_path}/store")
    build(site)
    monkeypatch.setattr(exchange.Exchange, "__enter__", None)
    assert build(site).annotated == 0
    story = site / "content" / "story-0.md"
    story.write_text(story.read_text("utf-8").replace("title: Story 0", "title: Another"), "utf-8")
    report = build(site)
    assert (report.annotated, len(report.written) > 0) == (0, True)
