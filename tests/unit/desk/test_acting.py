"""Each action of the desk: what it writes, and that the article then says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk_site import AtTheDesk, write_site

from sitegen.desk.requests import RefusedActionError
from sitegen.diagnostics import SitegenError

STAY, NOBODY, DEAD = "“We will stay at the table,”", "“Nobody asked us,”", "“is dead”"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtTheDesk]:
    """Somebody at the desk of a small site, on a day that does not change."""
    monkeypatch.setattr(
        "sitegen.serve.site.PreviewSite.now", lambda _: dt.datetime(2026, 5, 23, tzinfo=dt.UTC)
    )
    return AtTheDesk(write_site(tmp_path))


def quotation(editor: AtTheDesk, words: str) -> dict[str, Any] | None:
    """The one with these words on the page now."""
    view = editor.look()
    found = [q for q in view["quotations"] if view["text"][q["at"][0][0] : q["at"][-1][1]] == words]
    return found[0] if found else None


def card(editor: AtTheDesk, name: str) -> dict[str, Any] | None:
    """The card of that name on the page now."""
    return next((c for c in editor.look()["cards"] if c["name"] == name), None)


def test_a_speaker(editor: AtTheDesk) -> None:
    """One item with its words, those around them, who, by whom and when."""
    said = editor.do("quotation", NOBODY, speaker=["Tom Askew"])
    assert said == (
        'quotations:\n  - exact: "“Nobody asked us,”"\n'
        '    prefix: " on Friday. She met Tom Askew.\\n\\n"\n'
        '    suffix: " Tom Askew said. A plan of Green"\n    start: 79\n'
        "    speaker: Tom Askew\n    beside: nothing\n    by: Nora Vell\n    on: 2026-05-23\n"
    )
    assert quotation(editor, NOBODY)["speaker"]["entity"] == "tom-askew"


def test_a_second_word_on_the_same_quotation_changes_its_item(editor: AtTheDesk) -> None:
    """And leaves what an editor wrote there by hand."""
    editor.do("quotation", NOBODY, speaker=["Tom Askew"])
    editor.file.write_text(
        editor.said().replace("    by:", "    # heard it\n    why: on tape\n    by:"), "utf-8"
    )
    editor.look()
    said = editor.do("quotation", NOBODY, unnamed="a docker", kind="indirect")
    assert said.count("exact") == 1
    assert "    unnamed: a docker\n    beside: nothing\n    kind: indirect\n" in said
    assert "# heard it\n" in said
    assert "    why: on tape\n" in said
    assert "speaker" not in said
    found = quotation(editor, NOBODY)
    assert (found["speaker"]["name"], found["kind"]) == ("A docker", "indirect")


def test_not_stated(editor: AtTheDesk) -> None:
    """No speaker at all is a word, too; then nothing is in doubt."""
    assert "    speaker: not stated\n" in editor.do("quotation", STAY, speaker=[])
    found = quotation(editor, STAY)
    assert found["speaker"]["kind"] == "unknown"
    assert found["at"] not in [doubt["at"] for doubt in editor.view["doubts"]]


def test_removing_and_taking_it_back(editor: AtTheDesk) -> None:
    """What the machine has is marked as none; a new word on it stands for the old one."""
    assert "remove: true" in editor.do("quotation", NOBODY, remove=True)
    assert quotation(editor, NOBODY) is None
    said = editor.do("quotation", NOBODY, new=True, speaker=["Tom Askew"])
    assert "remove" not in said
    assert "add: true" in said
    assert quotation(editor, NOBODY)


def test_an_extent(editor: AtTheDesk) -> None:
    """Its true words; the next action finds it by them."""
    wide = "A plan of Green Steel “is dead”, an official said"
    editor.do("quotation", DEAD, extent=editor.at(wide), speaker=[])
    assert quotation(editor, wide)
    said = editor.do("quotation", wide, unnamed="an official")
    assert said.count("- exact") == 2  # one item, with an extent
    assert quotation(editor, wide)["speaker"]["name"] == "An official"


def test_what_is_not_sure_enough_is_taken_or_dropped(editor: AtTheDesk) -> None:
    """A suggestion is on no page until an editor says who speaks."""
    assert [s["at"] for s in editor.view["suggestions"]] == [editor.at(DEAD)]
    editor.do("quotation", DEAD, speaker=[])
    assert quotation(editor, DEAD)
    assert editor.look()["suggestions"] == []


def test_adding_and_removing_leaves_nothing(editor: AtTheDesk) -> None:
    """What only an editor put there goes without a trace."""
    editor.do("quotation", "Diesel Corp sent nobody.", new=True, speaker=["Tom Askew"], kind="indirect")
    assert quotation(editor, "Diesel Corp sent nobody.")
    assert editor.do("quotation", "Diesel Corp sent nobody.", remove=True) == ""
    assert not editor.file.exists()


def test_over_paragraphs(editor: AtTheDesk) -> None:
    """Words of two paragraphs are two parts of one quotation."""
    start, end = editor.at("an official said.")[0][0], editor.at("Ines Halloran left")[0][1]
    request = editor.request("quotation", "an official said.", new=True, speaker=[])
    parts = editor.desk.act(
        type(request)(**{f: getattr(request, f) for f in request.__slots__} | {"at": ((start, end),)})
    )
    assert parts
    assert editor.said().count("- exact") == 3
    assert any(len(q["at"]) == 2 for q in editor.look()["quotations"])


def test_whose_a_name_is(editor: AtTheDesk) -> None:
    """Here alone, or wherever it stands in the article."""
    editor.do("mention", "Ines Halloran", nth=1, entity="Ida Halloran")
    assert len(card(editor, "Ines Halloran")["mentions"]) == 1
    assert card(editor, "Ida Halloran")
    editor.do("mention", "Tom Askew", entity="Thomas Askew", everywhere=True)
    assert len(card(editor, "Thomas Askew")["mentions"]) == 2


def test_a_word_on_one_place_and_one_on_all_are_two_items(editor: AtTheDesk) -> None:
    """In either order: what was said of one place alone reaches no other."""
    editor.do("mention", "Tom Askew", type="organisation", everywhere=True)
    editor.look()
    said = editor.do("mention", "Tom Askew", entity="Ida Halloran")
    assert "    start: 67\n    entity: Ida Halloran\n    by:" in said
    assert "    everywhere: true\n    type: organisation\n    by:" in said
    assert len(card(editor, "Ida Halloran")["mentions"]) == 1
    editor.do("mention", "Tom Askew", remove=True, everywhere=True)
    assert card(editor, "Ida Halloran") is None
    editor.desk.undo("/briefings/talks/")
    editor.look()
    editor.do("mention", "Ines Halloran", entity="Ada Quist")
    editor.look()
    editor.do("mention", "Ines Halloran", type="place", everywhere=True)
    found = {c["name"]: (c["type"], len(c["mentions"])) for c in editor.look()["cards"]}
    assert (found["Ada Quist"], found["Ines Halloran"]) == (("place", 1), ("place", 1))


def test_a_name_that_is_none_a_new_one_and_a_type(editor: AtTheDesk) -> None:
    """The machine's goes, the editor's comes, with its type."""
    editor.do("mention", "Diesel Corp", type="organisation")
    assert card(editor, "Diesel Corp")["type"] == "organisation"
    editor.do("mention", "Green Steel", remove=True)
    assert card(editor, "Green Steel") is None
    editor.do("mention", "quay", new=True, type="place")
    assert card(editor, "quay")["type"] == "place"
    editor.do("mention", "quay", remove=True)
    assert card(editor, "quay") is None
    assert "quay" not in editor.said().replace("left the quay", "")


def test_new_words_over_a_mark_are_the_words_that_count(editor: AtTheDesk) -> None:
    """A quotation, a name and a date that the machine cuts otherwise: the editor's words stand, once."""
    editor.do("quotation", "We will stay at the table", new=True, speaker=["Tom Askew"])
    editor.do("mention", "Ines Halloran left", new=True, type="organisation")
    editor.do("date", "on Friday", new=True, value="2026-05-22")
    view = editor.look()
    said = [q["at"] for q in view["quotations"] if q["speaker"]["name"] == "Tom Askew"]
    assert said == [editor.at("We will stay at the table")]
    names = [m["at"] for c in view["cards"] for m in c["mentions"] if c["type"] == "organisation"]
    assert names == editor.at("Ines Halloran left")
    assert [date["at"] for date in view["dates"]] == editor.at("on Friday")


