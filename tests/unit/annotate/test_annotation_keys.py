"""The key of annotations: what it depends on, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.annotate import fingerprint as keys
from sitegen.annotate.parse.encoder import BEST, FAST
from sitegen.annotate.parse.nlp import Model


@pytest.mark.parametrize(("quality", "changes"), [(BEST, True), (FAST, False)])
def test_weights_count_where_the_encoder_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: str, changes: bool
) -> None:
    """Other weights may find otherwise; without the encoder they are not even read."""
    monkeypatch.setattr(keys, "WEIGHTS", tmp_path)
    (tmp_path / "model").mkdir()
    model = Model("none", "1", tmp_path / "model")
    weights = tmp_path / "types.onnx"
    weights.write_bytes(b"one")
    before = keys.fingerprint(model, quality)
    (tmp_path / "CARD.md").write_text("what it is", "utf-8")
    assert keys.fingerprint(model, quality) == before
    weights.write_bytes(b"two")
    assert (keys.fingerprint(model, quality) != before) is changes


def test_the_qualities_have_keys_of_their_own(tmp_path: Path) -> None:
    """What one found is never taken for what the other would find."""
    model = Model("none", "1", tmp_path)
    assert keys.fingerprint(model, BEST) != keys.fingerprint(model, FAST)
