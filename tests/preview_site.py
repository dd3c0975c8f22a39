"""A small site for tests of the preview, built for real but for the model: names are found by a pattern."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.build.annotating import Annotated
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import Span
from sitegen.serve.site import PreviewSite

_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


class PatternService:
    """Stands in for the annotators: two capitalised words are a person."""

    model = "pattern 1"

    def annotate(self, texts, progress=None):
        """Mentions only; instant and always the same."""
        found = {
            article.id: Annotations(
                tuple(
                    Mention(Span(*m.span()), EntityType.PERSON, "pattern") for m in _NAME.finditer(text.text)
                )
            )
            for article, text in texts
        }
        return Annotated(found, 0)


def write_site(folder: Path, articles: int = 2) -> Path:
    """A site of this many articles, each of ten paragraphs."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text('[site]\ntitle = "Halm News"\n', "utf-8")
    for number in range(articles):
        paragraphs = [f"Paragraph {n}. Nora Vell spoke to Tom Askew{number} again." for n in range(10)]
        text = f"---\ntitle: Story {number}\ntags: [ports]\n---\n" + "\n\n".join(paragraphs) + "\n"
        (folder / "content" / f"story-{number}.md").write_text(text, "utf-8")
    return folder


def preview_site(folder: Path) -> PreviewSite:
    """The site with the stand-in for the annotators."""
    site = PreviewSite.of(folder)
    site._service = PatternService()
    return site
