"""The corpus of articles: every file can be read and says nothing wrong of its text."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[3] / "tools"
sys.path.append(str(TOOLS))
import check_corpus  # noqa: E402 - a script, not a package

FILES = check_corpus.articles()


@pytest.mark.parametrize("style", check_corpus.STYLES)
def test_articles_are_marked_as_their_readme_says(style: str) -> None:
    """Names and quotations that stand in the text, speakers of the cast, no name without a mark."""
    found = [check_corpus.read(path) for path in FILES if path.parent.name == style]
    assert found
    assert [fault for article in found for fault in check_corpus.faults(article)] == []
    assert {article.style for article in found} == {style}


def test_there_are_enough_of_all_kinds() -> None:
    """What its card and readme count on."""
    read = [check_corpus.read(path) for path in FILES]
    assert len(read) >= 300
    assert sum(len(article.text.split()) for article in read) >= 120_000
    assert len({article.country for article in read}) >= 40


def test_what_is_held_out_stays_so() -> None:
    """Figures in the card were measured on these: a silent change would train on them."""
    held = [path.stem for path in FILES if check_corpus.is_held_out(path)]
    assert 0.22 < len(held) / len(FILES) < 0.30
    assert {"a-ghana-chief-stool", "b-water-tower-name", "f-cartagena-basket"} <= {*held}
    assert {"a-jetty-collapse", "copied-ledger", "e-canal-barge"}.isdisjoint(held)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("# Talks\n[Ana Brandt](ana) came. Brandt left, and [Brandt](ana) returned.", "is not marked here"),
        ("# Talks\n[Ana Brandt](ana) read “Night Bus” aloud.", "in no <q>"),
        ("# Talks\n[Ana Brandt](ana) <c1>said</c1> <q1 ana>it was late.</q1>", "before its full stop"),
        ("# Talks\n[Ana Brandt](ana) <c1>said</c1> <q1 eva>it was late</q1>.", "not in the cast"),
        ("# Talks\n[Minister Brandt](ana) and [Ana Brandt](ana) came.", "no part of a name"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, body: str, fault: str) -> None:
    """A check that never fails would be none."""
    file = tmp_path / "talks.md"
    head = "---\nstyle: wire\ncountry: Chile\ncast:\n  ana: {name: Ana Brandt, type: person}\n---\n"
    file.write_text(f"{head}{body}{' The ferry sailed at noon.' * 60}\n", "utf-8")
    found = list(check_corpus.faults(check_corpus.read(file)))
    assert len(found) == 1
    assert fault in found[0]


def test_offsets_are_those_of_the_text_without_markup(tmp_path: Path) -> None:
    """As `labelled` gives them."""
    file = tmp_path / "talks.md"
    head = "---\nstyle: wire\ncountry: Chile\ncast:\n  ana: {name: Ana Brandt, type: person}\n---\n"
    said = "<q1 ana>“No,”</q1> <c1>said</c1> <s1>[Ana Brandt](ana)</s1>. She called <q2 ana>‘late’</q2>."
    file.write_text(f"{head}# Talks\n{said}\n", "utf-8")
    made = check_corpus.labelled(check_corpus.read(file))
    text = made["text"]
    first, second = made["quotes"]
    assert [text[a:b] for a, b in first["spans"] + first["cue_spans"]] == ["“No,”", "said"]
    assert [first["type"], second["type"]] == ["direct", "direct"]
    assert [text[a:b] for a, b in made["entities"][0]["mentions"]] == ["Ana Brandt"]


def test_the_recipe_reads_the_corpus_and_finds_its_words() -> None:
    """The parts of `tools/train` that need no network: the gazetteer, and sentences with tags."""
    sys.path.append(str(TOOLS / "train"))
    from augment import Renaming
    from corpora import own

    renaming = Renaming()
    assert min(len(renaming._given), len(renaming._surnames), len(renaming._towns)) > 1000
    documents = own()
    assert len(documents) == sum(not check_corpus.is_held_out(path) for path in FILES)
    tags = {tag for document in documents for sentence in document for _, tag in sentence}
    assert tags == {"O", *(f"{begin}-{kind}" for begin in "BI" for kind in ("PER", "ORG", "LOC", "EVT"))}


def test_a_renamed_document_keeps_its_tags_and_who_is_who() -> None:
    """Words outside names stay, as many names of each type, and one new name for each old one."""
    sys.path.append(str(TOOLS / "train"))
    from augment import SHARES, Renaming

    document = [
        [("Ana", "B-PER"), ("Brandt", "I-PER"), ("of", "O"), ("Veldt", "B-ORG"), ("Lines", "I-ORG")],
        [("Brandt", "B-PER"), ("left", "O"), ("Veldt", "B-ORG"), ("in", "O"), ("Chile", "B-LOC"), (".", "O")],
    ]  # fmt: skip
    renaming, changed = Renaming(), set()
    for seed in range(20):
        made = renaming.renamed(document, random.Random(seed))
        for before, after in zip(document, made, strict=True):
            assert [word for word, tag in before if tag == "O"] == [word for word, tag in after if tag == "O"]
            assert [tag for _, tag in before if tag[0] == "B"] == [tag for _, tag in after if tag[0] == "B"]
        names = [" ".join(word for word, tag in sentence if tag[-3:] == "PER") for sentence in made]
        assert names[0].endswith(names[1])
        assert ("Chile", "B-LOC") in made[1], "a country stays"
        changed |= {
            kind
            for kind in SHARES
            if [w for s in made for w, t in s if t.endswith(kind)]
            != [w for s in document for w, t in s if t.endswith(kind)]
        }
    assert changed == {"PER", "ORG"}
