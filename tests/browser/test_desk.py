"""The desk in a real browser: each action by mouse or keys, and what it writes beside the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import at_rest
from desk_keys import documented_keys
from desk_site import LiveDesk, write_site
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STAY, NOBODY, DEAD = "“We will stay at the table,”", "“Nobody asked us,”", "“is dead”"


class AtThePage:
    """A page of the running preview with its desk open, and the file that it writes."""

    def __init__(self, live: LiveDesk, page: Page, folder: Path) -> None:
        self.live, self.page, self.folder = live, page, folder
        self.file = folder / "content" / "talks.corrections.yaml"
        self.panel = page.locator("sitegen-desk .panel")
        self.status = page.locator("sitegen-desk #said")

    def open(self) -> None:
        """By its key."""
        self.page.goto(f"{self.live.url}briefings/talks/")
        expect(self.page.locator("sitegen-desk .door")).to_be_visible()
        self.page.keyboard.press("e")
        expect(self.panel).to_be_visible()

    def said(self) -> str:
        """The corrections file; "" for none."""
        return self.file.read_text("utf-8") if self.file.exists() else ""

    def built(self) -> str:
        """Wait for the build and the page that follow an action. Gives the corrections file."""
        turn = self.live.round()
        assert turn.report, (turn.diagnostics, turn.trace)
        self.page.wait_for_timeout(400)
        expect(self.panel).to_be_visible()
        return self.said()

    def mark(self, words: str) -> Locator:
        """A quotation's wash."""
        return self.page.locator("#text mark.q", has_text=words.strip("“”,")).first

    def name(self, words: str, nth: int = 0) -> Locator:
        """A name's line."""
        return self.page.locator("#text .ent", has_text=words).nth(nth)

    def select(self, words: str) -> None:
        """With the mouse, from the first letter to the last."""
        ends = self.page.evaluate(
            """words => {
              const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
              const nodes = [];
              let text = '';
              while (walker.nextNode()) {
                if (walker.currentNode.parentElement.closest('.pn,.qn')) continue;
                nodes.push([text.length, walker.currentNode]);
                text += walker.currentNode.data;
              }
              const at = text.indexOf(words);
              const letter = place => {
                const [first, node] = nodes.findLast(([first]) => first <= place);
                const range = document.createRange();
                range.setStart(node, place - first); range.setEnd(node, place - first + 1);
                return range;
              };
              const [a, z] = [letter(at), letter(at + words.length - 1)];
              a.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
              if (innerWidth < 800) scrollBy({ top: innerHeight / 4, behavior: 'instant' });
              const [first, last] = [a, z].map(range => range.getBoundingClientRect());
              const middle = rect => rect.top + rect.height / 2;
              return [first.left + 1, middle(first), last.right - 1, middle(last)];
            }""",
            words,
        )
        self.page.mouse.move(ends[0], ends[1])
        self.page.mouse.down()
        self.page.mouse.move(ends[2], ends[3], steps=8)
        self.page.mouse.up()
        expect(self.panel.get_by_role("heading", name="Mark these words")).to_be_visible()

    def option(self, name: str) -> Locator:
        """A row of the list."""
        return self.panel.get_by_role("option", name=name).first

    def press(self, name: str, *, exact: bool = False) -> None:
        """A button of the panel."""
        self.panel.get_by_role("button", name=name, exact=exact).first.click()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[LiveDesk, Path]]:
    """One preview for all tests; `browser` is asked for first, since its driver has this thread's loop."""
    folder = write_site(tmp_path_factory.mktemp("desk") / "site")
    with LiveDesk(folder) as running:
        yield running, folder


def leave(page: Page) -> None:
    """For a page that is never loaded again, once the preview does not do so any more."""
    try:
        page.goto("about:blank")
    except Error:  # the last save of the test has just come
        page.wait_for_load_state()
        page.goto("about:blank")


@pytest.fixture
def desk(live: tuple[LiveDesk, Path], page: Page) -> Iterator[AtThePage]:
    """The desk of the article as nobody has corrected it."""
    running, folder = live
    made = AtThePage(running, page, folder)
    page.set_viewport_size({"width": 1280, "height": 860})
    made.open()
    yield made
    leave(page)
    left = [made.file, *(folder / "content").glob("entities/*.md"), *(folder / "content").glob("*.json")]
    there = [file for file in left if file.exists()]
    for file in there:
        file.unlink()
    if there:
        running.round()
    while not running.rounds.empty():
        running.rounds.get()


def item(words: str, *lines: str) -> str:
    """A pattern of one item of a file, whatever stands around its words."""
    rest = "".join(f"    {re.escape(line)}\n" for line in lines)
    return rf'  - exact: "{re.escape(words)}"\n(?:    (?:prefix|suffix|start): .*\n)+{rest}'


