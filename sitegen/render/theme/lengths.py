"""Numbers of a page as a stylesheet can read them, since a strict policy lets pages carry no styles.

Templates write a number as two digits into `data-x` or `data-y` (the filter `step`), and a card's number into
`data-e`. The rules below, at the end of the theme's stylesheet, make custom properties of them that
every browser knows: `--x` and `--y` from 0 to 99, `--part` as a percentage, and `--a`, the name of the place
that a card hangs on. They cost some 300 bytes of a packed stylesheet.
"""

from __future__ import annotations

LARGEST = 99
PLACES = 60
"""Cards with a place of their own beside the text. In a longer article the others follow one another."""


def step(value: float, whole: float) -> str:
    """What part of `whole` a value is, from "00" to "99"; "01" at least for what is there at all."""
    part = round(LARGEST * value / whole) if whole > 0 else 0
    return f"{min(max(part, 1 if value > 0 else 0), LARGEST):02}"


def rules() -> str:
    """The stylesheet's part that reads the numbers."""
    lines = []
    for axis in "xy":
        tens = (f'[data-{axis}^="{n}"]{{--{axis}1:{n}}}' for n in range(1, 10))
        ones = (f'[data-{axis}$="{n}"]{{--{axis}0:{n}}}' for n in range(1, 10))
        lines += [*tens, *ones, f"[data-{axis}]{{--{axis}:calc(10*var(--{axis}1,0) + var(--{axis}0,0))}}"]
    lines.append(f"[data-x]{{--part:calc(var(--x)/{LARGEST}*100%)}}")
    return "\n".join([*lines, *(f'[data-e="{n}"]{{--a:--m{n}}}' for n in range(1, PLACES + 1))]) + "\n"
