"""What templates print is what Jinja itself would print, only sooner."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sitegen.render.theme.printing import printed


@given(
    st.one_of(
        st.text("a“é&<>'\" "),
        st.text("a<&").map(Markup),
        st.integers(),
        st.booleans(),
        st.none(),
        st.floats(),
        st.lists(st.text("<a")),
    )
)
def test_prints_what_jinja_prints(value):
    """Letter for letter, whatever the value is."""
    assert str(printed(value)) == str(escape(value))