def test_a_speaker_is_two_interactions(desk: AtThePage) -> None:
    """A click on the quotation, a key for the name; the page follows."""
    desk.mark(NOBODY).click()
    desk.page.keyboard.press("2")
    said = desk.built()
    chosen = re.search(r"speaker: (\S+)", said)
    assert chosen, said
    one = item(NOBODY, f"speaker: {chosen[1]}", "beside: nothing")
    assert re.fullmatch(f"quotations:\n{one}" + r"    on: [\d-]+\n", said)
    name = {"ines-halloran": "Ines Halloran", "tom-askew": "Tom Askew"}[chosen[1]]
    expect(desk.page.locator(".qi", has_text="Nobody asked us").locator("xpath=../../h3")).to_contain_text(
        name
    )


def test_a_speaker_by_typing(desk: AtThePage) -> None:
    """Somebody of the list, and a source without a name."""
    desk.mark(STAY).click()
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("a docker")
    desk.page.keyboard.press("Enter")
    assert re.search(item(STAY, "unnamed: a docker"), desk.built())
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("askew")
    desk.page.keyboard.press("Enter")
    said = desk.built()
    assert re.search(item(STAY, "speaker: tom-askew"), said)
    assert "unnamed" not in said


def test_a_speaker_of_another_article_and_none_at_all(desk: AtThePage) -> None:
    """By typing, over the whole site; and that the article does not say."""
    file = desk.folder / "content" / "far.md"
    file.write_text("---\ntitle: Far\n---\nAda Quist saw rain. Ada Quist left.\n", "utf-8")
    desk.built()
    desk.mark(STAY).click()
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("quis")
    expect(desk.option("Ada Quist")).to_contain_text("person, elsewhere on this site")
    desk.option("Ada Quist").click()
    assert re.search(item(STAY, "speaker: Ada Quist"), desk.built())
    expect(desk.page.locator("#quotes h3", has_text="Ada Quist")).to_have_count(1)
    desk.option("Not stated").click()
    said = desk.built()
    assert re.search(item(STAY, "speaker: not stated"), said), said
    assert said.count("speaker") == 1
    file.unlink()
    desk.built()


def test_kind_and_removal(desk: AtThePage) -> None:
    """A button and a key."""
    desk.mark(STAY).click()
    desk.press("Indirect")
    assert re.search(item(STAY, "kind: indirect"), desk.built())
    expect(desk.page.locator("#text mark.q[data-k=indirect]").first).to_be_visible()
    desk.page.keyboard.press("x")
    said = desk.built()
    assert "remove: true" in said
    assert "kind" not in said
    expect(desk.page.locator("#text mark.q", has_text="We will stay")).to_have_count(0)


def test_an_extent_by_keys(desk: AtThePage) -> None:
    """A word at a time; Escape leaves it as it was."""
    desk.mark(NOBODY).click()
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Escape")
    assert desk.said() == ""
    desk.mark(NOBODY).click()
    for _ in range(3):
        desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Enter")
    said = desk.built()
    assert re.search('    extent:\n      - exact: "“Nobody asked us,” Tom Askew said"\n', said), said
    expect(desk.mark("Nobody asked us")).to_be_visible()


def test_an_extent_by_dragging(desk: AtThePage) -> None:
    """The end is dropped on another word of the line."""
    desk.mark(NOBODY).click()
    handle, goal = desk.page.locator("sitegen-desk .end-end"), desk.name("Tom Askew", 1)
    box, to = at_rest(handle), at_rest(goal)
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.page.mouse.down()
    desk.page.mouse.move(to["x"] + to["width"] - 3, to["y"] + to["height"] / 2, steps=6)
    desk.page.mouse.up()
    assert '      - exact: "“Nobody asked us,” Tom Askew"\n' in desk.built()


def test_an_end_that_is_dragged_under_the_panel(desk: AtThePage) -> None:
    """On a phone: the panel gives way as long as the end is held, and comes back."""
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 844})
    desk.mark(STAY).click()
    handle, goal = desk.page.locator("sitegen-desk .end-end"), desk.name("Tom Askew")
    panel, end = at_rest(desk.panel), at_rest(handle)
    page.evaluate(
        "by => scrollBy({ top: by, behavior: 'instant' })", end["y"] + end["height"] - panel["y"] + 8
    )
    box, to = at_rest(handle), at_rest(goal)
    assert to["y"] > panel["y"], "the words are under the panel"
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] - 3, to["y"] + to["height"] / 2, steps=6)
    expect(desk.panel).to_be_hidden()
    page.mouse.up()
    expect(desk.panel).to_be_visible()
    assert "on Friday. She met Tom Askew" in desk.built()


