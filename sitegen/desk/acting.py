"""The desk of one preview: what a browser is told, and what it may have written.

Shared by the server's threads. Whoever asks waits while the build is inside a step, and is answered between
two. Every action is one atomic write, in whatever the file says at that moment: what another tab, an editor
of texts or a checkout has written in between is kept, or the action is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any, Protocol

from sitegen.building.articles.correcting import beside, parsed
from sitegen.building.articles.library import Library
from sitegen.building.articles.saving import (
    Saved,
    approve,
    put_marks,
    read_present,
    save,
    save_checked,
)
from sitegen.desk.cards import CardEdit, card_change, card_edit, check_entry
from sitegen.desk.changes import change_of, same_item
from sitegen.desk.journal import Action, Journal, again
from sitegen.desk.pointing import Edit, Pointed, edit_of
from sitegen.desk.queue import Waiting, in_order, progress, shares, waiting
from sitegen.desk.reach import Gists, changed, reach_of
from sitegen.desk.requests import RefusedActionError, Request
from sitegen.desk.view import article_view, is_ahead, named, text_digest, told_of
from sitegen.diagnostics import Diagnostic
from sitegen.model.article import Article
from sitegen.model.curation import Curation
from sitegen.model.site import ResolvedArticle
from sitegen.render.theme.catalogue import words_for
from sitegen.resolve.index import newest_first


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build knows."""

    library: Library
    curation: Curation
    folder: PurePosixPath
    """Of the curation's files, relative to the site's."""


class Room(Protocol):
    """Whose desk it is: the site of the preview."""

    @property
    def folder(self) -> Path:
        """The site's."""

    @property
    def known(self) -> Known | None:
        """None while nothing is built."""

    @property
    def turn(self) -> AbstractContextManager[None]:
        """Held while the build is inside a step, and by whoever reads what it knows."""

    @property
    def told(self) -> Sequence[Diagnostic]:
        """What the last build said."""

    @property
    def inside(self) -> Path | None:
        """Where symbolic links may lead; None for anywhere."""

    def now(self) -> dt.datetime:
        """What time it is."""

    def without_approval(self, article: Article) -> Library:
        """The articles as they are if nobody had approved this one."""


