"""Break sitegen in many small ways, one at a time, and see which of them the tests notice.

A sample of mutants, the same for the same seed and code: a position is drawn in every wing by its share of all
positions, at least two each, and then one of the changes that can be made there. The changes are cosmic-ray's,
and one of ours, a statement left out. Each mutant is made in a copy of the working tree and run against the
tests that a developer would run for its module (`TESTS`); those that no test notices are printed as diffs.

Needs the group `mutation` of pyproject.toml, in an environment of its own (bench/mutation.md).
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from queue import Queue

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.testing import run_tests
from cosmic_ray.work_item import TestOutcome

ROOT = Path(__file__).parents[1]
SEED = 14
AT_LEAST = 2
"""Mutants in every wing, however small it is."""

QUOTATIONS = "tests/unit/annotate/quotations tests/unit/annotate/annotators"
NAMES = "tests/unit/annotate/names tests/unit/annotate/annotators"
RESOLVE = "tests/unit/resolve tests/properties/test_resolve.py tests/properties/test_resolve_any.py"
RENDER = "tests/golden tests/unit/render tests/functional/test_feeds_and_tables.py tests/functional/test_linked_data.py"
BUILDING = "tests/unit/building tests/functional/test_incremental.py"

TESTS = {
    "annotate": f"{NAMES} {QUOTATIONS}",
    "annotate/lexicon": f"tests/unit/annotate/lexicon {QUOTATIONS} {NAMES}",
    "annotate/marks": f"tests/unit/annotate/marks {QUOTATIONS}",
    "annotate/parse": f"tests/unit/annotate/parse {QUOTATIONS}",
    "annotate/processes": "tests/functional/test_annotating_processes.py tests/unit/building/articles",
    "annotate/quotations": QUOTATIONS,
    "annotate/run": f"tests/unit/annotate/test_languages_without_words.py {NAMES} {QUOTATIONS}",
    "annotate/masking": f"tests/unit/annotate/test_masking.py tests/properties/test_plaintext.py {QUOTATIONS} {NAMES}",
    "resolve": RESOLVE,
    "render": RENDER,
    "render/theme": f"tests/functional/test_theme_mistakes.py {RENDER}",
    "building": BUILDING,
    "serve": "tests/unit/serve tests/unit/desk tests/functional/test_watcher.py tests/functional/test_approval.py",
    "cli": "tests/functional/test_cli.py tests/functional/test_terminal.py tests/functional/test_review_site.py",
    "corrections": "tests/properties/test_anchoring.py tests/functional/test_corrections.py tests/unit/desk",
    "desk": "tests/unit/desk tests/functional/test_approval.py",
    "importing": "tests/unit/importing tests/functional/test_import.py tests/properties/test_imported_prose.py",
    "content": "tests/unit/content tests/functional/test_article_images.py tests/functional/test_static_files.py",
    "markdown": "tests/unit/markdown tests/unit/test_parser.py tests/unit/test_textform.py tests/golden tests/properties",
    "config": "tests/unit/test_config.py tests/docs/test_reference.py tests/functional/test_cli.py",
    "model": f"tests/unit/resolve tests/golden tests/unit/render tests/unit/building {QUOTATIONS}",
    "": f"tests/unit/test_filestatus.py {BUILDING} tests/unit/test_config.py tests/unit/resolve tests/golden",
}
"""Tests by the beginning of a module's path; the longest that fits counts. Those of the same name come first."""