def test_an_extent_by_selecting(desk: AtThePage) -> None:
    """The whole words, from a name on, and Enter: whatever is marked there has them."""
    desk.select("Tom Askew said")
    desk.press("The whole name of Tom Askew")
    assert '    extent:\n      - exact: "Tom Askew said"\n' in desk.built()
    desk.select("Green Steel “is dead”, an official said")
    desk.page.keyboard.press("Enter")
    said = desk.built()
    assert '    extent:\n      - exact: "Green Steel “is dead”, an official said"\n' in said
    expect(desk.mark("Green Steel")).to_be_visible()


def test_words_become_a_quotation_a_name_a_date(desk: AtThePage) -> None:
    """Selected, then one press."""
    desk.select("sent nobody")
    desk.page.keyboard.press("1")
    assert re.search("quotations:\n" + item("sent nobody", "add: true"), desk.built())
    desk.select("the quay")
    desk.press("Place")
    assert re.search("mentions:\n" + item("the quay", "add: true", "type: place"), desk.built())
    expect(desk.name("the quay")).to_have_attribute("data-t", "place")
    desk.select("at noon")
    desk.panel.get_by_label("A date: its day").fill("2026-05-16")
    desk.press("Mark the date")
    assert re.search("dates:\n" + item("at noon", "add: true", "value: 2026-05-16"), desk.built())


def test_a_selection_by_hand_is_whole_words(desk: AtThePage) -> None:
    """A letter missed at either end does not cut a name."""
    desk.select("he qua")
    expect(desk.panel.locator("blockquote")).to_have_text("the quay")


def test_words_are_selected_by_keys_alone(desk: AtThePage) -> None:
    """From what is in hand on, word by word, and to another paragraph; each step is said."""
    press = desk.page.keyboard.press
    words = desk.panel.locator("blockquote")
    press("v")
    expect(words).to_have_text("“")
    press("ArrowDown")
    press("ArrowDown")
    expect(words).to_have_text("Ines")
    for key in (".", ".", "."):
        press(key)
    expect(words).to_have_text("the")
    press("ArrowRight")
    expect(words).to_have_text("the quay")
    expect(desk.status).to_have_text("“the quay”")
    press("Shift+ArrowLeft")
    press("Shift+ArrowRight")
    press("Shift+Digit3")
    assert re.search("mentions:\n" + item("the quay", "add: true", "type: place"), desk.built())
    press("v")
    expect(words).to_have_text("at")
    press(",")
    expect(words).to_have_text("quay")


def test_words_are_a_name_or_a_description_of_somebody(desk: AtThePage) -> None:
    """One list, for what the words are, by a key; whose name stands nearest is the first."""
    desk.select("the quay")
    desk.page.keyboard.press("m")
    desk.option("Tom Askew").click()
    said = desk.built()
    assert re.search("mentions:\n" + item("the quay", "add: true", "entity: Tom Askew", "type: person"), said)
    desk.page.keyboard.press("Escape")
    desk.select("sent nobody")
    desk.page.keyboard.press("d")
    expect(desk.panel.get_by_role("option").first).to_contain_text("Diesel Corp")
    desk.page.keyboard.press("1")
    said = desk.built()
    assert re.search("descriptions:\n" + item("sent nobody", "entity: Diesel Corp", "choose: true"), said), (
        said
    )


def test_words_say_who_speaks_or_belong_to_a_quotation(desk: AtThePage) -> None:
    """Of the one in their paragraph; where there are two, by its number and words; never of one beside it."""
    desk.select("said Ines Halloran on")
    desk.page.keyboard.press("w")
    said = desk.built()
    assert '    extent:\n      - exact: "“We will stay at the table,”"\n' in said
    assert '      - exact: "said Ines Halloran on"\n' in said
    expect(desk.page.locator("#text mark.q[data-q='1']")).to_have_count(2)
    desk.page.keyboard.press("z")
    desk.built()
    desk.select("an official")
    own = desk.panel.get_by_role("region", name="Quotation 2, “Nobody asked us,”", exact=True)
    expect(own).to_be_visible()
    expect(desk.panel.get_by_role("button", name="They say who speaks")).to_have_count(1)
    desk.page.keyboard.press("s")
    assert re.search(item(NOBODY, "unnamed: an official"), desk.built())
    desk.page.keyboard.press("Escape")
    desk.select("left the quay")  # the paragraph before has a quotation, this one none
    expect(desk.panel.get_by_role("button", name="They say who speaks")).to_have_count(0)
    expect(desk.panel.get_by_role("button", name="They belong to it")).to_have_count(1)


