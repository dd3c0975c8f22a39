"""What corrections cost: builds and saves of a site with them, beside the same site without.

    python bench/corrections.py [--size 1000] [--each 10] [--repeat 3] [--work FOLDER] [--keep]

Two copies of the generated articles, annotated once. In one of them every article has a corrections file that
says of its first quotations who speaks, and of its first names of which type they are, as the machine has it:
pages stay the same, and only the corrections' own cost is seen. Both do the same in turn, who begins changes
each time, and the ratio is the median of the pairs'. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from contestants import Sitegen
from edits import chosen
from workplace import WORK, code_of

from sitegen.building.articles.correcting import beside
from sitegen.building.pipeline import Site
from sitegen.corrections.anchoring import describe
from sitegen.corrections.writing import Correction, item_lines, with_item
from sitegen.model.annotation import Annotations, EntityType, Stated
from sitegen.model.corrections import MentionCorrection, QuotationCorrection
from sitegen.model.site import ResolvedArticle, SpeakerKind
from sitegen.serve.site import PreviewSite

DAY = "2026-05-20"


def main() -> None:
    """Prepare both, measure, print."""
    options = _options()
    plain, corrected = (
        Sitegen(options.work / name, code_of(None, options.work)) for name in ("plain", "corrected")
    )
    if not options.keep:
        prepare(plain, corrected, options.size, options.each)
    print("| | without | with | ratio |\n|---|---|---|---|")
    for title, times in rows(plain, corrected, options.repeat):
        pairs = list(zip(*times, strict=True))
        ratio = median(b / a for a, b in pairs)
        print(f"| {title} | {median(times[0]):.2f} s | {median(times[1]):.2f} s | {ratio:.2f} |", flush=True)


def prepare(plain: Sitegen, corrected: Sitegen, size: int, each: int) -> None:
    """Both sites, annotated; the corrections of one of them."""
    for folder in (plain.folder, corrected.folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    plain.prepare(size)
    print(plain.warm(()), flush=True)
    shutil.rmtree(corrected.folder)
    shutil.copytree(plain.folder, corrected.folder)
    print(f"{sum(corrections_of(corrected.folder, each))} corrections in {size} articles", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--each", type=int, default=10, help="corrections of an article")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--keep", action="store_true", help="measure what a former run has prepared in --work"
    )
    parser.add_argument("--work", type=Path, default=WORK / "corrections")
    return parser.parse_args()


def corrections_of(folder: Path, each: int) -> Iterator[int]:
    """Write a file beside every article. Yields how many corrections it has."""
    _, library = Site.load(folder).analyse()
    for article in library.articles:
        piece = library.piece(article.id)
        _, machine = library.annotated_now(article.id)
        items = [*_items(piece.resolved, machine)][:each]
        text: str | None = None
        for section, item in items:
            text = with_item(text, section, item_lines(item, "Nora Vell", DAY), beside(article.path))
        if text:
            (folder / beside(article.path)).write_text(text, "utf-8")
        yield len(items)


def _items(resolved: ResolvedArticle, machine: Annotations) -> Iterator[tuple[str, Correction]]:
    """Quotations and names in turn, each as the machine has it."""
    text = resolved.plain.text
    names = iter([m for m in machine.mentions if m.type is not EntityType.DATE])
    said = iter([q for q in resolved.quotations if q.speaker.kind is SpeakerKind.NAMED])
    for quotation, name in zip(said, names, strict=False):
        at = describe(text, quotation.quotation.content[0])
        yield "quotations", QuotationCorrection(at, 0, speaker=Stated((quotation.speaker.name,)))
        yield "mentions", MentionCorrection(describe(text, name.span), 0, type=name.type)
    for name in names:
        yield "mentions", MentionCorrection(describe(text, name.span), 0, type=name.type)


def rows(
    plain: Sitegen, corrected: Sitegen, repeat: int
) -> Iterator[tuple[str, tuple[list[float], list[float]]]]:
    """Each case with the seconds of both."""
    both = (plain, corrected)

    cpu: dict[Path, list[float]] = {site.folder: [] for site in both}

    def emptied(site: Sitegen) -> float:
        site.wipe(caches=True)
        used = site.build()
        cpu[site.folder].append(used.cpu)
        return used.wall

    def again(site: Sitegen) -> float:
        return site.build().wall

    yield "from nothing, annotations cached", in_turn(both, emptied, repeat)
    yield "the same, CPU time", ([*cpu[plain.folder]], [*cpu[corrected.folder]])
    yield "nothing changed", in_turn(both, again, repeat)
    previews = {site.folder: PreviewSite.of(site.folder) for site in both}
    for preview in previews.values():
        lost = [d for d in preview.build().diagnostics if d.code.startswith("correction-")]
        if lost:
            raise RuntimeError(f"{len(lost)} corrections are not obeyed, as {lost[0]}")
    places = iter(chosen(plain.articles, 2 * repeat + 1, 0, 1))
    now: list[Path] = []

    def save(site: Sitegen) -> float:
        """A line of an editor's own, in the file of an article that had none, or beside the others."""
        path = site.folder / now[-1].relative_to(plain.folder)
        file = path.with_name(f"{path.stem}.corrections.yaml")
        before = file.read_text("utf-8") if file.exists() else None
        first = path.read_text("utf-8").rpartition("---\n")[2].split(".")[0].strip()
        item = ["  - entity: Anna", f"    text: {first.split()[0]} {len(now)}"]
        file.write_text(with_item(before, "descriptions", item, file), "utf-8")  # type: ignore[arg-type]
        started = time.perf_counter()
        previews[site.folder].build()
        return time.perf_counter() - started

    def begin() -> None:
        now.append(next(places))

    yield "preview: a correction saved → all is built", in_turn(both, save, 2 * repeat, begin)


def in_turn(
    both: tuple[Sitegen, Sitegen],
    work: Callable[[Sitegen], float],
    times: int,
    begin: Callable[[], None] = lambda: None,
) -> tuple[list[float], list[float]]:
    """The seconds of both, who begins in turn."""
    found: dict[Path, list[float]] = {site.folder: [] for site in both}
    for number in range(times):
        begin()
        for site in both if number % 2 else reversed(both):
            found[site.folder].append(work(site))
    return found[both[0].folder], found[both[1].folder]


if __name__ == "__main__":
    main()
