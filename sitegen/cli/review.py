"""The review as text: numbered questions, each with its evidence and what an answer would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from sitegen.atomic import replace_file
from sitegen.building.articles.correcting import with_marks
from sitegen.building.articles.saving import approve, save
from sitegen.building.pipeline import Site
from sitegen.building.stages import Sources
from sitegen.cli.report import json_text, print_diagnostics
from sitegen.desk.asking import MarkQuestion, answer_change, mark_questions, questions_to_json
from sitegen.desk.changes import Pointed
from sitegen.desk.exported import exported
from sitegen.desk.requests import RefusedActionError, Wanted
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import valid_check
from sitegen.model.review import CurationEdit, DoubtKind, Quote, ReviewItem, ReviewKind
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.review.questions import review, to_json

Item = ReviewItem | MarkQuestion


def read_review(site: Site) -> tuple[tuple[ReviewItem, ...], tuple[MarkQuestion, ...]]:
    """Every open question of the site: of entities, the one that changes most pages first; then of marks.

    Prints what of ours failed: of an article without marks nothing can be asked.
    """
    sources, index, faults = site.resolved()
    print_diagnostics(faults)
    names = review(index, sources.curation, site.curation_folder)
    linked = {item.entities[0] for item in names if item.kind is ReviewKind.UNLINKED}  # asked once
    marks = mark_questions(index.articles, sources.curation.by_id().keys())
    return names, tuple(q for q in marks if q.kind is not DoubtKind.LINK or q.evidence.entity not in linked)


def answer(site: Site, right: Iterable[str], wrong: Iterable[str], by: str) -> Iterator[Path]:
    """Write answers to the items of these numbers or ids, yes and no. Yields the files.

    All numbers are those of one list, before anything is written. Raises `SitegenError`.
    """
    names, marks = read_review(site)
    asked = [*((wanted, True) for wanted in right), *((wanted, False) for wanted in wrong)]
    items = [(chosen((*names, *marks), wanted), is_right) for wanted, is_right in asked]
    library = site.analyse()[1] if any(isinstance(item, MarkQuestion) for item, _ in items) else None
    for item, is_right in items:
        click.echo(f"{'yes' if is_right else 'no'}: {item.question}")
        if isinstance(item, MarkQuestion) and library:
            pointed = Pointed(*library.annotated_now(ArticleId(item.article)))
            yield write_answer(site, item, pointed, is_right=is_right, by=by)
        elif isinstance(item, ReviewItem):
            yield from write_edits(site.folder, item.answer if is_right else item.otherwise)


def print_review(site: Site, *, as_json: bool) -> None:
    """Every open question, numbered, to standard output."""
    names, marks = read_review(site)
    if as_json:
        click.echo(json_text(to_json(names) + questions_to_json(marks, len(names) + 1), indent=1))
        return
    lines = [item_text(number, item) for number, item in enumerate(names, 1)]
    lines += [mark_text(number, item) for number, item in enumerate(marks, len(names) + 1)]
    for line in lines:
        click.echo(line + "\n")
    click.echo(f"{len(lines)} open questions" if lines else "No open questions.")


def mark_text(number: int, item: MarkQuestion) -> str:
    """One question about a mark with its evidence and answers."""
    quote = item.evidence
    return "\n".join(
        (
            f"{number}. [{item.id}] {item.question}  ({item.pages} pages, {item.kind})",
            f"     {_place(quote)}: {quote.before}[{quote.name}]{quote.after}",
            f"   --apply {item.id} writes {item.path}: {_wanted(item.yes.want)}",
            f"   --reject {item.id} writes {item.path}: {_wanted(item.no.want)}",
        )
    )


def _wanted(want: Wanted) -> str:
    """What an answer says, without the words that it is about."""
    where = "; everywhere: true" if want.everywhere else ""
    if want.remove:
        return f"remove: true{where}"
    if want.drop:
        return "no speaker: what the machine thinks counts again"
    if want.unnamed:
        return f"unnamed: {want.unnamed}"
    if want.extent:
        return "extent, as it is"
    said = f"type: {want.type}" if want.type else f"entity: {want.entity}" if want.entity else ""
    return f"{said}{where}" if said else f"speaker: {', '.join(want.speaker or ['not stated'])}"


def write_answer(site: Site, item: MarkQuestion, pointed: Pointed, *, is_right: bool, by: str) -> Path:
    """Write an answer into the article's corrections file. Returns it. Raises `SitegenError`."""
    asked, on = item.yes if is_right else item.no, datetime.now(UTC).date().isoformat()
    words = pointed.plain.text[asked.at[0][0] : asked.at[-1][1]]
    if " ".join(words.split()) != item.evidence.name:  # read since the question was asked
        message = f"“{item.evidence.name}” stands elsewhere now: the article was edited meanwhile"
        raise _unwritten(item, message, "look at the list again")
    try:
        change = answer_change(item, asked, pointed, by, on)
    except RefusedActionError as refused:
        raise _unwritten(item, refused.message, "nothing was written") from refused
    save(site.folder, item.path, change)
    return site.folder / item.path