def test_better_words_count_over_those_of_an_item_too(editor: AtTheDesk) -> None:
    """Where something was said of nearly the same words before, of whatever kind."""
    editor.do("quotation", NOBODY, remove=True)
    editor.look()
    editor.do("quotation", "Nobody asked us", new=True, speaker=["Tom Askew"])
    editor.look()
    wide = "A plan of Green Steel “is dead”, an official said"
    editor.do("quotation", DEAD, extent=editor.at(wide), speaker=[])
    editor.look()
    editor.do("quotation", DEAD, new=True, speaker=[])
    for words in ("quay", "the quay"):
        editor.look()
        editor.do("mention", words, new=True, type="place")
    editor.look()
    editor.do("date", "Friday", value="2026-05-22")
    editor.look()
    editor.do("date", "on Friday", new=True, value="2026-05-22")
    for words in ("sent nobody", "sent nobody."):
        editor.look()
        editor.do("description", words, entity_id="Diesel Corp", choose=True)
    assert quotation(editor, NOBODY) is None
    assert quotation(editor, "Nobody asked us")
    assert quotation(editor, DEAD)
    names = [m["at"] for c in editor.view["cards"] for m in c["mentions"] if c["type"] == "place"]
    assert names == editor.at("the quay")
    assert [date["at"] for date in editor.view["dates"]] == editor.at("on Friday")
    assert [d["text"] for d in card(editor, "Diesel Corp")["descriptions"]] == ["sent nobody."]
    assert editor.said().count("  - exact") == 5 + editor.said().count("      - exact")