class StatementGone(Operator):
    """A statement that is only a call or an assignment to something that exists becomes `pass`."""

    def mutation_positions(
        self, node: parso.tree.NodeOrLeaf
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Calls that stand alone: what they do is then not done."""
        if node.type == "simple_stmt" and node.children[0].type in {"atom_expr", "await_expr"}:
            yield node.start_pos, node.children[0].end_pos

    def mutate(self, node: parso.tree.NodeOrLeaf, index: int) -> parso.tree.NodeOrLeaf:  # noqa: ARG002
        """The statement's place stays taken."""
        nothing = parso.parse(node.children[0].get_first_leaf().prefix + "pass").children[0]
        node.children[0] = nothing
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """None: examples are for the tests of cosmic-ray's own operators."""
        return ()


@dataclass(frozen=True)
class Change:
    """One way to break one place."""

    module: str
    operator: str
    occurrence: int
    start: tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What the tests said of a mutant."""

    change: Change
    outcome: str
    """killed, timeout, survived."""
    diff: str
    seconds: float


def wing(module: str) -> str:
    """`annotate/names` for `sitegen/annotate/names/edges.py`."""
    return "/".join(Path(module).relative_to("sitegen").parent.parts[:2]) or "(top)"


def tests_for(module: str) -> list[str]:
    """The paths that pytest is given, the nearest to the module first."""
    inside = Path(module).relative_to("sitegen").with_suffix("")
    near = [ROOT / "tests/unit" / folder for folder in inside.parents if folder.parts]
    where = max((key for key in TESTS if inside.is_relative_to(key) or not key), key=len)
    named = [f"{folder.relative_to(ROOT)}/test_{inside.name}.py" for folder in near]
    paths = [*named, *(str(folder.relative_to(ROOT)) for folder in near[:1] if len(inside.parts) > 2)]
    return list(dict.fromkeys(path for path in (*paths, *TESTS[where].split()) if (ROOT / path).exists()))


PLAUSIBLE = re.compile(
    r"Binary.*_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitOr_BitAnd|BitAnd_BitOr)$"
    r"|Comparison.*_(Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is|In_NotIn|NotIn_In|(Lt|LtE|Gt|GtE)_(Lt|LtE|Gt|GtE))$"
    r"|Unary.*_(USub_UAdd|UAdd_USub|Delete_Not|Delete_USub)$"
)
"""What somebody may write by mistake: most replacements of the three families (`"a" << "b"`) only crash."""


@cache
def operators() -> dict[str, Operator]:
    """Those that need no arguments, by name."""
    names = [
        n for n in operator_names() if PLAUSIBLE.search(n) or not re.search("NoOp|Binary|Compar|Unary", n)
    ]
    found = {name: get_operator(name) for name in names}
    return {name: kind() for name, kind in found.items() if not kind.arguments()} | {
        "ours/StatementGone": StatementGone()
    }


def changes(module: str) -> dict[tuple[str, tuple[int, int]], list[Change]]:
    """By position and family of operators: all that can be done there."""
    source = (ROOT / module).read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(source)))
    declared = declarations(source)
    found = defaultdict(list)
    for name, operator in operators().items():
        places = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, start in enumerate(places):
            if not any(first <= start < last for first, last in declared):
                found[name.split("_")[0], start].append(Change(module, name, occurrence, start))
    return found


DECLARING = {"dataclass", "overload"}


def declarations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where nothing runs, or what runs only declares: annotations of types, `@overload`, what `@dataclass` is given."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        parts += [
            d
            for d in getattr(node, "decorator_list", [])
            if DECLARING & {*re.findall(r"\w+", ast.unparse(d))}
        ]
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0])[:1].isupper()
            and _is_type(node.value)
        ):
            parts.append(node.value)
        spans += [
            ((p.lineno, max(0, p.col_offset - 1)), (p.end_lineno or p.lineno, p.end_col_offset or 0))
            for p in parts
            if p is not None
        ]
    return spans


def _is_type(value: ast.expr) -> bool:
    """`Callable[[int], str] | None`: an alias, not a sum."""
    return isinstance(value, ast.Subscript) or (
        isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
    )


def sample(count: int, seed: int) -> list[Change]:
    """The mutants of a seed: positions by their wing's share, one change at each."""
    modules = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "sitegen").rglob("*.py"))
    places = defaultdict(list)
    for module in modules:
        places[wing(module)] += changes(module).values()
    whole = sum(map(len, places.values()))
    random_ = random.Random(seed)
    picked = []
    for name in sorted(places):
        share = max(AT_LEAST, round(count * len(places[name]) / whole))
        some = random_.sample(places[name], min(share, len(places[name])))
        picked += [random_.choice(ways) for ways in some]
    return picked


