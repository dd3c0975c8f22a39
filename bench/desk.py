"""An editor at the desk in a real browser: how many interactions a correction takes, and how long the desk does.

In: a running preview, the page of a briefing, and a plan, YAML that stays outside the repository: corrections,
each with `what` and the gestures that make it, through nothing but what is to be seen or is a key:

    - what: extent
      do: [{select: the very words}, {key: Enter}]

Gestures: `click` (the first of these words: a name, a date, a quotation), `select` (words, with the mouse), `key`, `type`, `press` (a
button by its label), `option` (a row of a list), `field` (a field by its label). With `nth: 1` the second such.
Out: a table. Reading and pointing take an editor's own time; here is what they wait for.
"""

from __future__ import annotations

import argparse
import statistics
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Error, Page, Response, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PLACES = """([words, nth]) => {
  const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT), nodes = [];
  let text = '';
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest('.pn,.qn')) continue;
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  let at = -1;
  for (let n = 0; n <= nth; n += 1) at = text.indexOf(words, at + 1);
  if (at < 0) throw new Error('no such words');
  const letter = place => {
    const [first, node] = nodes.findLast(([first]) => first <= place), range = document.createRange();
    range.setStart(node, place - first); range.setEnd(node, place - first + 1);
    return range;
  };
  const [a, z] = [letter(at), letter(at + words.length - 1)];
  a.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
  const [first, last] = [a, z].map(range => range.getBoundingClientRect()), middle = r => r.top + r.height / 2;
  return [first.left + 1, middle(first), last.right - 1, middle(last)];
}"""


@dataclass(frozen=True, slots=True)
class Correction:
    """What one took."""

    what: str
    interactions: int
    """Clicks, drags, keys; words typed into a field count as one."""
    gestures: float
    """Seconds of the browser's for these: how long the desk takes to show what was asked for."""
    written: float
    """Seconds from the last of them until it is in the file."""
    followed: float
    """And until the page says it."""


class Editor:
    """One page with its desk open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator("sitegen-desk .panel")
        self.seen: list[float] = []
        self.acted: list[float] = []
        page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if "/desk/act" in response.url or "/desk/undo" in response.url:
            self.acted.append(time.perf_counter())
        elif "/desk/article" in response.url and response.ok:
            with suppress(Error):  # the page was left before it was read
                if response.json()["seen"]:
                    self.seen.append(time.perf_counter())

    def open(self, url: str) -> None:
        """By its key."""
        self.page.goto(url)
        self.page.locator("sitegen-desk .door").wait_for()
        self.page.keyboard.press("e")
        self.panel.wait_for()

    def do(self, gesture: dict[str, Any]) -> int:
        """One gesture. Returns how many interactions it is."""
        (kind, words), nth = next(iter(gesture.items())), gesture.get("nth", 0)
        page = self.page
        if kind == "key":
            page.keyboard.press(words)
        elif kind == "type":
            page.keyboard.type(words)
        elif kind == "press":
            self.panel.get_by_role("button", name=words).nth(nth).click()
        elif kind == "option":
            self.panel.get_by_role("option", name=words).nth(nth).click()
        elif kind == "field":
            self.panel.get_by_label(words).nth(nth).click()
        elif kind == "click":
            x, y, *_ = page.evaluate(PLACES, [words, nth])
            page.mouse.click(x + 3, y)
            self.panel.get_by_role("button", name="Back").wait_for()
        else:
            ends = page.evaluate(PLACES, [words, nth])
            page.mouse.move(ends[0], ends[1])
            page.mouse.down()
            page.mouse.move(ends[2], ends[3], steps=6)
            page.mouse.up()
            self.panel.get_by_role("heading", name="Mark these words").wait_for()
        return 1

    def correct(self, one: dict[str, Any]) -> Correction:
        """All gestures of one correction, until the page has followed."""
        acted, begun = len(self.acted), time.perf_counter()
        count = sum(map(self.do, one["do"]))
        done = time.perf_counter()
        written = self._wait(self.acted, acted)
        followed = self._wait(self.seen, sum(at <= written for at in self.seen))
        self.panel.wait_for()
        self.page.wait_for_timeout(150)
        return Correction(one["what"], count, done - begun, written - done, followed - done)

    def _wait(self, times: list[float], before: int) -> float:
        for _ in range(400):
            if len(times) > before:
                return times[-1]
            self.page.wait_for_timeout(25)
        raise TimeoutError("the desk did not answer")


def main() -> None:
    """Play a plan, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", help="of the briefing's page in a running preview")
    parser.add_argument("plan", type=Path)
    options = parser.parse_args()
    plan = yaml.safe_load(options.plan.read_text("utf-8"))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        editor = Editor(page)
        editor.open(options.url)
        begun = time.perf_counter()
        made = [editor.correct(one) for one in plan]
        spent = time.perf_counter() - begun
        browser.close()
    for one in made:
        print(
            f"| {one.what} | {one.interactions} | {one.gestures:.2f} | {one.written:.2f} | {one.followed:.2f} |"
        )
    print(
        f"{len(made)} corrections, {sum(one.interactions for one in made)} interactions, {spent:.1f} s in all"
    )
    print(f"until the page follows: median {statistics.median(one.followed for one in made):.2f} s, "
          f"worst {max(one.followed for one in made):.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
