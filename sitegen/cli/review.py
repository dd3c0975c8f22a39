"""The review as text: numbered questions, each with its evidence and what an answer would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import click

from sitegen.atomic import replace_file
from sitegen.building.articles.correcting import beside, with_marks
from sitegen.building.articles.library import Library
from sitegen.building.articles.saving import approve, save
from sitegen.building.pipeline import Site
from sitegen.building.stages import Sources
from sitegen.cli.report import json_text, print_diagnostics
from sitegen.desk.asking import MarkQuestion, answer_change, mark_questions, questions_to_json
from sitegen.desk.exported import exported
from sitegen.desk.pointing import Pointed
from sitegen.desk.requests import RefusedActionError, Request, Wanted
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import valid_check
from sitegen.model.review import CurationEdit, DoubtKind, Quote, ReviewItem, ReviewKind
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.review.questions import review, to_json

Item = ReviewItem | MarkQuestion
HOW = """Answer with  --apply ID  or  --reject ID.
Somebody else says it:  --speaker ID NAME    No quotation, or no name:  --remove ID"""


def read_review(site: Site) -> tuple[tuple[ReviewItem, ...], tuple[MarkQuestion, ...]]:
    """Every open question of the site: of entities, the one that changes most pages first; then of marks.

    Prints what keeps an article out, of which nothing can be asked then, and what is wrong with corrections.
    """
    sources, index, told = site.resolved()
    print_diagnostics(_of_editors(told))
    names = review(index, sources.curation, site.curation_folder)
    linked = {item.entities[0] for item in names if item.kind is ReviewKind.UNLINKED}  # asked once
    marks = mark_questions(index.articles, sources.curation.by_id().keys())
    return names, tuple(q for q in marks if q.kind is not DoubtKind.LINK or q.evidence.entity not in linked)


def _of_editors(told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of what is said of a site, what an editor has to mend before looking at the rest."""
    return tuple(d for d in told if d.severity is Severity.ERROR or d.code.startswith("correction-"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an editor answers to one item of the list."""

    wanted: str
    """Its number or id."""
    word: str
    """`yes`, `no`, `nothing` (no quotation, no name) or `speaker`."""
    name: str = ""
    """Who says it."""


def answer(site: Site, answers: Sequence[Answer], by: str) -> Iterator[Path]:
    """Write answers. Yields the files.

    All numbers are those of one list, before anything is written. Raises `SitegenError`.
    """
    names, marks = read_review(site)
    items = [chosen((*names, *marks), one.wanted) for one in answers]
    asked = [(item, one, _request(item, one)) for item, one in zip(items, answers, strict=True)]
    library = site.analyse()[1] if any(request for *_, request in asked) else None
    for item, one, request in asked:
        click.echo(f"{one.name or one.word}: {item.question}")
        if isinstance(item, MarkQuestion) and library and request:
            pointed = Pointed(*library.annotated_now(ArticleId(item.article)))
            yield write_answer(site, item, request, pointed, by=by)
        elif isinstance(item, ReviewItem):
            yield from write_edits(site.folder, item.answer if one.word == "yes" else item.otherwise)


def _request(item: Item, answer: Answer) -> Request | None:
    """What an answer asks for of a mark; None of an entity. Raises `SitegenError` where it is no answer."""
    if isinstance(item, MarkQuestion):
        known = {"yes": item.yes, "no": item.no, "nothing": item.nothing}
        if request := known.get(answer.word) or item.said_by(answer.name):
            return request
    elif answer.word in {"yes", "no"}:
        return None
    why = "about entities" if answer.word == "nothing" else "not about a quotation"
    message = f"item {item.id} is {why}"
    hint = "answer it with  --apply  or  --reject"
    raise SitegenError(Diagnostic("review-unknown", Severity.ERROR, message, hint=hint))


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
    count = f"{len(lines)} open question{'s' * (len(lines) > 1)}"
    click.echo(f"{count}. {HOW}" if lines else "No open questions.")


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


def write_answer(site: Site, item: MarkQuestion, asked: Request, pointed: Pointed, *, by: str) -> Path:
    """Write an answer into the article's corrections file. Returns it. Raises `SitegenError`."""
    on = datetime.now(UTC).date().isoformat()
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


def print_corrections(site: Site) -> None:
    """The same as JSON lines."""
    for found in corrections_of(site):
        click.echo(json_text(found))


def approved(site: Site, name: str, by: str) -> tuple[Path, ...]:
    """Approve an article as it is. Returns the files that were written. Raises `SitegenError`."""
    sources, library = site.analyse()
    article = next((one for one in sources.articles if _is_called(one, name, site.folder)), None)
    if article is None:
        raise SitegenError(*_of_editors(sources.diagnostics), _unknown(name, sources.articles))
    if article.corrections and article.corrections.approved:  # what is seen now counts, not what was approved
        article = replace(article, corrections=replace(article.corrections, approved=None))
        _, library = site.analyse(partial(_with, article))
    saved = approve(site.folder, article, library, by, datetime.now(UTC).date())
    return site.folder / with_marks(saved.path), site.folder / saved.path


def _is_called(article: Article, name: str, folder: Path) -> bool:
    """Whether it is this one: by its id, or its file's path from the site's folder or from here."""
    return (
        name in {article.id, str(article.path)} or Path(name).resolve() == (folder / article.path).resolve()
    )


def _unknown(name: str, articles: Sequence[Article]) -> Diagnostic:
    """No such article, with those that may be meant."""
    last = PurePosixPath(name).stem
    known: list[str] = [one.id for one in articles]
    near = [one for one in known if PurePosixPath(one).name == last] or get_close_matches(name, known, n=1)
    hint = f"did you mean {' or '.join(near)}?" if near else "sitegen review --status  lists all by their ids"
    return Diagnostic("review-unknown", Severity.ERROR, f"there is no article “{name}”", hint=hint)


def _with(article: Article, sources: Sources) -> Sources:
    others = (article if one.id == article.id else one for one in sources.articles)
    return replace(sources, articles=tuple(others))


@dataclass(frozen=True, slots=True)
class State:
    """How far an article is."""

    article: str
    state: str
    """`approved`, `to look at again` or `not approved`."""
    by: str
    on: str
    draft: bool
    corrections: int
    to_mend: int
    """What is wrong with these."""


def states(site: Site) -> tuple[State, ...]:
    """Of every article. Prints what keeps others out."""
    sources, library = site.analyse()
    told = _of_editors(site.wanted((*sources.diagnostics, *library.told)))
    print_diagnostics([d for d in told if d.severity is Severity.ERROR])
    wrong = Counter(d.location.path for d in told if d.location and d.severity is Severity.WARNING)
    return tuple(_state(one, library, wrong[beside(one.path)]) for one in sources.articles)


def _state(article: Article, library: Library, wrong: int) -> State:
    check, made = article.front_matter.checked, article.corrections
    holds = check is not None and valid_check(library.piece(article.id).resolved) is not None
    state = "approved" if holds else "to look at again" if check else "not approved"
    who = (check.by, str(check.date)) if check and holds else ("", "")
    return State(article.id, state, *who, article.front_matter.draft, made.count if made else 0, wrong)


def print_states(site: Site, *, as_json: bool) -> None:
    """Whether each article is approved, in lines, and what to do next."""
    found = states(site)
    if as_json:
        click.echo(json_text([asdict(one) for one in found], indent=1))
        return
    for one in found:
        click.echo(_state_line(one))
    counts = Counter(one.state for one in found)
    click.echo(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "No articles.")
    if len(counts) > ("approved" in counts):
        click.echo("Look at one in  sitegen serve  (e on its page), and approve it there; or here:")
        click.echo("  sitegen review --approve ARTICLE --by NAME")


def _state_line(one: State) -> str:
    parts = [
        one.state + (f" by {one.by} on {one.on}" if one.by else ""),
        *(["a draft"] if one.draft else []),
        *([f"{one.corrections} correction{'s' * (one.corrections > 1)}"] if one.corrections else []),
        *([f"{one.to_mend} to mend (sitegen build says which)"] if one.to_mend else []),
    ]
    return f"{one.article}: {', '.join(parts)}"


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
            hint=f"it has items 1 to {len(items)}; what is answered is none; run  sitegen review  to see them"
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
