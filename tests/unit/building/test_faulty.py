"""What a build gives up for a fault of our own: each time the least that is left to give, and never all."""

from __future__ import annotations

import pytest

from sitegen.building.faulty import Faulty, carefully
from sitegen.faults import Fault, FaultError, Stage

OF_ARTICLE = Fault(Stage.RENDER, "the body", "ValueError", "", article="a")
OF_PAGE = Fault(Stage.RENDER, "the index", "ValueError", "", page="quotes/index.html")
OF_NOTHING = Fault(Stage.RESOLVE, "the site", "ValueError", "")


def test_an_article_loses_its_marks_before_it_is_left_out() -> None:
    """The same article once more, without its marks, is left out; a third time nothing more can be given."""
    once = Faulty().after(FaultError(OF_ARTICLE))
    assert once == Faulty(plain={"a": OF_ARTICLE})
    twice = once.after(FaultError(OF_ARTICLE))
    assert twice == Faulty(plain={"a": OF_ARTICLE}, out={"a": OF_ARTICLE})
    with pytest.raises(FaultError):
        twice.after(FaultError(OF_ARTICLE))


def test_a_page_is_left_out() -> None:
    """At once, and only once."""
    once = Faulty().after(FaultError(OF_PAGE))
    assert once == Faulty(pages={OF_PAGE.page: OF_PAGE})
    with pytest.raises(FaultError):
        once.after(FaultError(OF_PAGE))


def test_what_is_of_no_article_and_no_page() -> None:
    """Nothing can be given up for it."""
    with pytest.raises(FaultError):
        Faulty().after(FaultError(OF_NOTHING))


def test_work_goes_on_without_what_failed() -> None:
    """Until it gives something."""

    def work(without: Faulty) -> Faulty:
        if not without.out or not without.pages:
            raise FaultError(OF_ARTICLE if not without.out else OF_PAGE)
        return without

    given_up = {"a": OF_ARTICLE}
    assert carefully(work) == Faulty(plain=given_up, out=given_up, pages={OF_PAGE.page: OF_PAGE})


def test_what_was_made_before_is_shown_first() -> None:
    """An article that can be shown as it was loses its marks only where that fails, too."""
    able = Faulty(able=frozenset({"a"}))
    once = able.after(FaultError(OF_ARTICLE))
    assert once == Faulty(able=able.able, former={"a": OF_ARTICLE})
    assert once.as_before("a")
    twice = once.after(FaultError(OF_ARTICLE))
    assert twice.plain == {"a": OF_ARTICLE}
    assert not twice.as_before("a")