def test_whose_a_name_is_here(desk: AtThePage) -> None:
    """Another of the article; no name here; its type in the whole article."""
    desk.name("Ines Halloran", 1).click()
    about = desk.panel.locator("#changes")
    expect(about).to_have_text("“Ines Halloran”: 2 mentions.")
    desk.press("On the site")
    expect(about).to_have_text("Ines Halloran on the site: 2 mentions, 1 article.")
    desk.press("Only here")
    expect(about).to_have_text("“Ines Halloran” here: 1 mention.")
    desk.option("Tom Askew").click()
    assert re.search(item("Ines Halloran", "entity: Tom Askew"), desk.built())
    desk.name("Green Steel").click()
    desk.page.keyboard.press("x")
    assert re.search(item("Green Steel", "remove: true"), desk.built())
    expect(desk.name("Green Steel")).to_have_count(0)
    desk.name("Tom Askew").click()
    desk.press("In the article")
    desk.page.keyboard.press("Shift+Digit2")
    assert re.search(item("Tom Askew", "everywhere: true", "type: organisation"), desk.built())
    expect(desk.status).to_contain_text("It changed 2 mentions in 1 article.")


def test_whose_a_name_is_in_the_article_and_on_the_site(desk: AtThePage) -> None:
    """Wherever its words stand: somebody else's, no name; its type in every article."""
    desk.name("Ines Halloran").click()
    desk.option("Tom Askew").click()
    assert re.search(item("Ines Halloran", "everywhere: true", "entity: Tom Askew"), desk.built())
    expect(desk.page.locator(".who .card h3", has_text="Halloran")).to_have_count(0)
    desk.page.keyboard.press("z")
    assert desk.built() == ""
    desk.name("Ines Halloran").click()
    desk.page.keyboard.press("x")
    assert re.search(item("Ines Halloran", "remove: true", "everywhere: true"), desk.built())
    expect(desk.name("Ines Halloran")).to_have_count(0)
    desk.name("Tom Askew").click()
    desk.page.keyboard.press("r")
    desk.page.keyboard.press("Shift+Digit2")
    desk.built()
    file = desk.folder / "content" / "entities" / "tom-askew.md"
    assert file.read_text("utf-8") == "---\nname: Tom Askew\ntype: organisation\n---\n"
    expect(desk.status).to_contain_text("It changed 3 mentions in 2 articles.")


def test_what_an_article_and_an_editor_say_of_somebody(desk: AtThePage) -> None:
    """Chosen, first of several, hidden; a line of the editor's own, with the editor's name."""
    desk.panel.get_by_label("Your name").fill("Nora Vell")
    desk.page.keyboard.press("Tab")
    for words in ("sent nobody", "left the quay"):
        desk.select(words)
        desk.page.keyboard.press("d")
        desk.option("Diesel Corp").click()
        said = desk.built()
        assert re.search(item(words, "entity: Diesel Corp", "choose: true", "by: Nora Vell"), said), said
        desk.page.keyboard.press("Escape")
    desk.name("Diesel Corp").click()
    described, other = (
        desk.panel.locator(".said li", has_text=one) for one in ("sent nobody", "left the quay")
    )
    first = other.get_by_role("button", name="First")
    expect(first).to_have_attribute("aria-pressed", "true")
    described.get_by_role("button", name="First").click()
    desk.built()
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(desk.panel.locator(".said li").first).to_contain_text("sent nobody")
    described.get_by_role("button", name="Hide").click()
    said = desk.built()
    assert re.search(item("sent nobody", "entity: Diesel Corp", "hide: true"), said), said
    assert said.count("choose") == 1
    expect(described).to_have_count(0)
    desk.panel.get_by_label("Your line, in this article").fill("Sells fuel.")
    desk.press("Save the line")
    said = desk.built()
    assert "  - entity: Diesel Corp\n    text: Sells fuel.\n    by: Nora Vell\n" in said
    expect(desk.page.locator(".who .card", has_text="Sells fuel.")).to_contain_text("Nora Vell")


def test_a_date(desk: AtThePage) -> None:
    """Its day; none at all."""
    desk.name("Friday").click()
    desk.page.keyboard.type("2026-05-22")
    desk.page.keyboard.press("Enter")
    assert re.search("dates:\n" + item("Friday", "value: 2026-05-22"), desk.built())
    expect(desk.page.locator(".tl time, .tl .when").first).to_contain_text("22")
    desk.page.keyboard.press("x")
    assert re.search("dates:\n" + item("Friday", "remove: true"), desk.built())
    expect(desk.name("Friday")).to_have_count(0)


