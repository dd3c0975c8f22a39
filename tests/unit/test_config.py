"""`sitegen.toml`: what it may say, and what is said of its mistakes."""

from pathlib import Path

import pytest
import yaml
from known_mistakes import yaml_params

from sitegen.config import Config, load_config, parse_config, render_config
from sitegen.diagnostics import SitegenError

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "bad_config.yaml").read_text("utf-8"))


def told(text: str) -> str:
    """All that is wrong with this file."""
    with pytest.raises(SitegenError) as caught:
        parse_config(text)
    return "\n".join(str(d) for d in caught.value.diagnostics)


class TestParseConfig:
    def test_nothing_is_all_defaults(self):
        """An empty file and no file mean the same."""
        assert parse_config("") == Config()

    def test_every_part(self):
        """Each table arrives in its part."""
        config = parse_config(
            '[site]\ntitle = "Halm News"\nbase_url = "https://example.org/news/"\nlanguage = "en-GB"\n'
            '[content]\nfolder = "texts"\nfollow_links = true\n[output]\nfolder = "public/site"\n'
            '[annotate]\nmodel = "./my-model"\n[render]\npage_size = 10\nwebfonts = false\n'
            '[build]\ndrafts = true\n[serve]\nhost = "0.0.0.0"\nport = 9000\n'
            '[diagnostics]\nignore = ["front-matter-unknown-key"]\n'
        )
        assert (config.site.title, config.site.language) == ("Halm News", "en-GB")
        assert (config.content.folder, config.content.follow_links) == ("texts", True)
        assert (config.output.folder, config.annotate.model) == ("public/site", "./my-model")
        assert (config.render.page_size, config.render.webfonts, config.build.drafts) == (10, False, True)
        assert (config.serve.host, config.serve.port) == ("0.0.0.0", 9000)
        assert config.diagnostics.ignore == ("front-matter-unknown-key",)

    @pytest.mark.parametrize("case", yaml_params(CASES, [c["name"] for c in CASES]))
    def test_says_what_is_wrong(self, case):
        """Each mistake has its message to the letter, all of a file's at once."""
        assert told(case["text"]) == case["says"].rstrip("\n")


class TestLoadConfig:
    def test_reads_the_file(self, tmp_path):
        """With or without a byte-order mark."""
        (tmp_path / "sitegen.toml").write_bytes(b'\xef\xbb\xbf[site]\ntitle = "Halm"\n')
        assert load_config(tmp_path).site.title == "Halm"

    def test_a_folder_with_content_is_a_site(self, tmp_path):
        """No file is needed to start."""
        (tmp_path / "content").mkdir()
        assert load_config(tmp_path) == Config()

    def test_a_folder_with_neither_is_none(self, tmp_path):
        """A mistyped path is not built into an empty site."""
        with pytest.raises(SitegenError, match="is no site"):
            load_config(tmp_path / "mistyped")

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda file: file.write_bytes(b"[site]\ntitle = '\xe9'\n"), "byte 16 is not UTF-8"),
            (lambda file: file.mkdir(), "cannot be read: is a directory"),
        ],
    )
    def test_unreadable(self, tmp_path, make, said):
        """What cannot be read is said, not ignored."""
        make(tmp_path / "sitegen.toml")
        with pytest.raises(SitegenError, match=rf"sitegen.toml: error\[config-unreadable\]: {said}"):
            load_config(tmp_path)


class TestRenderConfig:
    def test_own_templates_where_there_are_any(self, tmp_path):
        """The renderer is told of the site's templates only if the folder exists."""
        config = parse_config('[site]\ntitle = "Halm"\n[render]\npage_size = 5\n')
        assert render_config(config, tmp_path, "m 1").templates is None
        (tmp_path / "templates").mkdir()
        made = render_config(config, tmp_path, "m 1")
        assert (made.templates, made.site.title, made.page_size) == (tmp_path / "templates", "Halm", 5)
        assert made.model == "m 1"
