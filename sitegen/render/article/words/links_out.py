"""Links that leave the site: only to web addresses, and where possible to the very words."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_MARKS = "“”\"«»„‘’'"
_WHOLE = 45
"""Characters up to which a text fragment names the whole text; beyond, its first and last words."""
_EDGE = 3


def web_url(url: str) -> str:
    """The URL if it leads to the web, else "": an article must not bring a script into a page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def site_name(url: str) -> str:
    """What to call the site that a URL leads to: its host without `www.`."""
    return urlsplit(url).netloc.removeprefix("www.")


def text_fragment(url: str, text: str) -> str:
    """The link to the first place in a page that reads so (a text fragment); "" without a web address."""
    url = web_url(url)
    words = text.strip(_MARKS + " ").split()
    if not url or not words:
        return ""
    if len(text) <= _WHOLE or len(words) <= 2 * _EDGE:
        directive = _encoded(words)
    else:
        directive = f"{_encoded(words[:_EDGE])},{_encoded(words[-_EDGE:])}"
    joint = ":~:" if "#" in url else "#:~:"
    return f"{url}{joint}text={directive}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