def test_a_card(desk: AtThePage) -> None:
    """Note, name, merge, and no entity at all: files of the curation."""
    file = desk.folder / "content" / "entities" / "tom-askew.md"
    desk.name("Tom Askew").click()
    expect(desk.panel.locator(".note").first).to_contain_text("on the site 3 mentions, 2 articles")
    desk.panel.get_by_label("Note, on card and page").fill("Speaks for the *dockers*.")
    desk.press("Save the note")
    desk.built()
    assert file.read_text("utf-8") == "---\nname: Tom Askew\ntype: person\n---\nSpeaks for the *dockers*.\n"
    desk.panel.get_by_label("Name everywhere").fill("Thomas Askew")
    desk.page.keyboard.press("Enter")
    expect(desk.status).to_contain_text("name everywhere; 3 mentions, 2 articles")
    desk.built()
    assert "name: Thomas Askew\ntype: person\naliases: [Tom Askew]\n" in file.read_text("utf-8")
    expect(desk.page.locator(".who .card h3", has_text="Thomas Askew")).to_have_count(1)
    desk.name("Green Steel").click()
    desk.press("On the site")
    desk.option("Thomas Askew").click()
    desk.built()
    assert "same_as: [green-steel]\n" in file.read_text("utf-8")
    desk.name("Diesel Corp").click()
    desk.press("On the site")
    desk.page.keyboard.press("x")
    desk.built()
    text = (desk.folder / "content" / "entities" / "diesel-corp.md").read_text("utf-8")
    assert text == "---\nname: Diesel Corp\ntype: person\nignore: true\n---\n"
    assert desk.said() == ""


def test_the_queue_by_keys_alone(desk: AtThePage) -> None:
    """Next, right, take or drop; the count follows; undo and redo."""
    expect(desk.panel.locator(".queue li")).to_have_count(3)
    desk.page.keyboard.press("n")
    desk.page.keyboard.press("a")
    first = desk.built()
    assert first.count("speaker: not stated") == 1
    expect(desk.page.locator("sitegen-desk .count")).to_contain_text("1 of 3 settled")
    desk.page.keyboard.press("a")
    second = desk.built()
    assert second.count("exact:") == 2
    desk.page.keyboard.press("x")
    third = desk.built()
    assert third.count("remove: true") == 1
    assert re.search(item(DEAD, "remove: true"), third)
    expect(desk.page.locator("sitegen-desk .panel h2")).to_have_text("Nothing is in doubt")
    for text in (second, first):
        desk.page.keyboard.press("z")
        assert desk.built() == text
    desk.page.keyboard.press("Shift+Z")
    assert desk.built() == second


def test_from_the_end_of_one_article_to_the_next(desk: AtThePage) -> None:
    """Past the last doubt stands what is left of the site; the same key goes there, to its first doubt."""
    file = desk.folder / "content" / "late.md"
    file.write_text("---\ntitle: Late\n---\n“Nobody came to us,” a docker said. Tom Askew left.\n", "utf-8")
    with desk.page.expect_navigation():  # the page has another foot now, and comes anew by itself
        desk.live.round()
    count = desk.page.locator("sitegen-desk .count")
    expect(count).to_contain_text("0 of 3 settled, 1 article left")
    for _ in range(4):
        desk.page.keyboard.press("n")
    expect(desk.panel.locator("h2")).to_have_text("3 marks left in doubt")
    expect(desk.panel.get_by_role("button", name="Next: Late")).to_be_visible()
    desk.page.keyboard.press("n")
    desk.page.wait_for_url("**/briefings/late/")
    expect(desk.panel.locator("blockquote")).to_have_text("“Nobody came to us,”")
    desk.page.keyboard.press("a")
    desk.built()  # and the page has followed: what is settled is counted before
    expect(desk.panel.locator("h2")).to_have_text("Nothing is in doubt")
    expect(count).to_contain_text("1 of 1 settled, 1 article left")
    desk.page.keyboard.press("n")
    desk.page.wait_for_url("**/briefings/talks/")
    file.unlink()
    file.with_suffix(".corrections.yaml").unlink()
    desk.built()


def test_a_name_in_doubt(desk: AtThePage) -> None:
    """It may go on behind: it does not, by one key, and then there is nothing to ask."""
    talks = desk.folder / "content" / "talks.md"
    before = talks.read_text("utf-8")
    talks.write_text(before + "\nTom Askew Trust paid. Tom Askew did not.\n", "utf-8")
    desk.built()
    desk.panel.locator(".queue .open", has_text="It may go on").click()
    expect(desk.panel.locator(".badge")).to_contain_text("67")
    desk.page.keyboard.press("a")
    said = desk.built()
    assert '    extent:\n      - exact: "Tom Askew"\n' in said
    desk.page.keyboard.press("Escape")
    expect(desk.panel.locator(".queue li")).to_have_count(3)
    talks.write_text(before, "utf-8")
    desk.built()