def test_a_date(editor: AtTheDesk) -> None:
    """Its day; a new one; none."""
    editor.do("date", "Friday", value="2026-05-22")
    assert [d["value"] for d in editor.look()["dates"]] == ["2026-05-22"]
    editor.do("date", "noon", new=True, value="2026-05")
    assert len(editor.look()["dates"]) == 2
    with pytest.raises(RefusedActionError, match="calendar"):
        editor.do("date", "Friday", value="2026-02-30")


def test_a_description_and_a_line(editor: AtTheDesk) -> None:
    """The article's words first; the editor's own beside them."""
    editor.do("description", "on Friday", entity_id="Ines Halloran", choose=True)
    assert [d["text"] for d in card(editor, "Ines Halloran")["descriptions"]] == ["on Friday"]
    editor.do("description", "Friday. She met Tom Askew", entity_id="Ines Halloran", choose=True)
    shown = [d["text"] for d in card(editor, "Ines Halloran")["descriptions"]]
    assert shown == ["Friday. She met Tom Askew"], "the whole words take the place of a piece of them"
    editor.do("line", entity_id="Ines Halloran", text="Leads since 2019.")
    editor.do("line", entity_id="Ines Halloran", text="Leads since 2018.")
    assert card(editor, "Ines Halloran")["lines"] == ["Leads since 2018."]
    said = editor.do("line", entity_id="Ines Halloran", text="")
    assert "text" not in said
    assert said.count("exact") == 2
    assert card(editor, "Ines Halloran")["lines"] == []
    with pytest.raises(RefusedActionError, match="no line"):
        editor.do("line", entity_id="Ines Halloran", text="")


def test_whatever_is_chosen_last_comes_first(editor: AtTheDesk) -> None:
    """Though another one is chosen, and was before; what else the file says stays where it is."""

    def shown() -> list[tuple[str, bool]]:
        return [(d["text"], d["first"]) for d in card(editor, "Diesel Corp")["descriptions"]]

    for words in ("left the quay", "sent nobody"):
        editor.do("description", words, entity_id="Diesel Corp", choose=True)
        editor.look()
    assert shown() == [("sent nobody", True), ("left the quay", False)]
    editor.file.write_text(editor.said().replace("  - exact", "  # why?\n  - exact", 1) + "# end\n", "utf-8")
    editor.do("line", entity_id="Diesel Corp", text="Sells fuel.")
    before = editor.look() and editor.said()
    said = editor.do("description", "left the quay", entity_id="Diesel Corp", choose=True)
    assert shown() == [("left the quay", True), ("sent nobody", False)]
    assert sorted(said.splitlines()) == sorted(before.splitlines())
    assert said.startswith("descriptions:\n  # why?\n")
    assert said.endswith("# end\n")
    editor.do("description", "sent nobody", entity_id="Diesel Corp", choose=True)
    assert shown() == [("sent nobody", True), ("left the quay", False)]


