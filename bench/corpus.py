"""A generated corpus: any number of news articles of an invented region, the same for every generator.

    python bench/corpus.py FOLDER COUNT

Writes COUNT Markdown files with YAML front matter (title, date, tags, summary) of about 400 words each below
FOLDER/content/, in monthly folders. The same count gives the same bytes. People, bodies and places recur over
the articles as they do in an archive: a few in hundreds, most in a handful.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

GIVEN = "Anna Boris Clara Dmitri Elsa Farid Greta Henrik Ida Jonas Karin Leo Mira Nils Olga Pavel Rosa Stefan Tilda Viktor"
SYLLABLES = "bar cor del fen gra hol ker lun mar nor ost per quil ras sel tor ul vas wel yor"
ROLES = ("director", "mayor", "researcher", "spokesman", "economist", "judge", "engineer", "union leader")
BODIES = (
    "Council",
    "Harbour Authority",
    "University",
    "Ferries",
    "Federation",
    "Institute",
    "Water Board",
    "Bank",
)
TAGS = (
    "transport",
    "fishing",
    "energy",
    "courts",
    "schools",
    "housing",
    "health",
    "weather",
    "culture",
    "trade",
)
VERBS = ("said", "told reporters", "added", "argued", "explained")
CLAIMS = (
    "the plan would cost more than anyone has admitted so far",
    "nobody has asked the people who live along the coast",
    "the figures will be published before the end of the year",
    "we have waited for this decision for eleven years",
    "a second inquiry would only delay what is already clear",
    "the work can begin as soon as the ground has thawed",
    "every household will receive a letter in the spring",
    "it is a small step, but it is the first one",
)
FACTS = (
    "The decision follows months of talks behind closed doors.",
    "A report published in {month} had found cracks in eleven of the thirty pillars.",
    "About 1,200 people work at the site, most of them on short contracts.",
    "The next meeting is planned for {month}, when the budget is due.",
    "Prices have risen by a tenth since the last agreement was signed.",
    "Residents gathered outside the hall, some of them with banners.",
)
MONTHS = "January February March April May June July August September October November December".split()


class World:
    """The people, bodies and places that the articles share."""

    def __init__(self, count: int) -> None:
        self.random = random.Random(20260101)
        size = max(40, count // 4)
        self.people = [self._person() for _ in range(size)]
        self.bodies = [f"{self._name()} {self.random.choice(BODIES)}" for _ in range(max(20, size // 4))]
        self.places = [self._name() for _ in range(max(20, size // 6))]

    def _name(self) -> str:
        parts = self.random.sample(SYLLABLES.split(), self.random.choice((2, 2, 3)))
        return "".join(parts).capitalize()

    def _person(self) -> tuple[str, str, str]:
        return self.random.choice(GIVEN.split()), self._name(), self.random.choice(ROLES)

    def pick(self, pool: list) -> object:
        """One of the pool, the first ones far more often than the last."""
        return (
            pool[min(int(self.random.paretovariate(0.6)) - 1, len(pool) - 1)]
            if self.random.random() < 0.5
            else (self.random.choice(pool))
        )


def article(world: World, number: int, day: date) -> str:
    """One article's file."""
    body, place = world.pick(world.bodies), world.pick(world.places)
    people = [world.pick(world.people) for _ in range(4)]
    draw = world.random
    title = f"{body} delays its plan for {place} ({number})"
    tags = ", ".join(sorted(draw.sample(TAGS, 2)))
    lines = [
        f"---\ntitle: {title}\ndate: {day.isoformat()}\ntags: [{tags}]\nsummary: What {place} is waiting for.\n---\n"
    ]
    lines.append(
        f"The {body} has put off its decision on the works at {place} until next year, officials said on {day:%A}.\n"
    )
    for given, surname, role in people:
        month = draw.choice(MONTHS)
        lines.append(
            f"“{draw.choice(CLAIMS).capitalize()},” {draw.choice(VERBS)} {given} {surname}, {draw.choice(('a', 'the'))} {role} "
            f"at the {world.pick(world.bodies)} in {world.pick(world.places)}. {draw.choice(FACTS).format(month=month)} "
            f"“{draw.choice(CLAIMS).capitalize()}.”\n"
        )
        lines.append(
            f"{surname} said {draw.choice(CLAIMS)}. {draw.choice(FACTS).format(month=month)} "
            f"The *{world.pick(world.bodies)}* called the offer “{' '.join(draw.choice(CLAIMS).split()[:4])}” and said that "
            f"{draw.choice(CLAIMS)}. {draw.choice(FACTS).format(month=month)}\n"
        )
    lines.append(f"According to [the minutes](https://example.org/{number}), {draw.choice(CLAIMS)}.\n")
    return "\n".join(lines)


def write_corpus(folder: Path, count: int) -> None:
    """Write `count` articles below `folder/content`, from January 2020 on."""
    world = World(count)
    first = date(2020, 1, 1)
    for number in range(count):
        day = first + timedelta(days=number * 2200 // max(count, 1))
        path = folder / "content" / f"{day:%Y}" / f"{day:%m}" / f"article-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(world, number, day), encoding="utf-8")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
