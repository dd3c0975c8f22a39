"""What an editor is asked, answers and approves."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.commands.outcome import reporting
from sitegen.cli.commands.switches import SITE, text_or_json
from sitegen.cli.report import print_written


@click.command()
@click.argument("site", type=SITE, default=".")
@text_or_json("How to print.")
@click.option(
    "--apply",
    "wanted",
    metavar="N",
    multiple=True,
    help="Answer item N (its id, or its number in the list as it is now) with yes and write that.",
)
@click.option(
    "--reject",
    "refused",
    metavar="N",
    multiple=True,
    help="Answer item N with no, so that it is not asked again. Each may be given several times.",
)
@click.option(
    "--remove",
    "removed",
    metavar="N",
    multiple=True,
    help="Answer item N, which is about a mark: this is no quotation at all, or no name.",
)
@click.option(
    "--speaker",
    "said",
    metavar="N NAME",
    nargs=2,
    multiple=True,
    help="Answer item N, which is about a quotation: NAME says it.",
)
@click.option("--status", is_flag=True, help="Say of every article, drafts too, whether it is approved.")
@click.option("--approve", "article", metavar="ARTICLE", help="Approve an article as it is; needs --by.")
@click.option("--export", is_flag=True, help="Print what editors corrected, as JSON lines.")
@click.option("--by", metavar="NAME", default="", help="Who approves, or answers about a mark.")
@reporting
def review(
    site: Path, *, form: str, wanted: tuple[str, ...], refused: tuple[str, ...], removed: tuple[str, ...],
    said: tuple[tuple[str, str], ...], status: bool, article: str | None, export: bool, by: str,
) -> None:  # fmt: skip
    """List what an editor of SITE should look at, drafts too, the questions that change most pages first.

    Names that are probably one or probably two, doubtful types, surnames of several people, names that stand
    alone; then marks of single articles: quotations whose speaker is doubtful or that are on no page, names
    whose type, ends or bearer are doubtful. Each has its evidence and what an answer writes into
    content/entities/ or the article's corrections file, where nothing else is touched.

    --export prints what editors corrected beside what the machine had, as JSON lines. --approve says that
    you looked at a briefing and that it is right; no other model changes then what is marked in it.

    \b
    Exit codes:
      0  done, whether or not there are open questions
      2  called wrongly
      3  nothing could be done
    """
    from sitegen.building.pipeline import Site
    from sitegen.cli.review import Answer, answer, approved, print_corrections, print_review, print_states

    words = ((wanted, "yes"), (refused, "no"), (removed, "nothing"))
    answers = [
        *(Answer(one, word) for every, word in words for one in every),
        *(Answer(item, "speaker", name) for item, name in said),
    ]
    _only_one(answers=answers, status=status, approve=article, export=export)
    every, as_json = Site.load(site, drafts=True, future=True), form == "json"
    if article:
        print_written(approved(every, article, _given(by)))
    elif status:
        print_states(every, as_json=as_json)
    elif export:
        print_corrections(every)
    elif answers:
        print_written(answer(every, answers, by))
    else:
        print_review(every, as_json=as_json)


def _given(by: str) -> str:
    """Who approves. Raises `UsageError` where nobody says so."""
    if not by.strip():
        raise click.UsageError("--approve needs --by NAME: who has looked at the article?")
    return by


def _only_one(**asked: object) -> None:
    """Raises `UsageError` where several of these are asked for."""
    several = ["an answer" if name == "answers" else f"--{name}" for name, value in asked.items() if value]
    if len(several) > 1:
        raise click.UsageError(f"{' and '.join(several)}: give one of them")