class Desk:
    """What browsers are answered. Every method may raise `RefusedActionError` or `SitegenError`."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._journal = Journal()
        self._writing = Lock()
        self._before: dict[str, Gists] = {}
        """The articles in short as they were before the last action on each page."""

    def article(self, page: str) -> dict[str, Any]:
        """The article of a page, with what an editor may want to know."""
        with self._room.turn:
            known, article = self._at(page)
            piece, gists = known.library.piece(article.id), known.library.known_gists
            doubts, settled = progress(known.library, known.curation, article.id)
            reach = reach_of(gists.values(), [card.entity for card in piece.resolved.cards])
            view = article_view(piece, words_for("en", ()), doubts, reach)
        text = read_present(self._room.folder, beside(article.path))
        done, undone = self._journal.done[page], self._journal.undone[page]
        return view | {
            "settled": settled,
            "seen": self._journal.remember(text) if _is_obeyed(text, article) else "",
            "told": told_of(article, self._room.told),
            "ahead": is_ahead(article, self._room.now()),
            "undo": done[-1].what if done else "",
            "redo": undone[-1].what if undone else "",
        }

    def queue(self, page: str) -> dict[str, Any]:
        """What else is to be looked at, in the order of the front page, from the page's article on.

        And what builds since the last action on the page made otherwise. The build has its turn between
        any two shares of the articles.
        """
        with self._room.turn:
            known, own = self._at(page)
            every = in_order(known.library)
            here = newest_first(own)
        left = [a for a in every if newest_first(a) > here] + [a for a in every if newest_first(a) < here]
        found: list[Waiting] = []
        for share in shares(left):
            with self._room.turn:
                known = self._room.known or known
                found += waiting(known.library, known.curation, share)
        gists = known.library.known_gists
        made = changed(self._before.get(page, gists), gists)
        return {"articles": [asdict(one) for one in found], "changed": asdict(made)}

    def names(self, typed: str) -> list[dict[str, str]]:
        """Entities of the site by what is typed."""
        with self._room.turn:
            known = self._room.known
            return named(known.library.entities, typed) if known else []

    def act(self, request: Request) -> dict[str, str]:
        """Write what is asked. Returns the digest of the corrections file as it is then."""
        with self._writing:
            with self._room.turn:
                known, article = self._at(request.page)
                write = self._writer(request, known, article)
                before = known.library.known_gists
            saved = write()
            self._before[request.page] = before
            self._journal.noted(request.page, request.do, saved)
            return self._answer(article, saved)

    def undo(self, page: str) -> dict[str, str]:
        """Take the last action on a page back."""
        return self._turn(page, self._journal.done[page], self._journal.undone[page], "undo")

    def redo(self, page: str) -> dict[str, str]:
        """Do it again."""
        return self._turn(page, self._journal.undone[page], self._journal.done[page], "do again")

    def _turn(self, page: str, source: list[Action], target: list[Action], what: str) -> dict[str, str]:
        with self._writing:
            with self._room.turn:
                known, article = self._at(page)
                before = known.library.known_gists
            if not source:
                raise RefusedActionError(f"there is nothing to {what} on this page", 409)
            action = source[-1]
            folder, path = self._room.folder, action.saved.path
            step = action.saved.reversed if what == "undo" else action.saved
            if path == beside(article.path):
                saved = save(folder, path, again(step))
                put_marks(folder, step)
            else:
                saved = save_checked(folder, path, again(step), check_entry)
            target.append(source.pop())
            self._before[page] = before
            return self._answer(article, saved) | {"what": action.what}

    def _at(self, page: str) -> tuple[Known, Article]:
        known = self._room.known
        if known is None:
            raise RefusedActionError("the site is being built", 409)
        location = page.removeprefix("/")
        article = next((a for a in known.library.articles if a.location == location), None)
        if article is None:
            raise RefusedActionError("there is no article on this page", 404)
        return known, article

    def _writer(self, request: Request, known: Known, article: Article) -> Callable[[], Saved]:
        """Everything that can be refused is refused here, before anything is written."""
        site, on = self._room.folder, self._room.now().date()
        if request.do == "approve":
            return self._approval(request, known, article, on)
        if request.do == "entity":
            edit = self._card(request, known, article)
            _check_inside(self._room.inside, site / edit.path, edit.path)
            return partial(save_checked, site, edit.path, card_change(edit), check_entry)
        piece = known.library.piece(article.id)
        _check_text(request, piece.resolved)
        request = _as_called(request, piece.resolved)
        plain, machine = known.library.annotated_now(article.id)
        pointed = Pointed(plain, machine)
        words, path = edit_of(request, pointed), beside(article.path)
        _check_inside(self._room.inside, site / path, path)
        change = change_of(words, pointed, path, request.by, on.isoformat())
        before = self._journal.version(request.seen)

        def careful(text: str | None) -> str | None:
            _check_alone(before, text, words, plain.text, path)
            return change(text)

        return partial(save, site, path, careful)

    def _approval(self, request: Request, known: Known, article: Article, on: dt.date) -> Callable[[], Saved]:
        if not request.by.strip():
            raise RefusedActionError("say who approves it")
        text = read_present(self._room.folder, beside(article.path))
        if not _is_obeyed(text, article):
            raise RefusedActionError("the page does not show the last corrections yet; wait a moment", 409)
        _check_text(request, known.library.piece(article.id).resolved)
        if self._journal.version(request.seen) != text:
            raise RefusedActionError("somebody else has corrected this article meanwhile; look again", 409)
        library, approved = known.library, article.corrections and article.corrections.approved
        if approved:  # what is seen now counts, not what was approved
            library = self._room.without_approval(article)
            article = next(a for a in library.articles if a.id == article.id)
        return partial(approve, self._room.folder, article, library, request.by.strip(), on)

    def _card(self, request: Request, known: Known, article: Article) -> CardEdit:
        entities = {entity.id: entity for entity in known.library.entities}
        entity = entities.get(request.entity)  # type: ignore[call-overload]
        if entity is None:
            raise RefusedActionError("there is no such card; the page is loaded again", 409)
        other = entities.get(request.want.same_as)  # type: ignore[call-overload]
        edit = card_edit(entity, other, request.want, known.curation, known.folder, article.id)
        return replace(edit, former=request.note)

    def _answer(self, article: Article, saved: Saved) -> dict[str, str]:
        own = saved.path == beside(article.path)
        text = saved.after if own else read_present(self._room.folder, beside(article.path))
        return {"seen": self._journal.remember(text), "file": str(saved.path)}


def _is_obeyed(text: str | None, article: Article) -> bool:
    """Whether the article on the page is corrected by what the file says now."""
    known = parsed((text or "").encode(), beside(article.path)).corrections
    have = article.corrections
    if known is None or (text or "").strip() == "":
        return known is not None and (have is None or have.count == 0)
    if have is None:
        return False
    return (known.quotations, known.mentions, known.descriptions, known.dates) == (
        have.quotations,
        have.mentions,
        have.descriptions,
        have.dates,
    )


def _as_called(request: Request, resolved: ResolvedArticle) -> Request:
    """A description's owner by a name that this article has for it, where the card's own is none."""
    if request.do != "description":
        return request
    text = resolved.plain.text
    names = {
        card.entity: [m.mention.stated or m.mention.span.of(text) for m in card.mentions]
        for card in resolved.cards
    }
    owner = next((c.entity for c in resolved.cards if c.name == request.entity), None)
    if owner is None or request.entity in names[owner]:
        return request
    others = {name for entity, every in names.items() if entity != owner for name in every}
    own = [name for name in names[owner] if name not in others]
    return replace(request, entity=max(own, key=len)) if own else request


def _check_inside(root: Path | None, file: Path, path: PurePosixPath) -> None:
    """Raises `RefusedActionError` where a symbolic link leads out of what a build reads."""
    if root is not None and not file.resolve().is_relative_to(root.resolve()):
        raise RefusedActionError(f"{path} leads out of the site by a symbolic link; nothing was written", 409)


def _check_text(request: Request, resolved: ResolvedArticle) -> None:
    """Raises `RefusedActionError` where the editor has another text before them."""
    if request.text != text_digest(resolved):
        raise RefusedActionError("the text has changed since; the page is loaded again", 409)


def _check_alone(before: str | None, now: str | None, edit: Edit, words: str, path: PurePosixPath) -> None:
    """Raises `RefusedActionError` where somebody else has said something of the same words meanwhile."""
    if before != now and not same_item(before, now, edit, words, path):
        raise RefusedActionError("somebody else has corrected these words meanwhile; look again", 409)
