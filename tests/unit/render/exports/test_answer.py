"""The answer of `sitegen annotate`: spans are the words they stand for, quotations count from one."""

from __future__ import annotations

from render_site import read_site

from sitegen.render.exports.answer import answer


def test_every_span_is_of_the_object_s_own_text() -> None:
    """Ids of quotations begin with q1; a speaker's entity is one of the object's."""
    index, *_ = read_site()
    seen = 0
    for resolved in index.articles:
        found = answer(resolved, "a.md", "model")
        assert found["text"] == resolved.plain.text
        assert [quote["id"] for quote in found["quotes"]] == [
            f"q{n + 1}" for n in range(len(found["quotes"]))
        ]
        for said, quote in zip(resolved.quotations, found["quotes"], strict=True):
            seen += 1
            spans = [found["text"][span["start"] : span["end"]] for span in quote["spans"]]
            assert spans == [span.of(resolved.plain.text) for span in said.quotation.content]
            assert quote["kind"] == str(said.quotation.kind)
        for entity in found["entities"]:
            for word in entity["descriptors"]:
                assert found["text"][word["start"] : word["end"]] == word["text"]
    assert seen
