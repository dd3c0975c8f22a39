"""Which file a path of the URL stands for, and that none leads out."""

import pytest

from sitegen.serve.files import is_folder, locate, read_page


@pytest.fixture
def output(tmp_path):
    """An output folder with a page, an asset and things that are nobody's business."""
    for name in (
        "output/index.html",
        "output/a b/index.html",
        "output/x.css",
        "output/.manifest.json",
        "secret.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path / "output"


class TestLocate:
    @pytest.mark.parametrize(
        "path",
        [
            "/../secret.txt", "/a b/../../secret.txt", "/..\\secret.txt", "/./x.css", "//x.css", "/x.css/",
            "/.manifest.json", "/a b/.hidden", "/C:/x.css", "/x.css\0", "/", "", "/nothing", "/" + "a" * 5000,
        ],
    )  # fmt: skip
    def test_no_way_out(self, output, path):
        """Dots, backslashes, drives, hidden files, NUL: nothing is found, nothing raises."""
        assert locate(output, path) is None

    def test_links_that_lead_out(self, output):
        """A link in the output folder is no way out either."""
        (output / "link.txt").symlink_to(output.parent / "secret.txt")
        (output / "loop").symlink_to(output / "loop")
        assert locate(output, "/link.txt") is None
        assert locate(output, "/loop") is None

    def test_output_behind_a_link(self, output, tmp_path):
        """The output folder itself may be a link."""
        (tmp_path / "linked").symlink_to(output)
        assert locate(tmp_path / "linked", "/x.css") == output / "x.css"


class TestReadPage:
    def test_a_folder_is_its_index(self, output):
        """With a slash at the end."""
        assert read_page(output, "/").body == b"output/index.html"
        assert read_page(output, "/a b/").media_type == "text/html; charset=utf-8"
        assert read_page(output, "/a b") is None
        assert is_folder(output, "/a b")
        assert not is_folder(output, "/x.css")

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("x.css", "text/css; charset=utf-8"),
            ("x.js", "text/javascript; charset=utf-8"),
            ("x.woff2", "font/woff2"),
            ("x.json", "application/json; charset=utf-8"),
            ("x.unheardof", "application/octet-stream"),
        ],
    )
    def test_types(self, output, name, kind):
        """The same on every computer."""
        (output / name).write_text("x")
        assert read_page(output, f"/{name}").media_type == kind
