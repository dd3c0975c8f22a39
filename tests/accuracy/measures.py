"""Figures of accuracy in per cent, from counts added up over articles.

What is counted, and what each figure means, stands in `quotation_measures` and `entity_measures`.
"""

from __future__ import annotations

from collections import Counter

from entity_measures import TYPES

KINDS = ("direct", "partial", "indirect")


def figures(counts: Counter[str]) -> dict[str, float]:
    """Percentages from the counts of all articles, one decimal."""
    c = counts
    both = {
        f"quotations, {k}": _f1(c, f"{k} precise", f"{k} found", f"{k} recalled", f"{k} right")
        for k in ("all", *KINDS)
    }
    return {
        **both,
        "quotations, cue": _share(c["cue ok"], c["cue of"]),
        "quotations, source": _share(c["source ok"], c["source of"]),
        "quotations, resolved speaker": _share(c["speaker ok"], c["all recalled"]),
        "quoted segments, end to end": _f1(
            c, "segments ok", "segments found", "segments ok", "segments right"
        ),
        "quoted segments, resolved": _f1(
            c, "segments resolved", "segments found", "segments resolved", "segments right"
        ),
        "entities, span": _f1(c, "span ok", "span found", "span ok", "span right"),
        **{f"entities, {t}": _f1(c, f"{t} ok", f"{t} found", f"{t} ok", f"{t} right") for t in TYPES},
        "entities, B-cubed": _harmonic(
            c["b-cubed precise"] / 1e6, c["span found"], c["b-cubed recalled"] / 1e6, c["span right"]
        ),
        "entities, perfect cards": _f1(c, "cards ok", "cards found", "cards ok", "cards right"),
        "entities, type accuracy": _share(c["type ok"], c["type of"]),
        "entities, descriptions": _f1(
            c, "descriptions precise", "descriptions found", "descriptions recalled", "descriptions right"
        ),
    }


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _f1(c: Counter[str], precise: str, found: str, recalled: str, right: str) -> float:
    return _harmonic(c[precise], c[found], c[recalled], c[right])


def _harmonic(precise: float, found: float, recalled: float, right: float) -> float:
    p, r = (precise / found if found else 0.0), (recalled / right if right else 0.0)
    return round(200 * p * r / (p + r), 1) if p + r else 0.0
