"""A text is looked through for signs before patterns go through its blocks: nothing is found without one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markdown.excluded import (
    ADDRESS,
    COPYRIGHT,
    NOTICE,
    SOME_ADDRESS,
    SOME_RIGHTS,
    SOME_TAG,
    TEMPLATE_TAG,
)

WORDS = re.findall(
    r"\S+|\n",
    """https:// HTTP:// www. WWW. mailto: ana@veld.example veld.example/a #ports ＃ports @ana
    © (c) (C) 2026 ™ ® trademark Copyright All rights reserved ALL RIGHTS RESERVED
    {% x %} {{ x }} <% x %> {: .a} {#a} {.a} [TOC] [caption] [/gallery] [[_TOC_]]
    Veld . ; ( ) [ ] { } < > % & : /""",
)
PIECES = st.lists(
    st.sampled_from(WORDS),
    max_size=8,
)


@pytest.mark.parametrize(
    ("pattern", "some"),
    [
        (TEMPLATE_TAG, SOME_TAG),
        (COPYRIGHT, SOME_RIGHTS),
        (NOTICE, SOME_RIGHTS),
        (ADDRESS, SOME_ADDRESS),
    ],
)
@given(st.tuples(PIECES, st.sampled_from(["", " "])))
def test_what_is_found_has_a_sign(pattern, some, text):
    """Whatever stands around it."""
    pieces, joint = text
    whole = joint.join(pieces)
    assert some.search(whole) or not pattern.search(whole)
