"""What can be wrong, as values.

A `Diagnostic` says what is wrong with the *content* of a site, where, and what to do. Stages return
them; nothing below the command line prints. `SitegenError` is for what makes a build impossible (an
unreadable configuration, a missing model): it carries diagnostics and is caught once, at the edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

_UNSEEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")


def visible(text: str) -> str:
    """One line that a terminal shows as it is: names of files and values may hold what steers one."""
    return _UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


class Severity(StrEnum):
    """How bad it is. An `ERROR` about an article leaves that article out of the site."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1, as editors do."""

    path: PurePosixPath
    """Relative to the site's folder where the file is inside it."""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [str(self.path), *(str(n) for n in (self.line, self.column) if n is not None)]
        return visible(":".join(parts))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable code, how bad, what, where, and what to do about it."""

    code: str
    """Stable kebab-case name; every code stands in `CODES` and in docs/diagnostics.md."""
    severity: Severity
    message: str
    location: Location | None = None
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        hint = f"\n    hint: {visible(self.hint)}" if self.hint else ""
        return f"{where}{self.severity}[{self.code}]: {visible(self.message)}{hint}"


def not_utf8(what: str, where: Location) -> Diagnostic:
    """A file of text in another encoding."""
    hint = "open the file in your editor and save it with the encoding UTF-8"
    return Diagnostic("file-not-utf8", Severity.ERROR, what, where, hint)


def nameless(path: PurePosixPath) -> Diagnostic | None:
    """What is wrong with a path that is no text, as old archives leave them; None for all others."""
    told = str(path).encode("utf-8", "replace").decode()
    if told == str(path):
        return None
    message = "the name is not UTF-8, so no address can be made of it"
    return Diagnostic("file-unreadable", Severity.ERROR, message, Location(PurePosixPath(told)), "rename it")


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """The order of reports: by file, line and column; what has no place comes first."""
    at = diagnostic.location
    place = (str(at.path), at.line or 0, at.column or 0) if at else ("", 0, 0)
    return (*place, diagnostic.code, diagnostic.message)


class SitegenError(Exception):
    """A build cannot go on. Carries everything that is known to be wrong, not only the first."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics


