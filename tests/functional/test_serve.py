"""The whole preview over real sockets: save, build, event, page."""

import json
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from preview_site import LONG, Live, write_site


@pytest.fixture
def live(tmp_path):
    """A running preview of a small site."""
    with Live(write_site(tmp_path / "site")) as running:
        yield running


@pytest.fixture
def story(live, tmp_path) -> Path:
    """An article of it."""
    return tmp_path / "site" / "content" / "story-0.md"


def events(live: Live, page: str):
    """The events for a browser that has the page as it is when the first one is asked for."""
    html = httpx.get(live.url.rstrip("/") + page).text
    digest, skeleton = (html.split(f'data-{name}="')[1].split('"')[0] for name in ("digest", "skeleton"))
    query = {"page": page, "digest": digest, "skeleton": skeleton}
    with httpx.stream("GET", f"{live.url}__sitegen/events", params=query, timeout=LONG) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


class TestSaveToPage:
    def test_a_save_reloads_the_page_that_shows_it(self, live, story):
        """Save; the browser is told at once, and the page has the new text; then of all that changed."""
        told = events(live, "/briefings/story-0/")
        assert next(told) == ("problems", [])
        story.write_text(story.read_text().replace("Paragraph 3", "Changed three"), "utf-8")
        assert next(told)[0] == "reload"
        assert "Changed three" in httpx.get(f"{live.url}briefings/story-0/").text
        name, data = next(told)
        assert name == "built"
        assert "briefings/story-0/index.html" in data["changed"]

    def test_a_page_that_does_not_show_it_stays(self, live, story):
        """Another article's page is not reloaded."""
        told = events(live, "/briefings/story-1/")
        next(told)
        story.write_text(story.read_text().replace("Paragraph 3", "Changed three"), "utf-8")
        assert next(told)[0] == "built"
        story.write_text(story.read_text().replace("title: ", "titel: "), "utf-8")
        name, problems = next(told)
        assert (name, problems[0]["place"]) == ("problems", "content/story-0.md:2:1")
        assert [line["text"] for line in problems[0]["source"]][1] == "titel: Story 0"

    def test_edited_styles_are_swapped(self, live, tmp_path):
        """The site's own stylesheet replaces the theme's without a reload."""
        told = events(live, "/")
        next(told)
        (tmp_path / "site" / "templates" / "assets").mkdir(parents=True)
        (tmp_path / "site" / "templates" / "assets" / "style.css").write_text("body{color:red}")
        name, data = next(told)
        assert name == "styles"
        assert httpx.get(live.url + data["hrefs"][0]).text.startswith("body{color:red}")
        assert next(told)[0] == "built"

    def test_a_mistake_in_a_template_is_shown_and_mended(self, live, tmp_path):
        """File and line of the template; the last good pages stay."""
        before = httpx.get(live.url).text
        own = tmp_path / "site" / "templates" / "index.html"
        own.parent.mkdir()
        own.write_text("<p>\n{{ nobody.knows }}\n")
        told = events(live, "/")
        while (found := next(told))[0] != "problems" or not found[1]:
            pass
        assert found[1][0]["code"] == "template-error"
        assert found[1][0]["place"].startswith("templates/index.html:2")
        assert httpx.get(live.url).text == before
        own.unlink()
        assert next(told) == ("problems", [])

    def test_the_script_is_never_in_the_output(self, live, tmp_path):
        """What is built is what would be published."""
        assert "preview.js" in httpx.get(live.url).text
        for file in (tmp_path / "site" / "output").rglob("*"):
            assert not file.is_file() or b"__sitegen" not in file.read_bytes()


SCRIPT = """
import sys
from pathlib import Path
from sitegen.serve.session import serve_site
serve_site(Path(sys.argv[1]), port=8750, on_start=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


class TestRobustness:
    def test_it_can_be_interrupted_at_any_time(self, tmp_path):
        """Ctrl-C during the first build, with a browser on the line: it ends at once, without a traceback."""
        site = write_site(tmp_path / "site")
        command = [sys.executable, "-c", SCRIPT, str(site)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            url = process.stdout.readline().strip()
            with httpx.stream("GET", f"{url}__sitegen/events", params={"page": "/"}, timeout=LONG) as line:
                assert line.status_code == 200
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=LONG)
        assert (process.returncode, out, err) == (0, "ended\n", "")

    @pytest.mark.parametrize(
        "path", ["/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/sitegen.toml"]
    )
    def test_raw_paths_lead_nowhere(self, live, path):
        """Sent as they are, past any client that would tidy them up."""
        address = urlsplit(live.url)
        with socket.create_connection((address.hostname, address.port), LONG) as line:
            line.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode()
            )
            answer = line.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 404")
        assert b"root:" not in answer
        assert b"title = " not in answer

    def test_pages_are_never_half_written(self, live, story):
        """A client that fetches all the time reads whole pages only, while they are rewritten."""
        wrong, stop = [], threading.Event()

        def fetch() -> None:
            with httpx.Client() as client:
                while not stop.is_set():
                    text = client.get(f"{live.url}briefings/story-0/").text
                    if not text.rstrip().endswith("</html>"):
                        wrong.append(text[-200:])

        thread = threading.Thread(target=fetch)
        thread.start()
        for number in range(15):
            story.write_text(f"---\ntitle: Story 0\n---\n{f'Version {number}. ' * 2000}\n", "utf-8")
            live.round()
        stop.set()
        thread.join()
        assert wrong == []

    def test_what_is_saved_during_a_build_is_not_lost(self, live, story):
        """Saves faster than builds: the last one is on the page in the end."""
        for number in range(40):
            story.write_text(f"---\ntitle: Story 0\n---\nVersion {number}.\n", "utf-8")
        page = live.running.preview.output / "briefings" / "story-0" / "index.html"
        while "Version 39" not in page.read_text():
            live.round()
