"""Reasons in the reader's language: why an attribution was made, from its codes.

In: codes with what they speak of. Out: one line for a page. Each code has one message in the catalogue; a
code without one is a mistake of ours and raises `KeyError`.
"""

from __future__ import annotations

from sitegen.model.annotation import Quotation
from sitegen.model.reason import Reason, Reasons
from sitegen.model.site import ResolvedQuotation
from sitegen.model.text import PlainText
from sitegen.render.theme.catalogue import Words


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "translate this, but later"
    """The message itself: here it is only collected for the catalogues."""
    return message


ATTRIBUTED = {
    "tag-after": N_("named right after the quotation: “%(cue)s”"),
    "name-after": N_("named right after the quotation"),
    "late-tag": N_("named after the sentence that has the quotation: “%(cue)s”"),
    "phrase-after": N_("named after the quotation: “%(cue)s”"),
    "cue-before": N_("named before the quotation: “%(cue)s”"),
    "aside": N_("named between commas before the quotation: “%(cue)s”"),
    "name-before-colon": N_("named before the colon"),
    "noun-before-colon": N_("before the colon stands “%(cue)s”"),
    "subject-before-colon": N_("named before the colon: “%(cue)s”"),
    "owner-before-colon": N_("what stands before the colon is theirs"),
    "line-label": N_("named at the start of the line"),
    "tag-above": N_("named in the line above: “%(cue)s”"),
    "name-above": N_("named in the line above"),
    "name-inside": N_("named at the end of the quoted words"),
    "name-below-block": N_("named below the quotation"),
    "name-below": N_("named in the line below"),
    "sentence-before": N_("named in the sentence before: “%(cue)s”"),
    "line-before": N_("named in the line before: “%(cue)s”"),
    "no-cue": N_("nobody is named here; whoever spoke before may go on"),
}
"""Words in marks: by what stands beside them."""

REPORTED = {
    "reported-that": N_("the article says “%(cue)s”"),
    "reported-bare": N_("the article says “%(cue)s”"),
    "reported-tag": N_("the article says “%(cue)s”"),
    "reported-question": N_("a question: the article says “%(cue)s”"),
    "reported-infinitive": N_("a wish or a promise: the article says “%(cue)s”"),
    "reported-order": N_("an order or a request: the article says “%(cue)s”"),
    "reported-object": N_("the article says “%(cue)s”"),
    "reported-about": N_("the article says “%(cue)s” and about what"),
    "reported-as": N_("the article says “%(cue)s” and as what"),
    "reported-naming": N_("a name for something: the article says “%(cue)s”"),
    "reported-of": N_("praise or blame: the article says “%(cue)s”"),
    "reported-call": N_("a call for something: the article says “%(cue)s”"),
    "reported-gerund": N_("the article says “%(cue)s” and what was done"),
    "reported-raised": N_("others say so: the article says “%(cue)s”"),
    "reported-clause": N_("the whole sentence is theirs: the article says “%(cue)s”"),
    "source-subject": N_("named with these words"),
    "source-subject-of": N_("named with “%(verb)s”"),
    "source-agent": N_("named after “by”"),
    "source-before-verb": N_("named right before these words"),
    "source-after-verb": N_("named right after these words"),
    "source-possessor": N_("it is called theirs"),
    "source-name-before-noun": N_("named right before these words"),
    "source-antecedent": N_("named before “who”"),
    "source-participle": N_("so described"),
    "source-after": N_("named after “%(word)s”"),
    "source-in": N_("named in “%(word)s”"),
    "no-source": N_("nobody is named as having said it"),
}
"""Words without marks: by the cue and what goes with it."""

CORRECTED = {
    "editor": N_("corrected by an editor"),
    "editor-added": N_("added by an editor"),
    "editor-not-said": N_("the text does not say who, by an editor’s word"),
}
"""What an editor says."""

