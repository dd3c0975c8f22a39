"""What ARCHITECTURE.md says of the code as a whole is true: libraries, clock, state, length, names."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
MODULES = {
    path.relative_to(ROOT / "sitegen").with_suffix("").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "sitegen").rglob("*.py"))
}
TREES = {name: ast.parse(text) for name, text in MODULES.items()}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def section(number: int) -> str:
    """One section of the page."""
    return re.split(r"^## \d+\. ", ARCHITECTURE, flags=re.MULTILINE)[number]


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function, however deep."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def callers(pattern: str) -> set[str]:
    """Modules with a call whose name, with its dots, matches."""
    return {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.fullmatch(pattern, ast.unparse(node))
    }


class TestLibraries:
    def test_each_library_has_the_home_that_the_page_names(self) -> None:
        """Every library that is imported, in one package each; every row is true of some import."""
        found = defaultdict(set)
        for name, tree in TREES.items():
            for node in ast.walk(tree):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                for library in {full.split(".")[0] for full in names} - sys.stdlib_module_names - {"sitegen"}:
                    found[library].add(name)
        rows = re.findall(r"^\| (`[^|]+`) \| `sitegen/([\w/]+)` \|", section(4), re.MULTILINE)
        homes = {name: home for names, home in rows for name in re.findall(r"`(\w+)`", names)}
        assert set(found) == set(homes)
        strangers = {
            (library, module)
            for library, modules in found.items()
            for module in modules
            if not f"{module}/".startswith(homes[library] + "/")
        }
        assert strangers == set()


class TestTheWorldOutside:
    def test_who_asks_what_time_it_is(self) -> None:
        """Whoever begins a build or an article, or approves; the store, for ages; and `serve`, to measure."""
        assert callers(r"datetime\.now|datetime\.today|date\.today|time\.time") == {
            "building/pipeline",
            "cli/new",
            "serve/site",
            "building/kept/store",
            "cli/review",
        }

    def test_who_looks_at_the_environment(self) -> None:
        """The command line, and who hands it on to processes of its own."""
        assert callers(r"os\.environ|os\.getenv") == {"cli/commands/outcome", "annotate/processes/helper"}

    def test_where_an_impossible_build_is_caught(self) -> None:
        """At the ends, where it is told; and where what failed is one answer among others."""
        told = {"cli/commands/outcome", "serve/session", "serve/endpoint"}
        asked = {"building/pipeline", "render/theme/environment", "cli/version", "annotate/run", "faults"}
        asked |= {"annotate/engines/sent", "annotate/engines/gateway"}
        caught = {
            name
            for name, tree in TREES.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler) and node.type and "SitegenError" in ast.unparse(node.type)
        }
        assert caught == told | asked


CHANGING = {"append", "add", "update", "setdefault", "pop", "clear", "extend", "insert", "remove", "discard"}


class TestState:
    @pytest.mark.parametrize("name", MODULES)
    def test_no_function_changes_what_a_module_holds(self, name: str) -> None:
        """Names of a module are constants: none is assigned again, none of its values is changed."""
        body = [node for node in TREES[name].body if isinstance(node, ast.Assign | ast.AnnAssign)]
        targets = [t for node in body for t in getattr(node, "targets", None) or [node.target]]
        held = {target.id for target in targets if isinstance(target, ast.Name)}
        changed = []
        for function in functions(TREES[name]):
            own = {a.arg for a in ast.walk(function) if isinstance(a, ast.arg)}
            own |= {
                n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
            for node in ast.walk(function):
                if isinstance(node, ast.Global):
                    changed += node.names
                target = _changed(node)
                if target in held - own:
                    changed.append(target)
        assert changed == []


def _changed(node: ast.AST) -> str | None:
    """The name whose value an expression changes in place."""
    place: ast.AST | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        place = node.func.value
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        place = node.value
    return place.id if isinstance(place, ast.Name) else None


class TestForm:
    @pytest.mark.parametrize("name", MODULES)
    def test_a_long_function_says_why(self, name: str) -> None:
        """Over forty lines only with a comment that begins with "long:", right below the docstring."""
        lines = MODULES[name].split("\n")
        for function in functions(TREES[name]):
            if (function.end_lineno or 0) - function.lineno >= 40:
                inside = "\n".join(lines[function.lineno - 1 : function.end_lineno])
                assert re.search(r"^ +# long: \w+", inside, re.MULTILINE), function.name

    def test_the_page_is_no_longer_than_it_may_be(self) -> None:
        """Who cannot read it in half an hour will not read it."""
        assert len(ARCHITECTURE.splitlines()) < 500


class TestPromises:
    PROMISED = re.findall(r"^(\d)\. \*\*.*?(?=^\d\. |\Z)", section(2), re.MULTILINE | re.DOTALL)

    def test_there_are_eight(self) -> None:
        """In order."""
        assert [str(n) for n in range(1, 9)] == self.PROMISED

    @pytest.mark.parametrize("number", PROMISED)
    def test_each_names_a_test_that_exists(self, number: str) -> None:
        """With its file, which has that function."""
        [text] = re.findall(rf"^{number}\. .*?(?=^\d\. |\Z)", section(2), re.MULTILINE | re.DOTALL)
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
        assert named
        for file, test in named:
            assert test in {f.name for f in functions(ast.parse((ROOT / file).read_text("utf-8")))}, test


class TestNames:
    def test_the_parts_of_the_configuration_are_those_of_the_code(self) -> None:
        """Section 9 names each table once."""
        [config] = [
            n for n in TREES["config/parts"].body if isinstance(n, ast.ClassDef) and n.name == "Config"
        ]
        fields = [
            n.target.id
            for n in config.body
            if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
        ]
        named = re.search(r"small parts \(([^)]+)\)", section(9), re.DOTALL)
        assert named
        assert re.findall(r"`(\w+)`", named[1]) == fields

    @pytest.mark.parametrize(
        "place", sorted(set(re.findall(r"`(?:sitegen/)?([a-z_]+(?:/[a-z_]+)+)/?`", ARCHITECTURE)))
    )
    def test_every_place_that_the_page_names_is_there(self, place: str) -> None:
        """Modules and folders, without `sitegen/` and `.py`."""
        folders = (ROOT / "sitegen", ROOT, ROOT / "sitegen/cli/starter")
        assert any((home / place).is_dir() or (home / f"{place}.py").exists() for home in folders)

    @pytest.mark.parametrize("place", sorted(set(re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)`", ARCHITECTURE))))
    def test_every_dotted_name_leads_somewhere(self, place: str) -> None:
        """A module, a package, or something in one. Keys of the configuration have tests of their own."""
        above, _, last = place.rpartition(".")
        path = above.replace(".", "/")
        if path.split("/")[0] not in {name.split("/")[0] for name in MODULES}:
            return
        whole = place.replace(".", "/")
        known = {whole, f"{whole}/__init__"} & set(MODULES)
        holder = MODULES.get(path) or MODULES.get(f"{path}/__init__") or ""
        assert known or re.search(rf"\b{last}\b", holder) or _is_a_key(place)


def _is_a_key(place: str) -> bool:
    table, _, key = place.partition(".")
    return f"`{table}.{key}`" in (ROOT / "docs/configuration.md").read_text("utf-8")


def test_the_steps_of_recognition_are_modules() -> None:
    """Those that docs/recognition.md names in its table of steps stand in `annotate`."""
    steps = (ROOT / "docs/recognition.md").read_text("utf-8").split("## The steps")[1].split("\n## ")[0]
    rows = re.findall(r"^\| [^|]+ \| (`.*?) \|", steps, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert len(named) > 15
    assert named <= {name.rpartition("/")[2] for name in MODULES if name.startswith("annotate/")}


TWICE = {
    "modules": {
        *("briefing", "curation", "entities", "entity", "files", "fingerprint", "memory", "overlay"),
        *("pictures", "report", "review", "search", "site", "source", "static", "sweep"),
    },
    "classes": {
        *("Answer", "Entry", "Found", "Group", "Known", "Link", "Mark", "Memory", "Name", "Named", "Page"),
        *("Parts", "Quoted", "Source", "Words", "Written"),
    },
}
"""Names that stand for two things today. A list that may only become shorter."""


def test_no_other_name_stands_for_two_things() -> None:
    """Each module and each public class has a name of its own, but for those of the list."""
    modules = [name.rpartition("/")[2] for name in MODULES]
    classes = [
        node.name
        for tree in TREES.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    for kind, names in (("modules", modules), ("classes", classes)):
        twice = {name for name, times in Counter(names).items() if times > 1 and not name.startswith("__")}
        assert twice <= TWICE[kind], kind


def test_dependencies_are_explained() -> None:
    """Each library of pyproject.toml stands in docs/decisions/dependencies.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(d for g in project["dependency-groups"].values() for d in g),
    ]
    page = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8").lower()
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in wanted}
    assert {name for name in names if name not in page} == set()
