"""Builds that are killed: nothing half-written under a final name, and the next build is a clean one's."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from preview_site import files_of

from sitegen.atomic import TEMPORARY
from sitegen.building.output.manifest import JOURNAL, MANIFEST
from sitegen.building.pipeline import Site

pytestmark = [pytest.mark.model, pytest.mark.slow]

KILLS = int(os.environ.get("KILLS", "50"))
SEED = int(os.environ.get("KILL_SEED", "20261122"))
VERSIONS = (
    "“We moved twice,” said Ines Halloran, the ferry union’s lead negotiator.\n\nTomas Brandt agreed.\n",
    "“We will not move,” said Orla Venn of the harbour board.\n\nInes Halloran left for Port Corrow.\n",
)
"""Two versions of an article that name different people, so that pages come and go."""
FILES = dict[str, bytes]


def edit(site: Path, version: int) -> None:
    """Save one of the two versions."""
    text = f"---\ntitle: Talks, part {version}\ntags: [t{version}]\n---\n{VERSIONS[version]}"
    (site / "content" / "talks.md").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[FILES, FILES]]:
    """A site whose annotations are all in its cache, and what clean builds of its two versions make."""
    site = tmp_path_factory.mktemp("kill") / "site"
    (site / "content").mkdir(parents=True)
    (site / "sitegen.toml").write_text("[build]\nsearch = false\n", "utf-8")
    for number in range(8):
        text = f"Ines Halloran met Tomas Brandt{number} in Port Corrow.\n\n“It is late,” Ms Halloran said.\n"
        (site / "content" / f"story-{number}.md").write_text(f"# Story {number}\n\n{text}", "utf-8")
    clean = []
    for version in (0, 1):
        edit(site, version)
        shutil.rmtree(site / "output", ignore_errors=True)
        Site.load(site).build()  # which imports once for all children, too
        clean.append(files_of(site / "output"))
    assert clean[0].keys() != clean[1].keys()
    shutil.rmtree(site / "output")
    Site.load(site).build()
    return site, (clean[0], clean[1])


def start(site: Path) -> int:
    """Begin a build in a child that has nothing to import any more."""
    child = os.fork()
    if child == 0:
        try:
            Site.load(site).build()
        finally:
            os._exit(0)
    return child


def kill(child: int, journal: Path | None, delay: float) -> None:
    """SIGKILL after a while; with a `journal`, once that is there and files are being written."""
    until = time.perf_counter() + 10
    while journal and not journal.exists() and time.perf_counter() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def half_written(output: Path, clean: tuple[FILES, FILES]) -> list[str]:
    """Files under a final name that no clean build has made."""
    return [
        name
        for name, content in files_of(output).items()
        if TEMPORARY not in name and name != str(JOURNAL)
        if content not in {made.get(name) for made in clean}
    ]


def differing(found: FILES, wanted: FILES) -> list[str]:
    """Names of the files that are not the same, or not in both."""
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def unsettle(site: Path, chance: random.Random) -> int:
    """Change something before a round; says which version of the article stands there."""
    version = chance.randrange(2)
    edit(site, version)
    if chance.random() < 0.3:
        shutil.rmtree(site / "output", ignore_errors=True)
    if chance.random() < 0.3:
        shutil.rmtree(site / ".cache" / "state", ignore_errors=True)
    return version


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_killed_at_any_moment(ready: tuple[Path, tuple[FILES, FILES]]) -> None:
    """Every file is whole after each kill, and the next build equals a clean one, manifest included."""
    site, clean = ready
    output, chance, caught = site / "output", random.Random(SEED), 0
    edit(site, 0)
    began = time.perf_counter()
    os.waitpid(start(site), 0)
    usual = time.perf_counter() - began
    for turn in range(KILLS):
        version = unsettle(site, chance)
        aimed = turn % 2 == 0
        delay = chance.uniform(0, 0.003 if aimed else usual)
        kill(start(site), output / JOURNAL if aimed else None, delay)
        caught += (output / JOURNAL).exists()
        assert half_written(output, clean) == [], turn
        if chance.random() < 0.4:  # killed twice before it is let through, the second time with other words
            version = unsettle(site, chance)
            continue
        os.waitpid(start(site), 0)
        assert differing(files_of(output), clean[version]) == [], turn
    os.waitpid(start(site), 0)
    assert differing(files_of(output), clean[version]) == []
    assert caught > 2, "no kill hit the writing"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_killed_while_the_search_index_is_made(
    ready: tuple[Path, tuple[FILES, FILES]], tmp_path: Path
) -> None:
    """The same with the index, which another program writes, and with an empty cache for it."""
    site = tmp_path / "site"
    shutil.copytree(ready[0], site, ignore=shutil.ignore_patterns("output", "search", "state"))
    (site / "sitegen.toml").unlink()
    edit(site, 0)
    began = time.perf_counter()
    os.waitpid(start(site), 0)
    usual, wanted, chance = time.perf_counter() - began, files_of(site / "output"), random.Random(SEED)
    assert "pagefind/pagefind.js" in wanted
    for _ in range(3):
        shutil.rmtree(site / "output")
        shutil.rmtree(site / ".cache" / "search")
        kill(start(site), None, chance.uniform(0.2 * usual, 0.9 * usual))
        assert not theirs(half_written(site / "output", (wanted, wanted)))
        os.waitpid(start(site), 0)
        made = files_of(site / "output")
        assert not theirs(differing(made, wanted))
        index = json.loads(made["pagefind/pagefind-entry.json"])["languages"]["en"]["hash"]
        assert f"pagefind/pagefind.{index}.pf_meta" in made


def theirs(names: list[str]) -> list[str]:
    """Without the index, whose bytes differ each time that Pagefind makes it, and the manifest."""
    return [name for name in names if not name.startswith("pagefind/") and name != str(MANIFEST)]