RESOLVED = {
    "name": N_("“%(word)s” is %(name)s"),
    "together": N_("%(name)s together"),
    "no-card": N_("“%(word)s” has no card here"),
    "not-named": N_("the article does not name “%(word)s”"),
    "one-of": N_("the article does not name “%(word)s”: %(part)s of “%(whole)s”"),
    "describes": N_("“%(word)s” describes %(name)s here"),
    "again": N_("the same “%(word)s” as before"),
    "so-described": N_("“%(word)s” is %(name)s, who is described so"),
    "last-of-kind": N_("“%(word)s” is %(name)s: the last of that kind"),
    "last-named": N_("“%(word)s” is %(name)s: the last one named"),
    "moment-ago": N_("“%(word)s” is %(name)s: the one named a moment ago"),
    "right-before": N_("“%(word)s” is %(name)s: named right before"),
    "next-named": N_("“%(word)s” is %(name)s: the next one named"),
    "line-theirs": N_("“%(word)s” is %(name)s: the line is theirs"),
    "line-whose": N_("“%(word)s” is whose line it is"),
    "line-unlabelled": N_("the line does not say whose it is"),
    "said-below": N_("says the same below"),
    "interviewed": N_("an answer to a question, in an interview with %(name)s"),
    "author": N_("“%(word)s” is the author"),
    "same-words": N_("“%(word)s” stands in words of the same speaker"),
    "goes-on": N_("goes on from the quotation before"),
    "not-said": N_("the text does not say who"),
    "nobody-in-particular": N_("“%(word)s” is nobody in particular"),
    "nobody-before": N_("nobody before could be “%(word)s”"),
    "last-speaker": N_("“%(word)s” is %(name)s: the last speaker"),
    "only-man": N_("“%(word)s” is %(name)s: the only man shortly before who could be meant"),
    "only-woman": N_("“%(word)s” is %(name)s: the only woman shortly before who could be meant"),
    "only-one": N_("“%(word)s” is %(name)s: the only one shortly before who could be meant"),
    "speaker-man": N_("“%(word)s” is %(name)s: the last man named as a speaker"),
    "speaker-woman": N_("“%(word)s” is %(name)s: the last woman named as a speaker"),
    "speaker-one": N_("“%(word)s” is %(name)s: the last one named as a speaker"),
    "subject-man": N_("“%(word)s” is %(name)s: the last man that a sentence was about"),
    "subject-woman": N_("“%(word)s” is %(name)s: the last woman that a sentence was about"),
    "subject-one": N_("“%(word)s” is %(name)s: the last one that a sentence was about"),
    "nearest-man": N_("“%(word)s” is %(name)s: the nearest man named before"),
    "nearest-woman": N_("“%(word)s” is %(name)s: the nearest woman named before"),
    "nearest-one": N_("“%(word)s” is %(name)s: the nearest one named before"),
}
"""Who the source is: by its words and what was read before."""

SHOWN = frozenset(
    f"source-{way}"
    for way in ("subject", "agent", "before-verb", "after-verb", "possessor", "name-before-noun")
)
"""What a phrase with cue and source shows by itself."""
LONGEST = 60
"""Characters of such a phrase."""
AGAIN = "again"
APART = frozenset('“”"«»„.;:\n')
"""What stands between a cue and its source where they are no phrase: ends of sentences, marks."""

MESSAGES = {**ATTRIBUTED, **REPORTED, **RESOLVED, **CORRECTED}


def reason_text(reasons: Reasons, words: Words, beside: str = "") -> str:
    """All steps as one line. `beside`: the article's words with the cue in them, shown in its place."""
    return "; ".join(
        dict.fromkeys(_step(reason, words, beside) for reason in reasons if not _told(reason, beside))
    )


def reason_of(resolved: ResolvedQuotation, plain: PlainText, words: Words) -> str:
    """Why a quotation is whose it is, with the article's own words: "named right after it: “said Vale”"."""
    return reason_text(resolved.reason, words, told_beside(plain, resolved.quotation))


def told_beside(plain: PlainText, quotation: Quotation) -> str:
    """The article's words from the cue to whoever is named with it, whichever comes first: "said Vale".

    "" where there is no such phrase: one of both is missing, they lie far apart or in different sentences.
    """
    cue, source = quotation.cue, quotation.source
    if cue is None or source is None:
        return ""
    first, last = sorted((cue, source))
    phrase = " ".join(plain.text[first.start : max(first.end, last.end)].split())
    return phrase if len(phrase) <= LONGEST and not set(plain.text[first.end : last.start]) & APART else ""


def _told(reason: Reason, beside: str) -> bool:
    """Whether a step says no more than the words themselves do."""
    return bool(beside) and reason.code in SHOWN


def _step(reason: Reason, words: Words, beside: str) -> str:
    values = {key: words.listed(each) if isinstance(each, tuple) else each for key, each in reason.values}
    if beside and "cue" in values:
        values["cue"] = beside
    if "wording" in values:  # somebody without a name is called by the article's words
        if (bare := _bare(values["wording"])) and bare == _bare(values.get("word", "")):
            return words.gettext(MESSAGES[AGAIN], word=values["word"])
        values["name"] = words.quoted(values["wording"])
    return words.gettext(MESSAGES[reason.code], **values)


def _bare(wording: str) -> list[str]:
    """Without its first word, an article: "the statement" and "A statement" are one."""
    return wording.casefold().split()[1:]