def test_a_description_of_somebody_with_a_new_name(editor: AtTheDesk) -> None:
    """The article knows the old one."""
    editor.do("entity", entity_id="tom-askew", name="Thomas Askew")
    editor.look()
    said = editor.do("description", "on Friday", entity_id="Thomas Askew", choose=True)
    assert "    entity: Tom Askew\n    choose: true\n" in said
    assert [d["text"] for d in card(editor, "Thomas Askew")["descriptions"]] == ["on Friday"]


def test_a_description_is_whose_the_editor_says(editor: AtTheDesk) -> None:
    """Not of whoever has these words by the machine, nor of whom the name was taken from at one place."""
    editor.do("description", "on Friday", entity_id="Tom Askew", choose=True)
    editor.look()
    editor.do("mention", "Ines Halloran", entity="Ida Halloran")
    editor.look()
    editor.do("description", "left the quay", entity_id="Ines Halloran", choose=True)
    assert [d["text"] for d in card(editor, "Ines Halloran")["descriptions"]] == ["left the quay"]
    assert card(editor, "Ida Halloran")["descriptions"] == []
    editor.do("description", "on Friday", entity_id="Diesel Corp", choose=True)
    assert [d["text"] for d in card(editor, "Diesel Corp")["descriptions"]] == ["on Friday"]
    assert [d["text"] for d in card(editor, "Tom Askew")["descriptions"]] == ["on Friday"]