def test_a_card_is_parted(desk: AtThePage) -> None:
    """In this article it is somebody else: a file, and a card of its own; undone by a key."""
    desk.panel.locator(".open", has_text="Tom Askew").last.click()
    desk.press("In this article “Tom Askew” is somebody else")
    desk.built()
    file = desk.folder / "content" / "entities" / "tom-askew-talks.md"
    assert file.read_text("utf-8") == "---\nname: Tom Askew\ntype: person\narticles: [talks]\n---\n"
    expect(desk.page.locator("#e-tom-askew-talks")).to_have_count(1)
    desk.page.keyboard.press("z")
    desk.built()
    assert not file.exists()
    desk.name("Ines Halloran", 1).click()
    desk.press("Only here")
    desk.option("Tom Askew").click()
    desk.built()
    desk.press("“Ines Halloran” (1) is somebody else")
    said = desk.built()
    assert re.search(item("Ines Halloran", "everywhere: true", "entity: Ines Halloran"), said)


def test_a_suggestion_is_taken(desk: AtThePage) -> None:
    """It is on the page then."""
    expect(desk.page.locator("#text mark.q", has_text="is dead")).to_have_count(0)
    desk.panel.locator(".open", has_text="is dead").click()
    desk.page.keyboard.press("a")
    assert re.search(item(DEAD, "speaker: not stated"), desk.built())
    expect(desk.page.locator("#text mark.q", has_text="is dead")).to_have_count(1)


def test_a_suggestion_with_other_words_keeps_all_its_speakers(desk: AtThePage) -> None:
    """Those of one that two said together, one of them without a card."""

    def by_two(route: Route) -> None:
        answer = route.fetch()
        view = answer.json()
        for each in view["suggestions"]:
            each["speaker"] = {"kind": "named", "name": "Ada Quist", "entity": None}
            each["others"] = ["tom-askew"]
        route.fulfill(response=answer, json=view)

    desk.page.route("**/__sitegen/desk/article?*", by_two)
    desk.page.reload()
    desk.panel.locator(".open", has_text="is dead").click()
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Enter")
    desk.page.unroute("**/__sitegen/desk/article?*")
    said = desk.built()
    assert "    speaker: [Ada Quist, tom-askew]\n" in said, said


def test_a_speaker_beside_whom_the_article_tells_another_one(desk: AtThePage) -> None:
    """First in the queue, with what stood there; said again it is settled, dropped the machine speaks."""
    item_of = f'  - exact: "{STAY}"\n    speaker: tom-askew\n    beside: said Ada Quist\n'
    desk.file.write_text(f"quotations:\n{item_of}", "utf-8")
    desk.built()
    asked = "Beside it stood “said Ada Quist”, and now nothing."
    expect(desk.panel.locator(".queue .open", has_text=asked)).to_have_count(1)
    expect(desk.panel.locator(".told .is-warning")).to_contain_text("the editor's word stands")
    desk.panel.locator(".queue .open", has_text=asked).click()
    expect(desk.panel.locator(".note").first).to_contain_text(asked)
    desk.page.keyboard.press("a")
    assert re.search(r"speaker: tom-askew\n    beside: nothing\n", desk.built())
    desk.mark(STAY).click()
    expect(desk.panel.locator(".note").first).to_have_text("By an editor’s word.")
    desk.page.keyboard.press("b")
    assert desk.built() == ""


def test_approval(desk: AtThePage) -> None:
    """With a name, once; the page says it."""
    desk.press("Approve this briefing")
    expect(desk.status).to_contain_text("your name")
    desk.panel.get_by_label("Your name").fill("Nora Vell")
    desk.page.keyboard.press("Enter")
    expect(desk.status).to_have_text("")
    desk.press("Approve this briefing")
    said = desk.built()
    assert re.fullmatch(r'approved:\n  by: Nora Vell\n  on: [\d-]+\n  digest: "\w{12}"\n', said)
    expect(desk.page.locator(".src")).to_contain_text("checked by Nora Vell")
    expect(desk.page.locator("sitegen-desk .count")).to_contain_text("Approved")
    expect(desk.panel.locator("h2")).to_have_text("Nothing is in doubt")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("z")
    assert desk.built() == ""
    assert not list((desk.folder / "content").glob("*.json"))


def test_two_tabs_and_an_editor_of_texts(desk: AtThePage) -> None:
    """Whoever comes second is merged or refused, and nobody's words are lost."""
    other = AtThePage(desk.live, desk.page.context.new_page(), desk.folder)
    other.open()
    other.page.route("**/__sitegen/events*", lambda route: route.abort())  # a tab that has slept
    other.page.reload()
    expect(other.panel).to_be_visible()
    desk.mark(STAY).click()
    desk.press("Indirect")
    desk.built()
    by_hand = "# by hand\n" + desk.said()
    desk.file.write_text(by_hand, "utf-8")
    desk.built()
    other.mark(NOBODY).click()
    other.press("Partial")
    desk.built()
    assert desk.said().startswith(by_hand)
    assert desk.said().count("exact:") == 2
    other.page.reload()
    expect(other.panel).to_be_visible()
    desk.mark(NOBODY).click()
    desk.press("Direct")
    desk.built()
    before = desk.said()
    other.mark(NOBODY).click()
    other.press("Indirect")
    expect(other.status).to_contain_text("somebody else")
    assert desk.said() == before
    desk.file.write_text("quotations: [", "utf-8")
    desk.live.round()
    desk.page.wait_for_timeout(300)
    desk.mark(STAY).click()
    desk.press("Direct")
    expect(desk.status).to_contain_text("no corrections file")
    assert desk.said() == "quotations: ["


