"""What of `tools/train` needs neither the network nor torch: fetching by commit and digest, and averaging."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "tools/train"))
import averaging  # noqa: E402 - scripts, not a package
import fetching  # noqa: E402
from fetching import OutOfReachError, Source  # noqa: E402

FILES = {"news/a.txt": b"Ana B-PER\n", "b.zip": b"PK-nothing"}


def git(folder: Path, *words: str) -> str:
    """One command, its answer."""
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of repositories that git is told to take for github.com."""
    settings = tmp_path / "gitconfig"
    (tmp_path / "mirror").mkdir()
    settings.write_text(
        f'[url "file://{tmp_path}/mirror/"]\n\tinsteadOf = {fetching.HOST}\n'
        "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n"
        "[user]\n\tname = Ana Brandt\n\temail = ana@example.org\n[safe]\n\tdirectory = *\n",
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return tmp_path / "mirror"


@pytest.fixture
def source(mirror: Path) -> Source:
    """A repository that went on after the commit that is wanted."""
    home = mirror / "veldt/names"
    home.mkdir(parents=True)
    git(home, "init", "--quiet")
    for path, content in {**FILES, "large.bin": b"0" * 100_000}.items():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_bytes(content)
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "First")
    commit = git(home, "rev-parse", "HEAD")
    (home / "news/a.txt").write_bytes(b"Ana B-LOC\n")
    git(home, "commit", "--quiet", "-a", "-m", "Second")
    return Source("names", "veldt/names", commit, {p: sha256(c).hexdigest() for p, c in FILES.items()})


def there(folder: Path) -> dict[str, bytes]:
    """What the sources' readers see."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_files_are_those_of_the_commit_and_no_others(source: Source, tmp_path: Path) -> None:
    """Not the newest ones."""
    fetching.fetch_one(source, tmp_path / "data")
    assert there(tmp_path / "data/names") == FILES


def test_what_is_there_is_not_asked_for_again(
    source: Source, tmp_path: Path, mirror: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole files stay; what is missing or broken off comes again."""
    data = tmp_path / "data"
    fetching.fetch_one(source, data)
    (data / "names/b.zip").write_bytes(b"PK-no")
    fetching.fetch_one(source, data)
    assert there(data / "names") == FILES
    told = capsys.readouterr().out
    assert ("2 of 2 files" in told, "1 of 2 files" in told) == (True, True)
    mirror.rename(mirror.with_name("gone"))
    fetching.fetch_one(source, data)
    assert capsys.readouterr().out == ""


def test_another_file_than_was_trained_on_is_refused(source: Source, tmp_path: Path) -> None:
    """And does not stand there under its name; what came before it does."""
    wrong = source._replace(files={**source.files, "b.zip": "0" * 64})
    with pytest.raises(OutOfReachError, match=r"another b\.zip than was trained on"):
        fetching.fetch_one(wrong, tmp_path / "data")
    assert list(there(tmp_path / "data/names")) == ["news/a.txt"]


def test_what_cannot_be_reached_is_told_once_with_what_to_do(
    source: Source, tmp_path: Path, mirror: Path
) -> None:
    """Which one, why, and three ways on."""
    mirror.rename(mirror.with_name("gone"))
    with pytest.raises(OutOfReachError) as told:
        fetching.fetch_one(source, tmp_path / "data")
    message = str(told.value)
    assert message.startswith(f"https://github.com/veldt/names at {source.commit} can't be fetched: ")
    assert "Run the same command again" in message
    assert "insteadOf" in message
    assert "news/a.txt, b.zip into the folder names" in message


def test_an_absent_commit_is_out_of_reach(source: Source, tmp_path: Path) -> None:
    """A history that was written anew."""
    with pytest.raises(OutOfReachError, match="can't be fetched"):
        fetching.fetch_one(source._replace(commit="1" * 40), tmp_path / "data")


def test_the_reason_is_what_went_wrong_and_no_warning_before_it(source: Source, mirror: Path) -> None:
    """A copy whose server leaves nothing out says so before it says that it has no such commit."""
    settings = mirror.with_name("gitconfig")
    settings.write_text(
        settings.read_text("utf-8").replace("allowFilter = true", "allowFilter = false"), "utf-8"
    )
    with pytest.raises(OutOfReachError) as told:
        fetching.fetch_one(source._replace(commit="1" * 40), mirror.with_name("data"))
    reason = str(told.value).splitlines()[0].partition("can't be fetched: ")[2]
    assert reason
    assert not reason.startswith("warning")


def test_every_source_has_its_commit_digests_and_licence_and_the_card_names_it() -> None:
    """The list itself."""
    table = tomllib.loads(fetching.LIST.read_text("utf-8"))
    card = (ROOT / "sitegen/annotate/encoder/CARD.md").read_text("utf-8")
    for each, source in zip(table["source"], fetching.sources(table), strict=True):
        assert re.fullmatch("[0-9a-f]{40}", source.commit)
        assert source.files
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in source.files.values())
        assert each["licence"] in card
        assert source.repository in card
    assert "nerannotateddatasets.zip" in fetching.sources(table)[-1].files, "of an archive the archive"


def test_weights_are_averaged_one_by_one() -> None:
    """By name; numbers that are the same in all stay whole numbers."""
    places = np.array([0, 1])
    found = [{"w": np.array([[n, 3.0]]), "places": places} for n in (1.0, 2.0, 6.0)]
    made = averaging.averaged(found)
    assert made["w"].tolist() == [[3.0, 3.0]]
    assert made["places"].dtype == places.dtype
    assert found[0]["w"].tolist() == [[1.0, 3.0]], "what is averaged stays"


@pytest.mark.parametrize("other", [{"v": np.ones(2)}, {"w": np.ones(3)}])
def test_only_one_network_has_a_mean(other: dict[str, np.ndarray]) -> None:
    """Shapes that happen to fit together must not be added up."""
    with pytest.raises(ValueError, match="not weights of one network"):
        averaging.averaged([{"w": np.ones(2)}, other])
