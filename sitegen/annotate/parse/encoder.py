"""A small encoder's word on every token: a person, an organisation, a place, an event, or no name.

In: the words of one text and where its blocks begin. Out: `Judged` for each word, shares of 1 in hundredths.
The home of onnxruntime and tokenizers. The network reads words in lower case, and the case of each beside it
(`shape`); how it was trained stands in `tools/train/`, what it can do and its licence in the model card
beside its weights.

The method is that of Devlin and others (2019), token classification over an encoder of pieces of words; the
encoder is MiniLM (Wang and others, 2020).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parents[1] / "encoder"
"""Holds `types.onnx`, `tokenizer.json` and the model card."""

WINDOW = 192
"""Pieces that are read together, at most: what it was trained with."""
LONGEST = 12
"""Pieces of one word that are read; the rest of it tells no type."""
TOGETHER = 4096
"""Pieces that are computed at once: some 30 MB."""
KINDS = 4
QUALITIES = BEST, FAST = "best", "fast"
"""Whether the encoder is asked."""
JUDGED = "sitegen.judged"
"""Under which key of its `user_data` a `Doc` has what was found."""
_FIRST, _LAST, _UNKNOWN = 101, 102, 100
_NO_SHAPE = 5


class Judged(NamedTuple):
    """How likely a word is to be of a name of each type, in shares of 1."""

    person: float
    organisation: float
    place: float
    event: float

    @property
    def none(self) -> float:
        """How likely it is to be of no name."""
        return max(0.0, 1.0 - sum(self))


class _Window(NamedTuple):
    first: int
    """Number of its first word."""
    pieces: list[list[int]]
    shapes: list[int]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


class Encoder:
    """The network, loaded when the first text is judged."""

    def __init__(self, cores: int = 1) -> None:
        """`cores`: how many one text may have; it is judged alike with any number of them."""
        self._cores = cores

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._cores, 1
        return onnxruntime.InferenceSession(
            str(WEIGHTS / "types.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def judge(self, forms: Sequence[str], breaks: Sequence[bool]) -> tuple[Judged, ...]:
        """One `Judged` for each word. `breaks`: whether a sentence begins at it.

        No window ends inside a sentence if it can be helped.
        """
        answer = [Judged(0.0, 0.0, 0.0, 0.0)] * len(forms)
        for group in _groups(self._windows(forms, breaks)):
            for window, shares in zip(group, self._shares(group), strict=True):
                at = 0
                for number, pieces in enumerate(window.pieces, window.first):
                    answer[number] = Judged(*(round(float(share), 2) for share in shares[at]))
                    at += len(pieces)
        return tuple(answer)

    def _windows(self, forms: Sequence[str], breaks: Sequence[bool]) -> Iterator[_Window]:
        window = _Window(0, [], [])
        for start, end in _stretches(breaks):
            block = [self._pieces(form) for form in forms[start:end]]
            for number, pieces in enumerate(block, start):
                length = sum(map(len, block)) if number == start else len(pieces)
                if window.pieces and window.size + min(length, WINDOW) > WINDOW - 2:
                    yield window
                    window = _Window(number, [], [])
                window.pieces.append(pieces)
                window.shapes.append(shape(forms[number]))
        if window.pieces:
            yield window

    def _pieces(self, form: str) -> list[int]:
        return self._tokenizer.encode(form, add_special_tokens=False).ids[:LONGEST] or [_UNKNOWN]

    def _shares(self, windows: Sequence[_Window]) -> NDArray[np.float32]:
        """For each window and piece the shares of the kinds."""
        import numpy as np

        width = max(window.size for window in windows) + 2
        ids = np.zeros((len(windows), width), np.int64)
        mask, shapes = np.zeros_like(ids), np.full_like(ids, _NO_SHAPE)
        for row, window in enumerate(windows):
            flat = [piece for pieces in window.pieces for piece in pieces]
            ids[row, : len(flat) + 2] = [_FIRST, *flat, _LAST]
            mask[row, : len(flat) + 2] = 1
            shapes[row, 1 : len(flat) + 1] = [
                s for s, pieces in zip(window.shapes, window.pieces, strict=True) for _ in pieces
            ]
        (logits,) = self._session.run(None, {"ids": ids, "mask": mask, "shapes": shapes})
        odds = np.exp(logits - logits.max(-1, keepdims=True))
        shares = odds / odds.sum(-1, keepdims=True)
        named: NDArray[np.float32] = shares[:, 1:-1, 1:].reshape(*shares[:, 1:-1].shape[:2], KINDS, 2).sum(-1)
        return named


def _stretches(breaks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    starts = sorted({0, *(number for number, begins in enumerate(breaks) if begins)})
    return zip(starts, [*starts[1:], len(breaks)], strict=True)


def _groups(windows: Iterator[_Window]) -> Iterator[list[_Window]]:
    """Windows of like length together: what is padded is computed for nothing."""
    group: list[_Window] = []
    for window in sorted(windows, key=lambda one: (one.size, one.first)):
        if group and (len(group) + 1) * (window.size + 2) > TOGETHER:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def shape(form: str) -> int:
    """The case of a word: small, with a capital, capitals, mixed, a number, or none."""
    if form.isdigit():
        return 4
    if not any(letter.isalpha() for letter in form):
        return _NO_SHAPE
    if form.islower():
        return 0
    if form.isupper():
        return 2 if len(form) > 1 else 1
    return 1 if form[0].isupper() and form[1:].islower() else 3
