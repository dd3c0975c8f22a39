"""Extractors of articles from web pages, compared on the layouts of tests/data/import/html.

The others are not needed by anything else, so they are put beside the environment and not into it:

    .venv/bin/uv pip install --python .venv/bin/python --target .venv/compare readability-lxml newspaper4k resiliparse
    .venv/bin/python bench/extractors.py .venv/compare

Counted are the sentences and cells of tests/cases/imports.yaml that each keeps, and what it keeps wrongly.
"""

from __future__ import annotations

import html
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import trafilatura
import yaml

from sitegen.importing.imported import Original
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.pages.page import read_page

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests/data/import/html"
CASES = yaml.load((ROOT / "tests/cases/imports.yaml").read_text("utf-8"), yaml.BaseLoader)


def ours(data: bytes) -> str:
    return read_page(Original("page.html", data))[0].body


def plain_trafilatura(data: bytes) -> str:
    return trafilatura.extract(page_text(data), include_comments=False, output_format="html") or ""


def recalling_trafilatura(data: bytes) -> str:
    return (
        trafilatura.extract(page_text(data), include_comments=False, output_format="html", favor_recall=True)
        or ""
    )


def readability(data: bytes) -> str:
    from readability import Document

    return Document(page_text(data)).summary()


def newspaper(data: bytes) -> str:
    from newspaper import Article

    article = Article("http://page.example/")
    article.download(input_html=page_text(data))
    article.parse()
    return article.text


def resiliparse(data: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(page_text(data), main_content=True, alt_texts=False, links=False)


def letters(text: str) -> str:
    """Letters and digits alone, so that markup and spaces do not count."""
    return re.sub(r"\W+", "", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def row(name: str, extract: Callable[[bytes], str]) -> str:
    kept = wanted = wrong = unwanted = 0
    extract((PAGES / CASES[0]["page"]).read_bytes())  # imports count for nobody
    begin = time.perf_counter()
    texts = [extract((PAGES / case["page"]).read_bytes()) for case in CASES]
    seconds = time.perf_counter() - begin
    for case, text in zip(CASES, map(letters, texts), strict=True):
        keeps = [*case["keeps"], *case.get("loses", ())]
        kept += sum(letters(words) in text for words in keeps)
        drops = [said for words in case["drops"] if (said := letters(words))]  # a mere sign is no words
        wrong += sum(said in text for said in drops)
        wanted, unwanted = wanted + len(keeps), unwanted + len(drops)
    return f"| {name} | {kept} of {wanted} | {wrong} of {unwanted} | {seconds:.2f} |"


def main() -> None:
    warnings.simplefilter("ignore")
    sys.path += sys.argv[1:]
    print(f"| extractor | kept | kept wrongly | seconds for {len(CASES)} pages |\n|---|---|---|---|")
    print(row("`sitegen import` (trafilatura, page made ready)", ours))
    print(row("trafilatura", plain_trafilatura))
    print(row("trafilatura, `favor_recall`", recalling_trafilatura))
    for name, extract in (
        ("newspaper4k", newspaper),
        ("readability-lxml", readability),
        ("resiliparse", resiliparse),
    ):
        try:
            print(row(name, extract))
        except ImportError:
            print(f"| {name} | not installed | | |")


if __name__ == "__main__":
    main()