CODES: dict[str, str] = {
    "config-unreadable": "sitegen.toml cannot be read or is not TOML.",
    "config-key-unknown": "sitegen.toml has a key that sitegen does not know.",
    "config-value-wrong": "A value in sitegen.toml has the wrong type or an impossible value.",
    "site-missing": "The folder holds no site: neither sitegen.toml nor a content folder.",
    "folders-overlap": "Folders that must be apart lie in one another: output, static files, other sources.",
    "content-missing": "The content folder does not exist.",
    "content-empty": "The content folder holds no articles.",
    "file-unreadable": "A file or folder cannot be read, or vanished while it was read.",
    "file-too-large": "A source file is far larger than any article.",
    "file-binary": "A source file is not text.",
    "file-not-utf8": "A source file or template is not encoded as UTF-8.",
    "comment-left-out": "A source has comments; they are published nowhere.",
    "comment-unclosed": "A comment is never closed, so that nothing below it is published.",
    "html-as-text": "HTML tags of an article are shown as text.",
    "html-left-out": "HTML tags of an article that no page may have are left out; their text stays.",
    "template-tag": "An article has tags of a template language; they are shown as text.",
    "title-missing": "A text file begins with no headline, so its page has the file's name.",
    "file-no-article": "A file to be annotated is no article by its suffix.",
    "control-character": "A source file has characters that no page can hold; they are read as spaces.",
    "model-unsafe": "Safe mode loads no model but the built-in one.",
    "template-unsafe": "A template does what no template may do in safe mode.",
    "link-broken": "A symbolic link leads nowhere or to itself.",
    "link-loop": "A symbolic link leads back to a folder that it is in.",
    "link-outside": "A symbolic link leads out of the site's folder, or out of the static files.",
    "article-empty": "A source file has no text.",
    "article-id-clash": "Two source files differ in their suffix only, so they are one article by name.",
    "front-matter-unclosed": "The front matter has no second line of --- or +++.",
    "front-matter-unmarked": "Front matter stands between other marks than lines of ---, or has no end.",
    "front-matter-syntax": "The front matter is not valid YAML, TOML or JSON, or has no keys.",
    "front-matter-duplicate-key": "A key stands twice in one front matter, with two values.",
    "front-matter-misspelt-key": "A key is nearly one that sitegen knows.",
    "front-matter-unknown-key": "A key is none that sitegen or another tool knows; it is ignored.",
    "front-matter-key-unused": "Keys that other tools know mean nothing here; told once for the site.",
    "front-matter-wrong-type": "A value is of another kind than its key takes.",
    "front-matter-bad-date": "A date is not one, or not in the calendar.",
    "front-matter-bad-url": "A source_url is not an http or https address.",
    "front-matter-bad-language": "A language is not a language tag.",
    "front-matter-bad-slug": "A slug, permalink or alias cannot be part of an address.",
    "front-matter-comment": "Part of a value is lost: to YAML it is a comment.",
    "article-renamed": "In the preview: an article was published at another address before.",
    "lead-twice": "Two articles are to lead the front page; the newer one does.",
    "model-missing": "The spaCy pipeline named in the configuration is not installed.",
    "model-damaged": "The installed model's files are not the ones that sitegen was tested with.",
    "annotating-failed": "A process that annotates articles cannot be started, or ended before it was done.",
    "cluster-extra-missing": "The library that talks to a Dask cluster is not installed.",
    "cluster-unreachable": "No Dask scheduler answers at the address given.",
    "cluster-lost": "The Dask scheduler is gone, or had no worker for long, while articles were annotated.",
    "cluster-unlike": "The cluster has another sitegen, model or library than the computer that builds.",
    "cluster-unsafe": "Safe mode sends nothing to a cluster.",
    "annotator-failed": "Something of sitegen's own failed while it annotated an article.",
    "linking-failed": "Something of sitegen's own failed while it linked the names of an article.",
    "resolving-failed": "Something of sitegen's own failed while it looked who is who, or who speaks.",
    "rendering-failed": "Something of sitegen's own failed while it made a page or file.",
    "permalink-collision": "Two articles would stand at the same address.",
    "permalink-unsafe": "A name cannot be part of a page's address.",
    "template-error": "A template has a mistake, or reads a value that its page does not have.",
    "template-missing": "A template that a page needs is nowhere to be found.",
    "catalogue-wrong": "A catalogue of words cannot be read, or a message in it does not fit its original.",
    "output-overlaps": "The output folder overlaps a folder that holds sources.",
    "output-foreign": "The output folder holds files that sitegen did not make, or is a file.",
    "write-failed": "The disk refuses to take the site.",
    "cache-unwritable": "Annotations cannot be kept for the next build; the site itself is complete.",
    "cache-shared-unusable": "The shared cache is slow, away or closed to us; the site itself is complete.",
    "cache-shared-damaged": "An object of the shared cache was damaged; it is made again.",
    "cache-unsafe": "Safe mode asks no shared cache.",
    "static-clash": "A static file has the place of a page or of another file that sitegen makes.",
    "image-missing": "A picture is neither beside its article nor a static file, or none that browsers show.",
    "link-missing": "A link in an article leads to nothing on the site.",
    "search-unavailable": "The search index cannot be made; everything else is built.",
    "check-incomplete": "An article says that it was checked, but not by whom, when, or in which state.",
    "check-stale": "An article's text or marks are not those that an editor checked.",
    "review-unknown": "The review has no item of the number or id that was given.",
    "new-not-empty": "A new site is wanted in a folder that is not empty.",
    "import-extra-missing": "The libraries that an import needs are not installed.",
    "import-unreadable": "A document to import cannot be read: missing, empty, damaged, or locked.",
    "import-unsupported": "A document that is to be imported has a format that sitegen does not read.",
    "import-too-large": "A document that is to be imported is far larger than any article.",
    "import-no-article": "A document that is to be imported holds no article.",
    "import-fetch-failed": "An address that is to be imported gives no page.",
    "import-dropped": "An import left something out.",
    "import-look": "An imported article should be looked at before it is published.",
    "import-differs": "An article that is there already differs from its source; it was left as it is.",
    "import-renamed": "An imported article got a number, since another one has its name.",
    "import-folder": "Imported articles cannot go into the folder that was named.",
    "article-exists": "A new article would have the name of one that is there.",
    "curation-key-unknown": "A file of content/entities/ has a key that sitegen does not know.",
    "curation-value-wrong": "A value in a file of content/entities/ is of another kind than its key takes.",
    "curation-redirect": "A former id in a file of content/entities/ is a page of its own, or claimed twice.",
    "ids-unreadable": "The list of issued addresses, content/entities/ids.toml, cannot be used.",
    "ids-unwritten": "The list of issued addresses could not be written.",
    "host-limit": "The site is larger than the host that was named takes.",
    "curation-unused": "A name, article or id in a file of content/entities/ is nowhere on the site.",
    "correction-wrong": "An item of a corrections file cannot be meant as it is written.",
    "correction-lost": "The words that a correction points at are not found for certain.",
    "correction-reworded": "A correction was applied to words that are no longer quite the same.",
    "correction-unused": "A correction's words are there, and nothing that it could correct.",
    "correction-beside": "The words beside a quotation are others than when an editor said who speaks.",
    "correction-misspelt": "A correction names nobody of the article, and nearly somebody.",
    "correction-restored": "A correction speaks of what the machine does not see any more; it stands.",
    "correction-orphan": "A corrections file stands beside no article.",
    "approved-differs": "After an upgrade the machine sees an approved article differently; nothing changed.",
    "approved-unreadable": "The file that keeps what was approved of an article cannot be read.",
    "not-approved": "Only approved articles may be published, and this one is not.",
    "brief-lost": "A slot of an article's brief points at a paragraph or a quotation that is not there.",
    "quote-unclosed": "A quotation is opened and neither closed nor continued in the next paragraph.",
    "language-without-words": "An article is in a language that sitegen has no words for.",
    "name-ambiguous": "A short form could mean two people of its article, so it is linked to neither.",
    "curation-clash": "Two files of content/entities/ contradict one another.",
    "serve-open": "The preview listens on more than this computer's own address, and shows drafts.",
    "serve-address": "The preview cannot listen on the address or port that it was given.",
    "internal-error": "sitegen itself has a fault; the preview goes on.",
}
"""Every diagnostic code and what it means in one sentence."""