def copied(folder: Path) -> Path:
    """The files that git knows of or would take, as they are in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    return folder


def command(python: Path, folder: Path, paths: Sequence[str], *, kept: bool = True) -> str:
    """Tests in the copy; the copy's sitegen comes first on the path.

    Tests of the time that something takes are left out: beside other work they fail by themselves. Parses are
    kept, as long as what parses is not what was changed.
    """
    parses = f"KEPT_PARSES={folder.parent / 'parses'} PYTHONPATH={folder}:{folder}/bench"
    return (
        f"env -C {folder} {parses} {python} -m pytest -x -q -p no:cacheprovider {'-p kept_parses' * kept} "
        f"-m 'not browser' -k 'not linear and not long_paragraph and not wall_of_marks' {' '.join(paths)}"
    )


def judged(change: Change, folder: Path, python: Path, timeout: float) -> Verdict:
    """One mutant, made, tested and unmade."""
    path = folder / change.module
    before = path.read_text(encoding="utf-8")
    after = mutate_code(before, operators()[change.operator], change.occurrence)
    diff = "\n".join(
        difflib.unified_diff(before.split("\n"), after.split("\n"), change.module, "", n=1, lineterm="")
    )
    began = time.perf_counter()
    try:
        path.write_text(after, encoding="utf-8")
        kept = wing(change.module) not in {"annotate/parse", "(top)"}
        outcome, said = run_tests(command(python, folder, tests_for(change.module), kept=kept), timeout)
    finally:
        path.write_text(before, encoding="utf-8")
    word = "survived" if outcome is TestOutcome.SURVIVED else "timeout" if said == "timeout" else "killed"
    return Verdict(change, word, diff, time.perf_counter() - began)


def run(picked: Sequence[Change], jobs: int, python: Path, timeout: float) -> Iterator[Verdict]:
    """Every mutant's verdict, as they come; each job has a copy of its own."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        copies: Queue[Path] = Queue()
        (Path(folder) / "parses").mkdir()
        for number in range(jobs):
            copies.put(copied(Path(folder) / str(number)))
        unbroken = pool.submit(clean, copies, picked, python)

        def one(change: Change) -> Verdict:
            place = copies.get()
            try:
                return judged(change, place, python, timeout)
            finally:
                copies.put(place)

        for judgement in as_completed([pool.submit(one, change) for change in picked]):
            yield judgement.result()
        unbroken.result()


def clean(copies: Queue[Path], picked: Sequence[Change], python: Path) -> None:
    """All tests that will be run must pass while nothing is broken, else every mutant would look killed."""
    place = copies.get()
    paths = sorted({path for change in picked for path in tests_for(change.module)})
    try:
        outcome, said = run_tests(command(python, place, paths), 3600)
    finally:
        copies.put(place)
    if outcome is not TestOutcome.SURVIVED:
        raise SystemExit(f"the tests fail before anything is broken:\n{said[-2000:]}")


def table(verdicts: Sequence[Verdict]) -> str:
    """A row for each wing."""
    rows = ["| wing | mutants | killed | out of time | survived |", "|---|---|---|---|---|"]
    wings = sorted({wing(v.change.module) for v in verdicts})
    for name in [*wings, "all"]:
        seen = Counter(v.outcome for v in verdicts if name in ("all", wing(v.change.module)))
        rows.append(
            f"| {name} | {seen.total()} | {seen['killed']} | {seen['timeout']} | {seen['survived']} |"
        )
    share = sum(v.outcome == "killed" for v in verdicts) / max(1, len(verdicts))
    return "\n".join([*rows, "", f"killed: {share:.1%} of {len(verdicts)}"])


def known(file: Path | None) -> list[Verdict]:
    """What an earlier run wrote, which need not be made again."""
    if file is None or not file.exists():
        return []
    read = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Verdict(
            Change(**(made["change"] | {"start": tuple(made["change"]["start"])})),
            made["outcome"],
            made["diff"],
            made["seconds"],
        )
        for made in read
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=120, help="mutants, about")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=600, help="seconds for the tests of one mutant")
    parser.add_argument("--wing", help="only this wing's part of the sample, such as annotate/names")
    parser.add_argument("--python", type=Path, default=ROOT / ".venv/bin/python", help="what runs the tests")
    parser.add_argument("--list", action="store_true", help="the sample, and nothing is run")
    parser.add_argument(
        "--json", type=Path, help="one JSON line for each verdict; those in it are not made again"
    )
    asked = parser.parse_args()
    picked = [c for c in sample(asked.count, asked.seed) if asked.wing in (None, wing(c.module))]
    if asked.list:
        for change in picked:
            print(
                f"{change.module}:{change.start[0]} {change.operator}: {' '.join(tests_for(change.module))}"
            )
        return
    verdicts = [verdict for verdict in known(asked.json) if verdict.change in picked]
    left = [change for change in picked if change not in {verdict.change for verdict in verdicts}]
    for verdict in run(left, asked.jobs, asked.python, asked.timeout):
        verdicts.append(verdict)
        print(
            f"{verdict.outcome:9}{verdict.seconds:6.0f} s  {verdict.change.module}:{verdict.change.start[0]}",
            flush=True,
        )
        if asked.json:
            with asked.json.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(verdict)) + "\n")
    for verdict in verdicts:
        if verdict.outcome == "survived":
            print(f"\n{verdict.diff}")
    print(f"\n{table(verdicts)}")


if __name__ == "__main__":
    main()