class TestCards:
    def test_a_note_a_name_and_a_merge(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """A file of the curation, which grows by what is said."""
        file = tmp_path / "content" / "entities" / "tom-askew.md"
        editor.do("entity", entity_id="tom-askew", note="Speaks for the *dockers*.")
        assert (
            file.read_text("utf-8") == "---\nname: Tom Askew\ntype: person\n---\nSpeaks for the *dockers*.\n"
        )
        editor.look()
        editor.do("entity", entity_id="tom-askew", name="Thomas Askew")
        assert card(editor, "Thomas Askew")
        editor.do("entity", entity_id="green-steel", same_as="tom-askew")
        text = file.read_text("utf-8")
        assert text == (
            "---\nname: Thomas Askew\ntype: person\naliases: [Tom Askew]\nsame_as: [green-steel]\n---\n"
            "Speaks for the *dockers*.\n"
        )
        assert card(editor, "Green Steel") is None

    def test_a_type_and_no_entity_at_all(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """What stands in the file otherwise stays."""
        file = tmp_path / "content" / "entities" / "diesel-corp.md"
        file.parent.mkdir()
        file.write_text(
            "---\nname: Diesel Corp # the fuel firm\ntype: person  # wrong\n---\nA note.\n", "utf-8"
        )
        editor.look()
        editor.do("entity", entity_id="diesel-corp", type="organisation")
        assert "\ntype: organisation  # wrong\n" in file.read_text("utf-8")
        assert card(editor, "Diesel Corp")["type"] == "organisation"
        editor.do("entity", entity_id="diesel-corp", ignore=True)
        assert card(editor, "Diesel Corp") is None
        assert file.read_text("utf-8").endswith("---\nA note.\n")

    def test_two_with_a_file_each_are_joined(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """The other's file says it and takes over note and links; this one's names lead there."""
        editor.do("quotation", NOBODY, speaker=["tom-askew"])
        editor.do("entity", entity_id="ines-halloran", note="Leads.")
        file = tmp_path / "content" / "entities" / "tom-askew.md"
        file.write_text("---\nname: Tom Askew\nlinks: [https://askew.example/]\n---\nSpeaks.\n", "utf-8")
        editor.look()
        editor.do("entity", entity_id="tom-askew", same_as="ines-halloran")
        text = (tmp_path / "content" / "entities" / "ines-halloran.md").read_text("utf-8")
        assert text == (
            "---\nname: Ines Halloran\ntype: person\nsame_as: [tom-askew]\n"
            'links: ["https://askew.example/"]\n'
            "---\nLeads.\n\nSpeaks.\n"
        )
        assert card(editor, "Tom Askew") is None
        assert len(card(editor, "Ines Halloran")["mentions"]) == 4
        assert quotation(editor, NOBODY)["speaker"]["entity"] == "ines-halloran"
        editor.desk.undo("/briefings/talks/")
        assert card(editor, "Tom Askew")

    def test_words_are_parted_from_a_card(self, editor: AtTheDesk) -> None:
        """They have a card of their own then, in this article; a surname, too."""
        text = "Ines Halloran spoke. Halloran left. Green Steel grew. Steel Green fell.\n"
        talks = editor.file.parent / "talks.md"
        talks.write_text(f"---\ntitle: Talks\n---\n{text}", "utf-8")
        editor.look()
        editor.do("mention", "Halloran", nth=1, new=True, type="person")
        assert len(card(editor, "Ines Halloran")["mentions"]) == 2
        editor.do("mention", "Halloran", nth=1, entity="Halloran")
        assert len(card(editor, "Ines Halloran")["mentions"]) == 1
        assert len(card(editor, "Halloran")["mentions"]) == 1

    def test_somebody_else_of_the_name_in_this_article(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """A file of its own, with the article; the others stay where they are."""
        editor.do("entity", entity_id="tom-askew", apart=True)
        file = tmp_path / "content" / "entities" / "tom-askew-talks.md"
        assert file.read_text("utf-8") == "---\nname: Tom Askew\ntype: person\narticles: [talks]\n---\n"
        assert card(editor, "Tom Askew")["id"] == "tom-askew-talks"
        assert {entity.id for entity in editor.desk._room.known.library.entities} >= {"tom-askew"}
        with pytest.raises(RefusedActionError, match="take talks from its articles"):
            editor.do("entity", entity_id="tom-askew-talks", apart=True)

    @pytest.mark.parametrize("name", ["entities", "entities/tom-askew.md"])
    def test_a_link_out_of_the_site_is_not_written_through(self, tmp_path: Path, name: str) -> None:
        """Neither a folder nor a file: a build would not read it."""
        outside, site = tmp_path / "outside", write_site(tmp_path / "site")
        outside.mkdir()
        (outside / "x.md").write_text("---\nname: Secret\n---\n", "utf-8")
        link = site / "content" / name
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(outside if name == "entities" else outside / "x.md")
        editor = AtTheDesk(site)
        with pytest.raises(RefusedActionError, match="leads out of the site"):
            editor.do("entity", entity_id="tom-askew", note="Speaks.")
        assert {file.name: file.read_text("utf-8") for file in outside.iterdir()} == {
            "x.md": "---\nname: Secret\n---\n"
        }

    def test_a_link_inside_the_site_is_followed(self, tmp_path: Path) -> None:
        """As a build does that reads it."""
        site = write_site(tmp_path / "site")
        (site / "kept").mkdir()
        (site / "content" / "entities").symlink_to(site / "kept")
        AtTheDesk(site).do("entity", entity_id="tom-askew", note="Speaks.")
        assert (site / "kept" / "tom-askew.md").exists()


class TestQueue:
    def test_the_front_page_s_order_and_nothing_of_what_is_approved(
        self, editor: AtTheDesk, tmp_path: Path
    ) -> None:
        """From the article in hand on, then from the newest; each with the number of its doubts."""
        for name, date in (("new", "2026-05-22"), ("old", "2026-05-02"), ("mid", "2026-05-12")):
            text = f"---\ntitle: {name}\ndate: {date}\n---\n“Nobody asked us,” Tom Askew said.\n"
            (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
        editor.look()

        def left(page: str) -> list[tuple[str, int]]:
            return [(one["title"], one["doubts"]) for one in editor.desk.queue(page)["articles"]]

        undated = [("Rain", 0), ("Talks", 3)]
        assert left("/briefings/mid/") == [("old", 1), *undated, ("new", 1)]
        assert left("/briefings/new/") == [("mid", 1), ("old", 1), *undated]
        old = editor.desk.article("/briefings/old/")
        seen = replace(editor.request("approve"), text=old["digest"], seen=old["seen"])
        editor.desk.act(replace(seen, page="/briefings/old/"))
        editor.look()
        assert left("/briefings/mid/") == [*undated, ("new", 1)]

    def test_what_an_action_changed_in_other_articles(self, editor: AtTheDesk) -> None:
        """Mentions, quotations and articles, once a build has followed."""
        assert editor.desk.queue("/briefings/talks/")["changed"]["articles"] == 0
        editor.do("quotation", NOBODY, speaker=["Tom Askew"])
        editor.do("entity", entity_id="tom-askew", type="organisation")
        editor.look()
        found = editor.desk.queue("/briefings/talks/")["changed"]
        assert found == {"mentions": 3, "quotations": 1, "articles": 2}

    def test_what_a_card_is_on_the_site(self, editor: AtTheDesk) -> None:
        """Before anything is done to it."""
        editor.do("quotation", NOBODY, speaker=["Tom Askew"])
        assert card(editor, "Tom Askew")["site"] == {"mentions": 3, "quotations": 1, "articles": 2}


class TestUndo:
    def test_back_to_no_file_and_forth(self, editor: AtTheDesk) -> None:
        """To the byte; the page says what can be undone."""
        said = editor.do("quotation", NOBODY, speaker=["Tom Askew"])
        assert (editor.look()["undo"], editor.view["redo"]) == ("quotation", "")
        editor.desk.undo("/briefings/talks/")
        assert not editor.file.exists()
        assert editor.look()["redo"] == "quotation"
        editor.desk.redo("/briefings/talks/")
        assert editor.said() == said

    def test_what_another_wrote_meanwhile_stays(self, editor: AtTheDesk) -> None:
        """The action's own lines go, nobody else's."""
        editor.do("quotation", STAY, speaker=["Tom Askew"])
        editor.do("quotation", NOBODY, speaker=["Tom Askew"])
        editor.file.write_text("# mine\n" + editor.said(), "utf-8")
        editor.desk.undo("/briefings/talks/")
        assert editor.said().startswith("# mine\nquotations:\n")
        assert editor.said().count("exact") == 1

    def test_lines_that_another_changed_are_not_undone(self, editor: AtTheDesk) -> None:
        """Refused, and nothing is written."""
        editor.do("quotation", NOBODY, speaker=["Tom Askew"])
        changed = editor.said().replace("speaker: Tom Askew", "speaker: Ines Halloran")
        editor.file.write_text(changed, "utf-8")
        with pytest.raises(RefusedActionError, match="somebody has changed"):
            editor.desk.undo("/briefings/talks/")
        assert editor.said() == changed

    def test_nothing_to_undo(self, editor: AtTheDesk) -> None:
        """Is said."""
        with pytest.raises(RefusedActionError, match="nothing to undo"):
            editor.desk.undo("/briefings/talks/")
        with pytest.raises(RefusedActionError, match="nothing to do again"):
            editor.desk.redo("/briefings/talks/")


class TestTwoAtOnce:
    def test_two_tabs_on_two_quotations(self, editor: AtTheDesk) -> None:
        """Both stand, though the second has not seen the first."""
        first = editor.request("quotation", STAY, speaker=["Ines Halloran"])
        second = editor.request("quotation", NOBODY, speaker=["Tom Askew"])
        editor.desk.act(first)
        editor.desk.act(second)
        assert editor.said().count("exact") == 2

    def test_two_tabs_on_one_quotation(self, editor: AtTheDesk) -> None:
        """The second, who has not seen the first one's word, is refused."""
        first = editor.request("quotation", STAY, speaker=["Ines Halloran"])
        second = editor.request("quotation", STAY, speaker=["Tom Askew"])
        editor.desk.act(first)
        with pytest.raises(RefusedActionError, match="somebody else"):
            editor.desk.act(second)
        assert "Ines Halloran" in editor.said()

    def test_two_tabs_on_one_note(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """The second, who has not seen the first one's, is refused."""
        first, second = (
            replace(editor.request("entity", entity_id="tom-askew", note=note), note="")
            for note in ("Speaks.", "Docks.")
        )
        editor.desk.act(first)
        with pytest.raises(RefusedActionError, match="another note"):
            editor.desk.act(second)
        file = tmp_path / "content" / "entities" / "tom-askew.md"
        assert file.read_text("utf-8").endswith("---\nSpeaks.\n")
        editor.desk.act(replace(second, note="Speaks."))
        assert file.read_text("utf-8").endswith("---\nDocks.\n")

    def test_an_editor_of_texts(self, editor: AtTheDesk) -> None:
        """What was typed into the file a moment ago stays."""
        request = editor.request("quotation", STAY, speaker=["Ines Halloran"])
        editor.file.write_text("dates:\n  - exact: Friday # by hand\n    value: 2026-05-22\n", "utf-8")
        editor.desk.act(request)
        assert editor.said().startswith("dates:\n  - exact: Friday # by hand\n")
        assert "speaker: Ines Halloran" in editor.said()

    def test_a_file_that_cannot_be_read_stays(self, editor: AtTheDesk) -> None:
        """A syntax error is never written over."""
        request = editor.request("quotation", STAY, speaker=["Ines Halloran"])
        editor.file.write_text("quotations:\n  - exact: [half", "utf-8")
        with pytest.raises(SitegenError, match="corrections file"):
            editor.desk.act(request)
        assert editor.said() == "quotations:\n  - exact: [half"

    def test_a_text_that_was_edited(self, editor: AtTheDesk, tmp_path: Path) -> None:
        """Places of the old text mean nothing in the new one."""
        request = editor.request("quotation", STAY, speaker=["Ines Halloran"])
        file = tmp_path / "content" / "talks.md"
        file.write_text(file.read_text("utf-8").replace("“We", "Well. “We"), "utf-8")
        editor.look()
        with pytest.raises(RefusedActionError, match="the text has changed"):
            editor.desk.act(request)

    def test_a_page_that_does_not_show_the_file_yet(self, editor: AtTheDesk) -> None:
        """Nothing can be written from it: its editor has not seen what stands there."""
        editor.file.write_text("dates:\n  - exact: Friday\n    value: 2026-05-22\n", "utf-8")
        assert editor.desk.article("/briefings/talks/")["seen"] == ""
        assert editor.look()["seen"]


def test_approval(editor: AtTheDesk) -> None:
    """With a name; the page then says so, and after a correction no more."""
    with pytest.raises(RefusedActionError, match="who approves"):
        editor.desk.act(type(editor.request("approve"))("/briefings/talks/", "approve"))
    editor.do("quotation", STAY, speaker=["Ines Halloran"])
    editor.look()
    said = editor.do("approve")
    assert said.startswith("approved:\n  by: Nora Vell\n  on: 2026-05-23\n  digest: ")
    assert editor.look()["state"]["approved"] == {"by": "Nora Vell", "on": "2026-05-23"}
    editor.do("quotation", NOBODY, remove=True)
    assert (editor.look()["state"]["approved"], editor.view["state"]["stale"]) == (None, True)
    editor.do("approve")
    assert editor.look()["state"]["approved"]
    (left,) = editor.desk.queue("/briefings/talks/")["articles"]
    assert (left["title"], left["url"], left["doubts"]) == ("Rain", "/briefings/rain/", 0)


def test_what_was_not_seen_is_not_approved(editor: AtTheDesk) -> None:
    """Another's correction since the page was loaded, nor another text."""
    request = editor.request("approve")
    editor.do("quotation", STAY, speaker=["Ines Halloran"])
    editor.look()
    with pytest.raises(RefusedActionError, match="somebody else"):
        editor.desk.act(request)
    request, talks = editor.request("approve"), editor.file.with_name("talks.md")
    talks.write_text(talks.read_text("utf-8").replace("Diesel Corp", "Nobody"), "utf-8")
    editor.look()
    with pytest.raises(RefusedActionError, match="the text has changed"):
        editor.desk.act(request)
    assert "approved" not in editor.said()


def test_names_of_the_site(editor: AtTheDesk) -> None:
    """By what is typed, those that begin so first."""
    assert [found["name"] for found in editor.desk.names("as")] == ["Tom Askew"]
    assert editor.desk.names(" ") == []


def test_what_the_build_said_of_the_article(editor: AtTheDesk) -> None:
    """With the line of the file."""
    editor.file.write_text("quotations:\n  - exact: nowhere at all\n    remove: true\n", "utf-8")
    report = editor.site.build()
    editor.site.told = report.diagnostics
    told = editor.desk.article("/briefings/talks/")["told"]
    assert [(t["code"], t["line"], t["file"]) for t in told] == [
        ("correction-lost", 2, "talks.corrections.yaml")
    ]
