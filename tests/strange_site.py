"""Articles that strain a page: dense, empty, endless, from right to left. Made, not written."""

from __future__ import annotations

from typing import Any

_SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ru", "sa", "ti", "vo", "zu", "fe", "gri", "hol")
_TYPES = ("person", "organisation", "place", "event", "other")


def name(number: int) -> str:
    """A name that no other number has."""
    a, b = divmod(number, len(_SYLLABLES))
    return f"{_SYLLABLES[a % 15]}{_SYLLABLES[b]}ra Z{_SYLLABLES[b]}{_SYLLABLES[a % 15]}l".title()


def dense() -> dict[str, Any]:
    """3,000 words, 150 entities with three mentions each, 60 quotations."""
    names = [name(n) for n in range(150)]
    paragraphs = []
    quotations = []
    for n in range(150):
        others = f"{names[(n + 50) % 150]} and {names[(n + 100) % 150]}"
        said = f"“Sentence number {n} is about the weather”"
        line = f"{names[n]}, the keeper of lamp {n}, wrote to {others} on a wet morning. "
        if n % 5 < 2:
            line += f"{said}, said {names[n]}."
            speaker = "e" + str(n)
            quotations.append({"parts": [said], "kind": "direct", "speaker": speaker, "confidence": 0.9})
        paragraphs.append(line)
    return {
        "file": "content/dense.md",
        "title": "Dense",
        "body": "\n\n".join("".join(paragraphs[n : n + 3]) for n in range(0, 150, 3)),
        "mentions": {f"e{n}": [names[n], f"{names[n]}@2", f"{names[n]}@3"] for n in range(150)},
        "descriptions": {f"e{n}": [f"the keeper of lamp {n},"] for n in range(150)},
        "quotations": quotations,
    }


def arabic() -> dict[str, Any]:
    """An article from right to left, with a name and numbers that run the other way, a list and a table."""
    said = "«لن نغلق الرصيف قبل الصيف»"
    return {
        "file": "content/arabic.md",
        "title": "مجلس الميناء يؤجل القرار",
        "language": "ar",
        "publisher": "بريد الميناء",
        "byline": "سليم نور",
        "body": f"قالت ليلى حداد، رئيسة مجلس الميناء: {said}.\n\n"
        "وأضافت أن شركة Callow Terminals وافقت على 12 موعداً في 2026.\n\n"
        "## الأرصفة\n\n- الرصيف الأول\n- الرصيف الثاني\n\n> بند من الاتفاق\n\n"
        "| الاسم | العدد |\n|---|---|\n| ليلى حداد | 3 |\n",
        "mentions": {"leila": ["ليلى حداد", "ليلى حداد@2"], "callow": ["Callow Terminals"]},
        "descriptions": {"leila": ["رئيسة مجلس الميناء"]},
        "quotations": [
            {"parts": [said], "kind": "direct", "speaker": "leila", "cue": "قالت", "confidence": 0.5}
        ],
    }


def strange_site() -> dict[str, Any]:
    """All of them, as values for `render_site.site_of`."""
    entities = {f"e{n}": {"name": name(n), "type": _TYPES[n % 5]} for n in range(150)}
    entities["leila"] = {"name": "ليلى حداد", "type": "person"}
    entities["callow"] = {"name": "Callow Terminals", "type": "organisation"}
    entities["rtl"] = {"name": "نجيب محفوظ", "type": "person"}
    entities["long"] = {
        "name": "Ministry of " + "Interministerial Coordination of " * 6 + "Canals",
        "type": "organisation",
    }
    entities["broad"] = {"name": "Mona Chaluvarayaswamyannan", "type": "person"}
    endless = "“" + "and so it went on " * 400 + "to the end”"
    unbroken = "Donaudampfschiff" * 20
    return {
        "site": {"title": unbroken[:60]},
        "entities": entities,
        "articles": [
            dense(),
            arabic(),
            {"file": "content/one.txt", "title": "One", "body": "It rained."},
            {
                "file": "content/broad.md",
                "title": f"Broad {unbroken[:64]}",
                "body": "Mona Chaluvarayaswamyannan came.\n\nMona Chaluvarayaswamyannan went.",
                "mentions": {"broad": ["Mona Chaluvarayaswamyannan", "Mona Chaluvarayaswamyannan@2"]},
            },
            {
                "file": "content/endless.md",
                "title": "A title of two hundred characters and more, " * 5,
                "tags": [unbroken[:80]],
                "body": f"{name(0)} began: {endless}.\n\n{unbroken}",
                "mentions": {"e0": [name(0)]},
                "quotations": [{"parts": [endless], "kind": "direct", "speaker": "e0", "confidence": 0.9}],
            },
            {
                "file": "content/rtl.md",
                "title": "نجيب محفوظ",
                "publisher": unbroken,
                "body": "A reader of نجيب محفوظ met the " + entities["long"]["name"] + ".\n\n"
                "| " + " | ".join(f"column {n}" for n in range(12)) + " |\n|" + "---|" * 12 + "\n| "
                + " | ".join(["نجيب محفوظ", *["value"] * 11]) + " |\n\n```\n" + "x" * 300 + "\n```\n\n"
                f"![a picture](picture.png) <{'https://example.com/' + 'a' * 200}>",
                "mentions": {"rtl": ["نجيب محفوظ", "نجيب محفوظ@2"], "long": [entities["long"]["name"]]},
            },
        ],
    }  # fmt: skip


def mirrored_site() -> dict[str, Any]:
    """The same people in an Arabic site: the page itself runs from right to left."""
    site = strange_site()
    (endless,) = (article for article in site["articles"] if article["file"] == "content/endless.md")
    return {
        **site,
        "site": {"title": "الميناء", "language": "ar"},
        "articles": [arabic(), endless],
    }