def test_half_typed_text_outlives_the_save_of_somebody_else(desk: AtThePage) -> None:
    """Of the same card, wherever its words stand now, and of no other; the next letter goes on in it."""
    talks, page = desk.folder / "content" / "talks.md", desk.page
    before = talks.read_text("utf-8")
    note = desk.panel.get_by_label("Note, on card and page")
    desk.name("Tom Askew").click()
    note.click()
    page.keyboard.type("Speaks for th")
    desk.panel.get_by_label("Name everywhere").fill("Thomas")
    note.click()
    page.keyboard.press("ArrowLeft")
    page.evaluate("window.isOld = true")
    talks.write_text(before.replace("“We will", "Rain fell at noon. “We will"), "utf-8")
    desk.live.round()
    page.wait_for_event("load")
    expect(note).to_be_focused()
    assert page.evaluate("window.isOld") is None
    page.keyboard.type("e")
    expect(note).to_have_value("Speaks for teh")
    note.fill("Speaks for the dockers.")
    desk.name("Ines Halloran").click()
    expect(note).to_have_value("")
    expect(desk.panel.get_by_label("Name everywhere")).to_have_value("Ines Halloran")
    desk.name("Tom Askew").click()
    expect(note).to_have_value("Speaks for the dockers.")
    desk.press("Save the note")
    desk.built()
    file = desk.folder / "content" / "entities" / "tom-askew.md"
    assert file.read_text("utf-8").endswith("name: Tom Askew\ntype: person\n---\nSpeaks for the dockers.\n")
    expect(desk.panel.get_by_label("Name everywhere")).to_have_value("Thomas")
    expect(desk.panel.locator("form[data-unsaved]")).to_have_count(1)
    talks.write_text(before, "utf-8")
    desk.built()


def test_a_half_typed_note_and_somebody_else_s(desk: AtThePage) -> None:
    """Neither is lost: the typist sees both, and nothing is written before they choose."""
    file = desk.folder / "content" / "entities" / "tom-askew.md"
    head, page = "---\nname: Tom Askew\ntype: person\n---\n", desk.page
    note, asked = (
        desk.panel.get_by_label("Note, on card and page"),
        desk.panel.get_by_role("group", name="Two wrote"),
    )

    def theirs(words: str) -> None:
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{head}{words}\n", "utf-8")
        desk.built()

    desk.name("Tom Askew").click()
    note.click()
    page.keyboard.type("Speaks for th")
    theirs("Was a pilot.")
    expect(note).to_have_value("Speaks for th")
    expect(asked).to_contain_text("Was a pilot.")
    page.keyboard.type("e dockers.")
    desk.press("Save the note")
    expect(desk.status).to_contain_text("choose first")
    assert file.read_text("utf-8") == f"{head}Was a pilot.\n"
    page.reload()
    expect(asked).to_contain_text("Was a pilot.")
    desk.press("Both")
    expect(note).to_have_value("Was a pilot.\n\nSpeaks for the dockers.")
    desk.press("Save the note")
    desk.built()
    assert file.read_text("utf-8") == f"{head}Was a pilot.\n\nSpeaks for the dockers.\n"
    expect(asked).to_have_count(0)
    note.fill("Mine.")
    theirs("Theirs.")
    desk.press("Take theirs")
    expect(note).to_have_value("Theirs.")
    expect(desk.panel.locator("form[data-unsaved]")).to_have_count(0)
    note.fill("Mine.")
    theirs("Theirs, too.")
    desk.press("Keep mine")
    desk.press("Save the note")
    desk.built()
    assert file.read_text("utf-8") == f"{head}Mine.\n"


def test_a_preview_that_was_started_anew(desk: AtThePage) -> None:
    """A page of the run before writes nothing, comes anew, says so, and has all that was begun."""
    page = desk.page
    desk.name("Tom Askew").click()
    desk.panel.get_by_label("Note, on card and page").fill("Speaks.")
    page.route("**/__sitegen/desk/act", lambda route: route.continue_(
        headers=route.request.headers | {"x-sitegen-token": "of another run"}))  # fmt: skip
    with page.expect_navigation():
        desk.press("Save the note")
    expect(desk.status).to_contain_text("started anew")
    page.unroute("**/__sitegen/desk/act")
    expect(desk.panel.get_by_label("Note, on card and page")).to_have_value("Speaks.")
    desk.press("Save the note")
    desk.built()
    assert (desk.folder / "content" / "entities" / "tom-askew.md").read_text("utf-8").endswith("\nSpeaks.\n")


