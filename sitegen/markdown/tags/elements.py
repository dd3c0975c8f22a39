"""Which elements of HTML an article may have, with which attributes, and where they may stand. Data only."""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PHRASES = _names(
    "a abbr b bdi bdo cite code del dfn em i ins kbd s samp small strike strong sub sup time u var"
)
"""Elements inside a line of text."""

TEXT_BLOCKS = _names("p h1 h2 h3 h4 h5 h6 td th")
"""Blocks that hold a line of text themselves; in every other block it gets a paragraph."""

BLOCKS = TEXT_BLOCKS | _names(
    "address article aside blockquote caption dd div dl dt figcaption figure li ol section table tbody tfoot"
    " thead tr ul"
)

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
"""They hold no other block."""

LOOKS = _names(
    "big body center details font footer header hgroup html label main mark nav nobr noindex"
    " span summary tt wbr"
)
"""Elements that are dropped without a word: their text says the same without them."""

BREAKING = _names("details summary main header footer nav center body html hgroup form fieldset")
"""Of the elements that are dropped, those that stand on lines of their own."""

WITHOUT_TEXT = _names(
    "script style template noscript iframe object embed svg math head title textarea select audio video"
    " canvas noframes frameset"
)
"""Elements that are dropped with all that is in them."""

VOID = _names("area base br col embed frame hr img input link meta param source track wbr")

EVERYWHERE = frozenset({"lang", "dir"})
ATTRIBUTES = {
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "dfn": frozenset({"title"}),
    "img": frozenset({"src", "alt", "title"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
}
"""Beside those that every element may have. No `id`, `class`, `style` or handler: they are the page's own."""

SCHEMES = frozenset({"ftp", "http", "https", "mailto", "sms", "tel"})
"""What an address may begin with."""

PARENTS = {
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tr": frozenset({"thead", "tbody", "tfoot"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "caption": frozenset({"table"}),
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
}
"""Elements that stand nowhere else."""

HOLDS = {
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tfoot": "tr",
    "tr": "td",
    "ul": "li",
    "ol": "li",
    "dl": "dd",
}
"""Elements that hold no text but in an element of their own, and in which."""

ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th", "caption"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th", "caption"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th", "caption"}), frozenset({"table", "thead", "tbody", "tfoot"})),
    "thead": (frozenset({"caption", "tr", "td", "th", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"caption", "tr", "td", "th", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"caption", "tr", "td", "th", "thead", "tbody", "tfoot"}), frozenset({"table"})),
}
"""What an element that starts ends without a tag of its own, and the element at which it looks no farther."""

TOKENS = {
    "p": "paragraph",
    "ul": "bullet_list",
    "ol": "ordered_list",
    "li": "list_item",
    "blockquote": "blockquote",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
    "th": "th",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
"""Elements that Markdown has too, and what its tokens call them."""

DEEPEST = 60
"""Elements inside one another; those below it are dropped, their text stays."""
