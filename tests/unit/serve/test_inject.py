"""The script in the page, and what tells versions of a page apart."""

import pytest

from sitegen.serve.inject import version_of, with_script

PAGE = (
    b'<!doctype html><head><link rel="stylesheet" href="a.css?x=1"><link rel="icon" href="i.png"></head>'
    b"<body>Text</body>"
)


class TestVersionOf:
    def test_another_style_is_the_same_skeleton(self):
        """A page that differs in its stylesheet's name only can be restyled without a reload."""
        before, after = version_of(PAGE), version_of(PAGE.replace(b"a.css?x=1", b"b.css"))
        assert before.digest != after.digest
        assert before.skeleton == after.skeleton
        assert (before.styles, after.styles) == (("a.css?x=1",), ("b.css",))

    @pytest.mark.parametrize(
        ("old", "new"),
        [(b"Text", b"text"), (b"i.png", b"j.png"), (b"<head>", b"<head><link rel=stylesheet href=c.css>")],
    )
    def test_any_other_change_is_not(self, old, new):
        """Text, other links, one stylesheet more: the page must be loaded again."""
        assert version_of(PAGE).skeleton != version_of(PAGE.replace(old, new)).skeleton

    @pytest.mark.parametrize(
        "link", [b"<link href=a.css rel=stylesheet>", b"<LINK REL='alternate stylesheet' HREF='a.css'>"]
    )
    def test_any_way_to_write_a_link(self, link):
        """Order, quotation marks and case do not matter."""
        assert version_of(link).styles == ("a.css",)


class TestWithScript:
    def test_last_in_the_body(self):
        """Behind everything, so that nothing waits for it; the rest of the page is untouched."""
        page = with_script(PAGE)
        head, tail = PAGE.split(b"</body>")
        assert page.startswith(head + b'<script src="/__sitegen/preview.js"')
        assert page.endswith(b"></script></body>" + tail)

    def test_a_page_without_a_body(self):
        """A fragment gets it too."""
        assert with_script(b"<p>Text").startswith(b"<p>Text<script ")