def test_what_is_begun_outlives_a_reload(desk: AtThePage) -> None:
    """A name half typed into a list, a day, words whose ends were moved, and words that were selected."""
    page = desk.page

    def again() -> None:
        page.reload()
        expect(desk.panel).to_be_visible()

    desk.mark(NOBODY).click()
    page.keyboard.press("/")
    page.keyboard.type("ask")
    again()
    expect(desk.option("Tom Askew")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    desk.mark(STAY).click()
    page.keyboard.press("ArrowRight")
    again()
    page.keyboard.press("Enter")
    assert 'exact: "“We will stay at the table,” said"' in desk.built()
    desk.select("the quay")
    again()
    page.keyboard.press("Shift+Digit3")
    assert re.search("mentions:\n" + item("the quay", "add: true", "type: place"), desk.built())


def test_a_refusal_is_said(desk: AtThePage) -> None:
    """In words, and nothing is written."""
    desk.name("Friday").click()
    desk.panel.get_by_label("Day, month or year").fill("tomorrow")
    desk.press("Set the date")
    expect(desk.status).to_contain_text("calendar")
    assert desk.said() == ""


FOUND = """() => {
  document.querySelector('main').insertAdjacentHTML('beforeend', `<ol class="results"><li>
    <h2><a href="/briefings/held/">Held</a></h2>
    <ul><li><a href="/briefings/held/#q-1">Tom Askew</a></li></ul></li></ol>`);
}"""
"""A search shows what it found when the page has long been there."""


def test_what_is_not_published_yet_says_so(desk: AtThePage) -> None:
    """Above its page, beside links to it, and at the desk; nowhere when it is."""
    file = desk.folder / "content" / "held.md"
    file.write_text("---\ntitle: Held\ndraft: true\n---\nTom Askew left.\n", "utf-8")
    desk.live.round()
    desk.page.goto(f"{desk.live.url}briefings/held/")
    expect(desk.page.locator("sitegen-notes")).to_contain_text("Draft: a build does not publish it")
    expect(desk.panel.locator(".badge")).to_have_text("Not published yet: a draft")
    desk.page.goto(desk.live.url)
    badge = desk.page.locator("main a[href$='briefings/held/'] sitegen-held").first
    expect(badge).to_have_text("draft")
    expect(desk.page.locator("main a[href$='briefings/talks/'] sitegen-held")).to_have_count(0)
    desk.page.evaluate(FOUND)
    expect(desk.page.locator(".results h2 sitegen-held")).to_have_text("draft")
    expect(desk.page.locator(".results li li sitegen-held")).to_have_count(0)
    assert Axe().run(desk.page).response["violations"] == []
    file.write_text("---\ntitle: Held\n---\nTom Askew left.\n", "utf-8")
    desk.live.round()
    expect(desk.page.locator("sitegen-held")).to_have_count(0)
    file.unlink()
    desk.live.round()


def test_every_key_is_told(desk: AtThePage) -> None:
    """At the desk as in its document, in the same words."""
    desk.panel.get_by_text("Keys", exact=True).click()
    told = desk.panel.locator(".keys").evaluate(
        """list => [...list.querySelectorAll('dt')].map(dt =>
          [[...dt.children].map(kbd => kbd.textContent), dt.nextElementSibling.textContent])"""
    )
    assert told == documented_keys()


def test_leaving(desk: AtThePage) -> None:
    """A name is a link again, and the page asks for nothing."""
    desk.page.keyboard.press("e")
    expect(desk.panel).to_have_count(0)
    expect(desk.page.locator("sitegen-desk .door")).to_be_focused()
    desk.name("Ines Halloran").click()
    expect(desk.page).to_have_url(re.compile("#e-ines-halloran$"))


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
)
def test_axe_and_reflow(desk: AtThePage, width: int, scheme: str) -> None:
    """Nothing that axe finds in any panel, no sideways scroll, the words in hand in view."""
    page = desk.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    words = "left the quay"
    for take in (None, desk.mark(STAY), desk.name("Ines Halloran"), desk.name("Friday"), words):
        if take == words:
            page.keyboard.press("Escape")
            desk.select(words)
        elif isinstance(take, Locator):
            page.keyboard.press("Escape")
            take.click()
            box = take.bounding_box()
            assert box
            assert 0 < box["y"] < (desk.panel.bounding_box() or {})["y"] or width > 800
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
