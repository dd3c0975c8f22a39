"""Reasons in the reader's language: why an attribution was made, from its codes.

In: codes with what they speak of. Out: one line for a page. Each code has one message in the catalogue; a
code without one is a mistake of ours and raises `KeyError`.
"""

from __future__ import annotations

from sitegen.model.reason import Reason, Reasons
from sitegen.render.theme.catalogue import Words


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "translate this, but later"
    """The message itself: here it is only collected for the catalogues."""
    return message


ATTRIBUTED = {
    "tag-after": N_("“%(cue)s”, subject of the tag after the quotation"),
    "name-after": N_("name after the quotation"),
    "late-tag": N_("“%(cue)s”, tag after the clause that holds the quotation"),
    "phrase-after": N_("“%(cue)s”, after the quotation"),
    "cue-before": N_("“%(cue)s”, before the quotation"),
    "aside": N_("“%(cue)s”, between commas before the quotation"),
    "name-before-colon": N_("name before the colon"),
    "noun-before-colon": N_("“%(cue)s”, before the colon"),
    "subject-before-colon": N_("subject of “%(cue)s”, before the colon"),
    "owner-before-colon": N_("owner of what stands before the colon"),
    "line-label": N_("label of the line"),
    "tag-above": N_("“%(cue)s”, in the line above"),
    "name-above": N_("name in the line above"),
    "name-inside": N_("name at the end of the quoted words"),
    "name-below-block": N_("name below the block quotation"),
    "name-below": N_("name in the line below"),
    "sentence-before": N_("“%(cue)s”, in the sentence before"),
    "line-before": N_("“%(cue)s”, in the line before"),
    "no-cue": N_("no cue; the speaker before may go on"),
}
"""Words in marks: by what stands beside them."""

REPORTED = {
    "reported-that": N_("“%(cue)s” with a clause"),
    "reported-bare": N_("“%(cue)s” with a clause"),
    "reported-tag": N_("“%(cue)s” in a tag beside the clause"),
    "reported-question": N_("“%(cue)s” with a question"),
    "reported-infinitive": N_("“%(cue)s” with an infinitive"),
    "reported-order": N_("“%(cue)s” to somebody, with an infinitive"),
    "reported-object": N_("“%(cue)s” with an object"),
    "reported-about": N_("“%(cue)s” with a topic"),
    "reported-as": N_("“%(cue)s” with “as”"),
    "reported-naming": N_("“%(cue)s” with a name for something"),
    "reported-of": N_("“%(cue)s” of somebody, for something"),
    "reported-call": N_("“%(cue)s” with its preposition"),
    "reported-gerund": N_("“%(cue)s” with a gerund"),
    "reported-raised": N_("“%(cue)s” in the passive"),
    "reported-clause": N_("“%(cue)s” about its own sentence"),
    "source-subject": N_("source: subject"),
    "source-subject-of": N_("source: subject of “%(verb)s”"),
    "source-agent": N_("source: agent"),
    "source-before-verb": N_("source: noun before the verb"),
    "source-after-verb": N_("source: subject after the verb"),
    "source-possessor": N_("source: possessor"),
    "source-name-before-noun": N_("source: name before the noun"),
    "source-antecedent": N_("source: antecedent of the relative subject"),
    "source-participle": N_("source: noun that the participle describes"),
    "source-after": N_("source: after “%(word)s”"),
    "source-in": N_("source: in “%(word)s”"),
    "no-source": N_("names no source"),
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
    "no-card": N_("“%(word)s” has no card"),
    "not-named": N_("“%(word)s” is not named"),
    "one-of": N_("“%(word)s” is not named: %(part)s of “%(whole)s”"),
    "describes": N_("“%(word)s” describes %(name)s here"),
    "again": N_("“%(word)s” again"),
    "so-described": N_("“%(word)s” is %(name)s: so described"),
    "last-of-kind": N_("“%(word)s” is %(name)s: the last of that kind"),
    "last-named": N_("“%(word)s” is %(name)s: the last one named"),
    "moment-ago": N_("“%(word)s” is %(name)s: the one named a moment ago"),
    "right-before": N_("“%(word)s” is %(name)s: named right before"),
    "next-named": N_("“%(word)s” is %(name)s: the next one named"),
    "line-theirs": N_("“%(word)s” is %(name)s: the line is theirs"),
    "line-whose": N_("“%(word)s” is whose line it is"),
    "line-unlabelled": N_("the line does not say whose it is"),
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
    "subject-man": N_("“%(word)s” is %(name)s: the last man named as a subject"),
    "subject-woman": N_("“%(word)s” is %(name)s: the last woman named as a subject"),
    "subject-one": N_("“%(word)s” is %(name)s: the last one named as a subject"),
    "nearest-man": N_("“%(word)s” is %(name)s: the nearest man named before"),
    "nearest-woman": N_("“%(word)s” is %(name)s: the nearest woman named before"),
    "nearest-one": N_("“%(word)s” is %(name)s: the nearest one named before"),
}
"""Who the source is: by its words and what was read before."""

MESSAGES = {**ATTRIBUTED, **REPORTED, **RESOLVED, **CORRECTED}


def reason_text(reasons: Reasons, words: Words) -> str:
    """All steps as one line."""
    return "; ".join(_step(reason, words) for reason in reasons)


def _step(reason: Reason, words: Words) -> str:
    values = {key: words.listed(each) if isinstance(each, tuple) else each for key, each in reason.values}
    if "wording" in values:  # somebody without a name is called by the article's words
        values["name"] = words.quoted(values["wording"])
    return words.gettext(MESSAGES[reason.code], **values)
