"""The lexicon finds a cue by any of its forms, and says which entry of its file it cannot read."""

from pathlib import Path

import pytest

from sitegen.annotate.lexicon.cues import (
    PREPOSITIONS,
    Frame,
    Mode,
    lexicon,
    noun_forms,
    read_lexicon,
    verb_forms,
)
from sitegen.wordfiles import read_words


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("Says", "say"),
        ("told", "tell"),
        ("denied", "deny"),
        ("denies", "deny"),
        ("admitted", "admit"),
        ("admitting", "admit"),
        ("argued", "argue"),
        ("arguing", "argue"),
        ("stresses", "stress"),
        ("agreed", "agree"),
        ("agreeing", "agree"),
        ("criticising", "criticize"),
        ("criticized", "criticize"),
        ("vowed", "vow"),
        ("replied", "reply"),
        ("conveyed", "convey"),
        ("conveying", "convey"),
        ("conveys", "convey"),
        ("swore", "swear"),
        ("written", "write"),
        ("e-mailed", "e-mail"),
        ("quipped", "quip"),
        ("quizzes", "quiz"),
        ("lying", "lie"),
    ],
)
def test_any_form_of_a_verb_finds_it(form, lemma):
    """Forms are made by rule, irregular ones are given, capitals do not matter."""
    entry = lexicon().verb(form)
    assert entry is not None
    assert lemma == entry.lemma


@pytest.mark.parametrize("form", ["sayed", "telled", "walked", "", "the"])
def test_other_words_are_no_cues(form):
    """A regular past is not made where the data give an irregular one; plain verbs are not in it."""
    assert lexicon().verb(form) is None


def test_phrasal_verbs_need_their_particle():
    """No cue in "pointed" alone, but in "pointed out"."""
    assert lexicon().verb("pointed") is None
    entry = lexicon().verb("pointed", "out")
    assert entry is not None
    assert entry.lemma == "point out"
    assert "out" in lexicon().particles


def test_nouns_in_both_numbers():
    """Singular and plural lead to one entry."""
    assert lexicon().noun("claims") is lexicon().noun("claim")
    assert lexicon().noun("Denials") is lexicon().noun("denial")
    assert lexicon().noun("rumours") is lexicon().noun("rumor")
    assert lexicon().noun("table") is None


def test_the_longest_phrase_wins():
    """Phrases are found where they begin, with their length."""
    words = ["It", "failed", ",", "According", "to", "the", "mayor"]
    found = lexicon().phrase_at(words, 3)
    assert found is not None
    assert (found[0].lemma, found[1]) == ("according to", 2)
    assert lexicon().phrase_at(words, 4) is None
    assert lexicon().around("in", "words") is not None
    assert lexicon().around("at", "words") is None


def test_a_frame_has_its_own_weight():
    """A number holds for the frames after it; a frame with a colon has its own."""
    cue = read_lexicon('[verbs.speech]\nmurmle = "0.8 that bare object:0.3"').verb("murmled")
    assert cue is not None
    assert (cue.weight(Frame.THAT), cue.weight(Frame.OBJECT), cue.weight(Frame.AS)) == (0.8, 0.3, 0.0)
    assert cue.frames == {Frame.THAT, Frame.BARE, Frame.OBJECT}
    assert (cue.strength, cue.speech, cue.mode) == (0.8, True, Mode.SPEECH)


def test_thought_is_not_speech():
    """Believing is told apart from saying."""
    for word, speech in [("believes", False), ("tweeted", True), ("said", True)]:
        entry = lexicon().verb(word)
        assert entry is not None
        assert entry.speech is speech


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('say = "0.9 thta"', "'thta' is not a valid Frame"),
        ('say = "1.9 that"', "not between 0 and 1"),
        ('say = { frames = "0.9 that", form = "said" }', "unknown key 'form'"),
        ('say = { forms = "said" }', "'frames'"),
        ("say = 3", "not iterable"),
    ],
)
def test_a_mistake_names_its_entry(line, problem):
    """Whoever extends the file learns which line is wrong."""
    with pytest.raises(ValueError, match=r"cues: verbs\.speech: 'say'") as caught:
        read_lexicon(f"[verbs.speech]\n{line}")
    assert problem in str(caught.value)


def test_spelling_rules():
    """Final e, y after a consonant, doubled consonants, both of -ize and -ise."""
    assert {"argues", "arguing", "argued"} <= set(verb_forms("argue"))
    assert {"cries", "crying", "cried"} <= set(verb_forms("cry"))
    assert {"says", "saying", "said"} <= set(verb_forms("say", ("said",)))
    assert {"urges", "urging", "urged"} <= set(verb_forms("urge"))
    assert {"theorises", "theorizing"} <= set(verb_forms("theorize"))
    assert verb_forms("convey") == ("convey", "conveys", "conveying", "conveyed")
    assert verb_forms("deny") == ("deny", "denies", "denying", "denied")
    assert verb_forms("plan") == ("plan", "plans", "planing", "planning", "planed", "planned")
    assert verb_forms("free") == ("free", "frees", "freeing", "freed")
    assert verb_forms("vow") == ("vow", "vows", "vowing", "vowed")
    assert verb_forms("tell", ("told",)) == ("tell", "tells", "telling", "told")
    assert noun_forms("query") == ("query", "queries")
    assert noun_forms("guess") == ("guess", "guesses")


def test_every_entry_is_a_cue():
    """No entry without a frame, and hundreds of them."""
    entries = lexicon().entries
    assert len(entries) > 500
    assert [entry.lemma for entry in entries if not entry.strength] == []


DOCS = Path(__file__).parents[4] / "docs" / "cues.md"


@pytest.mark.parametrize("frame", [*Frame, *sorted(PREPOSITIONS)])
def test_every_frame_is_explained(frame):
    """Whoever extends the file finds each of its words in docs/cues.md."""
    if frame is not Frame.CALL:  # stands in the file as one of its prepositions
        assert f"`{frame}`" in DOCS.read_text(encoding="utf-8")


def test_the_documented_lines_are_those_of_the_file():
    """The example in docs/cues.md is what the file says."""
    example = DOCS.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    data = read_words("cues.toml")
    assert [line for line in example.splitlines() if line not in data] == []