def _unwritten(item: MarkQuestion, message: str, hint: str) -> SitegenError:
    where = Location(item.evidence.path, item.evidence.line)
    return SitegenError(Diagnostic("write-failed", Severity.ERROR, message, where, hint))


def corrections_of(site: Site) -> Iterator[dict[str, Any]]:
    """What editors corrected in every article, beside what the machine had."""
    sources, library = site.analyse()
    for article in sources.articles:
        if article.corrections and article.corrections.count:
            _, machine = library.annotated_now(article.id)
            yield from exported(library.piece(article.id).resolved, machine)


def approved(site: Site, name: str, by: str) -> tuple[Path, ...]:
    """Approve an article as it is. Returns the files that were written. Raises `SitegenError`."""
    sources, library = site.analyse()
    article = next((one for one in sources.articles if one.id == name), None)
    if article is None:
        hint = "an article's id is its path below the content folder, without the suffix"
        fault = Diagnostic("review-unknown", Severity.ERROR, f"there is no article “{name}”", hint=hint)
        raise SitegenError(fault)
    if article.corrections and article.corrections.approved:  # what is seen now counts, not what was approved
        article = replace(article, corrections=replace(article.corrections, approved=None))
        _, library = site.analyse(partial(_with, article))
    saved = approve(site.folder, article, library, by, datetime.now(UTC).date())
    return site.folder / with_marks(saved.path), site.folder / saved.path


def _with(article: Article, sources: Sources) -> Sources:
    others = (article if one.id == article.id else one for one in sources.articles)
    return replace(sources, articles=tuple(others))


def states(site: Site) -> Iterator[str]:
    """Whether each article is approved, in lines."""
    sources, library = site.analyse()
    counts: Counter[str] = Counter()
    for article in sources.articles:
        check, made = article.front_matter.checked, article.corrections
        holds = check is not None and valid_check(library.piece(article.id).resolved) is not None
        state = "approved" if holds else "to look at again" if check else "not approved"
        counts[state] += 1
        who = f" by {check.by} on {check.date}" if check and holds else ""
        count = made.count if made else 0
        corrected = f", {count} correction{'s' * (count > 1)}" if count else ""
        yield f"{article.id}: {state}{who}{corrected}"
    yield ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "No articles."


def item_text(number: int, item: ReviewItem) -> str:
    """One question with its evidence and answers."""
    lines = [f"{number}. [{item.id}] {item.question}  ({item.pages} pages, {item.kind})"]
    lines += [f"     {_place(quote)}: {quote.before}[{quote.name}]{quote.after}" for quote in item.evidence]
    for label, edits in (("--apply", item.answer), ("--reject", item.otherwise)):
        for edit in edits:
            lines.append(f"   {label} {item.id} writes {edit.path}: {_keys(edit)}")
    return "\n".join(lines)


def _place(quote: Quote) -> str:
    return f"{quote.path}:{quote.line}" if quote.line else str(quote.path)


def _keys(edit: CurationEdit) -> str:
    lines = applied(edit, None).strip().removeprefix("---").removesuffix("---").strip().splitlines()
    return "; ".join(lines).replace(":; ", ":")


def chosen(items: Sequence[Item], wanted: str) -> Item:
    """The item of this number or id. Raises `SitegenError` where there is none."""
    for number, item in enumerate(items, 1):
        if wanted in {str(number), item.id}:
            return item
    raise SitegenError(
        Diagnostic(
            "review-unknown",
            Severity.ERROR,
            f"the review has no item {wanted}",
            hint=f"it has items 1 to {len(items)}; run  sitegen review  to see them"
            if items
            else "nothing is open",
        )
    )


def write_edits(site: Path, edits: Sequence[CurationEdit]) -> Iterator[Path]:
    """Write an answer into the curation files, beside what the editor has there. Yields the files."""
    texts = []
    for edit in edits:
        path = site / edit.path
        try:
            existing = path.read_text(encoding="utf-8") if path.exists() else None
        except (OSError, UnicodeDecodeError) as error:
            raise SitegenError(
                Diagnostic(
                    "write-failed", Severity.ERROR, f"cannot read {path}: {error}", hint="mend the file first"
                )
            ) from error
        texts.append((path, applied(edit, existing)))
    for path, text in texts:  # nothing is written until every edit is known to work
        replace_file(path, text.encode())
        yield path
