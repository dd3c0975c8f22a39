"""The loop, with a scripted watcher and a scripted site."""

import re
import shutil
from pathlib import Path, PurePosixPath

import pytest
from preview_site import files_of, preview_site, write_site

from sitegen.building.articles.known.preparing import Preparing
from sitegen.building.output.plan import ready
from sitegen.building.processes.steps import PAUSE
from sitegen.building.stages import Planner
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.report import BuildReport
from sitegen.model.site import Output
from sitegen.serve.elsewhere import Elsewhere
from sitegen.serve.preview import Preview
from sitegen.serve.session import Session
from sitegen.serve.steplock import StepLock

ERROR = Diagnostic("template-error", Severity.ERROR, "Wrong.", Location(PurePosixPath("templates/a.html"), 1))
WRITTEN = BuildReport(written=(PurePosixPath("index.html"),), removed=(PurePosixPath("old.html"),))


class ScriptedWatcher:
    """Hands out the given batches; each may first do something, as an editor would."""

    def __init__(self, *steps) -> None:
        self.steps, self.watched, self.news = steps, [], False

    def batches(self):
        """See `Batches`."""
        for batch in self.steps:
            yield frozenset(batch() if callable(batch) else batch)

    def watch(self, folders, *, inside) -> None:
        """See `Batches`."""
        self.watched.append([folder.name for folder in folders])

    def has_news(self) -> bool:
        """See `Batches`."""
        return self.news


class ScriptedSite:
    """Each build returns or raises the next of the given outcomes."""

    def __init__(self, folder: Path, *outcomes) -> None:
        self.folder, self.output, self.outcomes = folder, folder / "output", list(outcomes)
        self.sources = (folder / "content", folder / "templates")
        self.hurry, self.put_off, self.inside = False, False, folder
        self.warmed: list[int] = []
        self.turn, self.told = StepLock(), ()

    def warm_up(self) -> None:
        """See `PreviewSite`."""
        self.warmed.append(len(self.outcomes))

    def notes(self, told):
        """See `PreviewSite`."""
        return {}

    def elsewhere(self):
        """See `PreviewSite`."""
        return Elsewhere()

    def steps(self, progress=None):
        """See `Site`."""
        yield PAUSE
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def rounds(site, *steps, looked_at=frozenset, on_look=lambda _: None):
    """What the session reports, and what the preview knows after each round.

    `on_look` is called with the watcher when the first pages of a round are in their places, while
    `looked_at` says which files somebody is looking at.
    """
    found, news = [], []
    preview = Preview(site.output)
    preview.open_files = looked_at
    preview.look_again = lambda: on_look(watcher) if preview.news.number else None

    def on_round(turn) -> None:
        found.append(turn)
        news.append(preview.news)

    watcher = ScriptedWatcher(*steps)
    Session(site, preview, watcher, on_round).run()
    return found, news, watcher, preview


class TestSession:
    def test_one_build_for_each_batch(self, tmp_path):
        """One at the start; then one for each batch, with what it changed told to the browsers."""
        site = ScriptedSite(tmp_path, WRITTEN, BuildReport())
        found, news, _, _ = rounds(site, [tmp_path / "content" / "a.md"])
        assert site.warmed == [1]  # once, between the first build and the next
        assert [(turn.number, len(turn.changed)) for turn in found] == [(1, 0), (2, 1)]
        assert [[str(p) for p in n.changed] for n in news] == [["index.html", "old.html"], []]

    def test_an_impossible_build_is_shown_and_mended(self, tmp_path):
        """A template's mistake ends nothing; when it is mended the overlay goes."""
        site = ScriptedSite(tmp_path, WRITTEN, SitegenError(ERROR), BuildReport())
        found, news, _, _ = rounds(site, [tmp_path / "a"], [tmp_path / "a"])
        assert [turn.report is None for turn in found] == [False, True, False]
        assert [[p["code"] for p in n.problems] for n in news] == [[], ["template-error"], []]

    def test_a_fault_of_our_own_is_shown_and_survived(self, tmp_path):
        """The traceback is for the terminal; the loop goes on."""
        site = ScriptedSite(tmp_path, ValueError("oops"), BuildReport())
        found, news, _, _ = rounds(site, [tmp_path / "a"])
        assert "ValueError: oops" in found[0].trace
        assert news[0].problems[0]["message"] == "a fault in sitegen: ValueError: oops"
        assert news[1].problems == ()

    def test_a_watcher_that_fails_says_so(self, tmp_path):
        """Nothing would be rebuilt any more: better said than silent."""

        def fails():
            raise RuntimeError("no more")

        found, news, _, _ = rounds(ScriptedSite(tmp_path, WRITTEN), fails)
        assert "RuntimeError: no more" in found[-1].trace
        assert news[-1].problems[0]["code"] == "internal-error"

    def test_errors_about_articles_are_shown(self, tmp_path):
        """A build that left an article out is a build, with an overlay."""
        site = ScriptedSite(tmp_path, BuildReport(diagnostics=(ERROR,)))
        assert [p["place"] for p in rounds(site)[1][0].problems] == ["templates/a.html:1"]


def built_from_nothing(site) -> dict[str, bytes]:
    """What a build from nothing makes of the same sources."""
    copy = site.folder.with_name("clean")
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    preview_site(copy).build()
    return files_of(copy / "output")


@pytest.fixture
def site(tmp_path):
    """A small site that is built for real."""
    return preview_site(write_site(tmp_path / "site"))


class TestRealBuilds:
    def test_the_search_index_waits_until_nothing_changes(self, tmp_path):
        """While edits go on the last index stays; when they pause it is made, once."""
        site = preview_site(write_site(tmp_path / "site", search=True))
        story, made, states = site.folder / "content" / "story-0.md", [], []

        def edited(word):
            def edit():
                states.append(site.put_off)
                story.write_text(story.read_text("utf-8") + f"\n{word}.\n", "utf-8")
                return [story]

            return edit

        def search_outputs(_, records, __):
            yield PAUSE
            made.append(len(tuple(records())))
            return (ready(Output(PurePosixPath("pagefind/index"), str(len(made)).encode())),), ()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sitegen.building.output.search.search_outputs", search_outputs)
            found, _, _, _ = rounds(site, edited("One"), [], edited("Two"), edited("Three"), [], [])
        assert len(made) == 3
        assert states == [False, False, True]
        assert not site.put_off
        assert (site.output / "pagefind" / "index").read_text("utf-8") == "3"
        assert len(found) == 6

    def test_a_save_does_not_wait_for_the_search_index(self, tmp_path):
        """The index gives way, the last one stays, and it is made when there is time again."""
        site = preview_site(write_site(tmp_path / "site", search=True))
        story, asked = site.folder / "content" / "story-0.md", []

        def edited(word):
            watcher.news = False
            story.write_text(story.read_text("utf-8") + f"\n{word}.\n", "utf-8")
            return [story]

        def search_outputs(_, records, __):
            asked.append(None)
            watcher.news = len(asked) == 2  # a save while the second index is made
            yield PAUSE
            asked[-1] = "made"
            return (ready(Output(PurePosixPath("pagefind/index"), str(len(asked)).encode())),), ()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sitegen.building.output.search.search_outputs", search_outputs)
            found, preview = [], Preview(site.output)
            watcher = ScriptedWatcher(lambda: edited("One"), [], lambda: edited("Two"), [])
            Session(site, preview, watcher, found.append).run()
        assert asked == ["made", None, "made"]
        assert [turn.diagnostics for turn in found] == [()] * 4  # the one that was left is none
        assert "Two." in (site.output / "briefings" / "story-0" / "index.html").read_text("utf-8")
        assert (site.output / "pagefind" / "index").read_text("utf-8") == "3"
        assert not site.put_off

    def test_the_page_of_the_article_that_was_saved_comes_first(self, site):
        """It is new, and told of, before the pages that only name it; nothing else is in its place then."""
        page, tags = (
            site.output / "briefings" / "story-0" / "index.html",
            site.output / "topics" / "index.html",
        )
        story, early = site.folder / "content" / "story-0.md", []

        def edited():
            text = story.read_text("utf-8").replace("tags: [ports]", "tags: [harbours]")
            story.write_text(text.replace("spoke to", "listened to"), "utf-8")
            return [story]

        def on_look(_):
            early.append((page.read_text("utf-8"), tags.read_text("utf-8")))

        found, _, _, _ = rounds(site, edited, [story], on_look=on_look)
        assert len(early) == 1
        assert "listened to" in early[0][0]
        assert "harbours" not in early[0][1]
        assert "harbours" in tags.read_text("utf-8")
        assert page.relative_to(site.output) in found[1].report.written
        assert found[2].report.written == ()

    def test_it_comes_first_though_every_other_page_changes_too(self, tmp_path):
        """An entry gives somebody of all articles another page: they wait for the one that was saved."""
        site = preview_site(write_site(tmp_path / "site", articles=30))
        page, other = (site.output / "briefings" / f"story-{n}" / "index.html" for n in (7, 3))
        story, early = site.folder / "content" / "story-7.md", []
        entry = site.folder / "content" / "entities" / "nora.md"

        def edited():
            entry.parent.mkdir()
            entry.write_text("---\nname: Nora B. Vell\naliases: [Nora Vell]\n---\n", "utf-8")
            story.write_text(story.read_text("utf-8").replace("spoke to", "listened to"), "utf-8")
            return [story, entry]

        def on_look(_):
            early.append((page.read_text("utf-8"), other.read_text("utf-8")))

        found, _, _, _ = rounds(site, edited, on_look=on_look)
        assert len(early) == 1
        assert "listened to" in early[0][0]
        assert "entities/nora/" in early[0][0]
        assert "entities/nora/" not in early[0][1]
        assert "entities/nora/" in other.read_text("utf-8")
        assert len(found[1].report.written) > 30

    @pytest.mark.parametrize("file", ["templates/base.html", "templates/assets/style.css", "sitegen.toml"])
    def test_the_page_that_is_looked_at_comes_first(self, tmp_path, file, monkeypatch):
        """What changes every page changes it before all others, and what it links to is there by then.

        They are not even planned before. Who turns to another page meanwhile is next.
        """
        plans, planned, plan = [0], [], Planner.file

        def counted(*arguments):
            plans[0] += 1
            return plan(*arguments)

        site = preview_site(write_site(tmp_path / "site", articles=60))
        pages = [site.output / "briefings" / f"story-{n}" / "index.html" for n in (41, 50, 52)]
        edited, open_files, early = site.folder / file, [f"briefings/story-{41}/index.html"], []

        def edit():
            edited.parent.mkdir(parents=True, exist_ok=True)
            before.extend(page.read_bytes() for page in pages)
            monkeypatch.setattr(Planner, "file", counted)
            edited.write_text(
                {
                    "base.html": '{% extends "theme/base.html" %}{% block head %}<!-- new -->{% endblock %}',
                    "style.css": "body { color: red }",
                    "sitegen.toml": '[site]\ntitle = "The New Halm"\n[build]\nsearch = false\n',
                }[edited.name],
                "utf-8",
            )
            return [edited.absolute()]

        def on_look(_):
            planned.append(plans[0])
            early.append([page.read_bytes() != old for page, old in zip(pages, before, strict=True)])
            links = re.findall(r'<link rel=stylesheet href="([^"]+)"', pages[0].read_text("utf-8"))
            assert links
            assert all((pages[0].parent / link).is_file() for link in links)
            open_files.append("briefings/story-50/index.html")

        before: list[bytes] = []
        found, _, _, _ = rounds(site, edit, looked_at=lambda: list(open_files), on_look=on_look)
        assert early == [[True, False, False], [True, True, False]]
        assert planned[0] == 0
        written = set(map(str, found[1].report.written))
        assert len(written) > 60
        assert any(path.endswith(".css") for path in written) == (edited.name == "style.css")
        assert files_of(site.output) == built_from_nothing(site)

    def test_a_newer_save_breaks_off_the_rest(self, tmp_path):
        """It does not wait until the last one's lists are made; nothing is lost, one round tells of both."""
        site = preview_site(write_site(tmp_path / "site", articles=30))
        stories = [site.folder / "content" / f"story-{n}.md" for n in (3, 20)]
        pages = [site.output / "briefings" / f"story-{n}" / "index.html" for n in (3, 20)]
        seen = []

        def edited(number):
            def edit():
                watcher.news = False
                seen.append([f"Word {number - 1}." in page.read_text("utf-8") for page in pages])
                text = stories[number].read_text("utf-8").replace("tags: [ports]", f"tags: [t{number}]")
                stories[number].write_text(f"{text}\nWord {number}.\n", "utf-8")
                return [stories[number]]

            return edit

        def on_look(found):
            found.news = len(seen) == 1  # the next step saves another article

        preview, found = Preview(site.output), []
        preview.look_again = lambda: on_look(watcher)
        watcher = ScriptedWatcher(edited(0), edited(1))
        Session(site, preview, watcher, found.append).run()
        assert seen == [[False, False], [True, False]]
        assert [(turn.number, turn.changed) for turn in found] == [(1, ()), (2, tuple(sorted(stories)))]
        written = {str(path) for path in found[1].report.written}
        assert {
            "briefings/story-3/index.html",
            "briefings/story-20/index.html",
            "topics/t0/index.html",
        } <= written
        assert files_of(site.output) == built_from_nothing(site)

    def test_an_edit_that_is_taken_back_is_seen_at_once(self, site):
        """Also where the build of the edit was broken off, so that the last whole build had the same page."""
        story, page = site.folder / "content" / "story-0.md", site.output / "briefings/story-0/index.html"
        before, shown = story.read_text("utf-8"), []

        def edited():
            shown.append(page.read_bytes())
            story.write_text(before.replace("spoke to", "listened to"), "utf-8")
            return [story]

        def taken_back():
            watcher.news = False
            story.write_text(before, "utf-8")
            return [story]

        def on_look():
            if shown:
                shown.append(page.read_bytes())
                watcher.news = len(shown) == 2

        preview, found = Preview(site.output), []
        preview.look_again, preview.open_files = on_look, lambda: ["briefings/story-0/index.html"]
        watcher = ScriptedWatcher(edited, taken_back)
        Session(site, preview, watcher, found.append).run()
        assert len(found) == 2
        assert [b"listened to" in text for text in shown] == [False, True, False]
        assert shown[0] == shown[2]
        assert files_of(site.output) == built_from_nothing(site)

    def test_many_saves_at_once_do_not_hold_up_a_newer_one(self, tmp_path, monkeypatch):
        """As when another branch is checked out: what was prepared of them is kept, the rest follows."""
        monkeypatch.setattr("sitegen.building.articles.known.preparing.AT_ONCE", 5)
        site = preview_site(write_site(tmp_path / "site", articles=30))
        stories = [site.folder / "content" / f"story-{n}.md" for n in range(30)]
        prepared, prepare = [], Preparing._prepared

        def count(*arguments):
            prepared.append(len(arguments[1]))
            watcher.news = len(prepared) == 8  # the second of the round after the first one
            return prepare(*arguments)

        def all_edited():
            for story in stories:
                story.write_text(story.read_text("utf-8") + "\nOne more.\n", "utf-8")
            return stories

        def one_edited():
            watcher.news = False
            stories[7].write_text(stories[7].read_text("utf-8") + "\nTwo more.\n", "utf-8")
            return [stories[7]]

        monkeypatch.setattr(Preparing, "_prepared", count)
        watcher, found = ScriptedWatcher(all_edited, one_edited), []
        Session(site, Preview(site.output), watcher, found.append).run()
        assert prepared[:8] == [5] * 8
        assert prepared[8] == 1  # the newer one comes first
        assert sum(prepared) == 30 + 30
        assert [len(turn.changed) for turn in found] == [0, 30]
        assert files_of(site.output) == built_from_nothing(site)

    def test_what_was_broken_off_is_made_though_nothing_comes(self, site):
        """The news was of a file that is gone again: the rest is made all the same."""
        story, topic = (
            site.folder / "content" / "story-0.md",
            site.output / "topics" / "harbours" / "index.html",
        )

        def edited():
            story.write_text(story.read_text("utf-8").replace("ports", "harbours"), "utf-8")
            return [story]

        def nothing():
            watcher.news = False
            assert not topic.exists()
            return []

        def on_look(found):
            found.news = True

        preview, found = Preview(site.output), []
        preview.look_again = lambda: on_look(watcher)
        watcher = ScriptedWatcher(edited, nothing)
        Session(site, preview, watcher, found.append).run()
        assert topic.exists()
        assert [turn.changed for turn in found] == [(), (story,)]

    def test_lists_do_not_wait_for_ever(self, site, monkeypatch):
        """Where saves go on and on, a build is made to its end now and then; the first one always is."""
        monkeypatch.setattr("sitegen.serve.session.LATEST", 0.0)
        story = site.folder / "content" / "story-0.md"

        def edited():
            story.write_text(story.read_text("utf-8").replace("ports", "harbours"), "utf-8")
            return [story]

        watcher, found = ScriptedWatcher(edited), []
        watcher.news = True
        Session(site, Preview(site.output), watcher, found.append).run()
        assert [turn.changed for turn in found] == [(), (story,)]

    def test_a_mistake_is_shown_before_the_rest_is_made(self, site):
        """Who made it is told while pages that others need are still to come."""
        stories = [site.folder / "content" / f"story-{n}.md" for n in (0, 1)]
        preview, early = Preview(site.output), []
        preview.look_again = lambda: early.append([p["place"] for p in preview.news.problems])

        def broken():
            stories[0].write_text(stories[0].read_text("utf-8").replace("title:", "titel:"), "utf-8")
            stories[1].write_text(stories[1].read_text("utf-8") + "\nOne more.\n", "utf-8")
            return stories

        Session(site, preview, ScriptedWatcher(broken), lambda _: None).run()
        assert early == [["content/story-0.md:2:1"]]

    def test_a_mistake_keeps_the_last_good_page(self, site):
        """In the middle of an edit the page stays as it was; the others go on; mended, all is new."""
        story, other = (site.folder / "content" / f"story-{n}.md" for n in (0, 1))
        page = site.output / "briefings" / "story-0" / "index.html"
        seen = []

        def broken():
            seen.append(page.read_text())
            story.write_text(story.read_text().replace("title:", "titel:"), "utf-8")
            other.write_text(other.read_text() + "\nOne more.\n", "utf-8")
            return [story, other]

        def mended():
            seen.append(page.read_text())
            assert "One more." in (site.output / "briefings" / "story-1" / "index.html").read_text()
            story.write_text(story.read_text().replace("titel: Story 0", "title: Mended"), "utf-8")
            return [story]

        found, _, _, _ = rounds(site, broken, mended)
        assert [[d.code for d in turn.diagnostics] for turn in found] == [
            [],
            ["front-matter-misspelt-key"],
            [],
        ]
        assert seen[0] == seen[1]
        assert "Mended" in page.read_text()

    def test_a_mistake_in_the_curation_keeps_the_last_good_entry(self, site):
        """While an editor writes an entry, the entity keeps the name that it was given."""
        entry = site.folder / "content" / "entities" / "nora-vell.md"
        entry.parent.mkdir()
        entry.write_text("---\nname: Dr Nora Vell\naliases: [Nora Vell]\n---\n", "utf-8")
        page = site.output / "entities" / "nora-vell" / "index.html"
        seen = []

        def saved(text):
            def save():
                seen.append("Dr Nora Vell" in page.read_text("utf-8"))
                entry.write_text(text, "utf-8")
                return [entry]

            return save

        found, _, _, _ = rounds(site, saved("---\nname: [\n---\n"), saved("---\nname: Nora Vell\n---\n"))
        seen.append("Dr Nora Vell" in page.read_text("utf-8"))
        assert [len([d for d in turn.diagnostics if d.severity == "error"]) for turn in found] == [0, 1, 0]
        assert seen == [True, True, False]

    def test_a_deleted_article_goes(self, site):
        """Only a mistake keeps a page."""
        story = site.folder / "content" / "story-0.md"

        def deleted():
            story.unlink()
            return [story]

        rounds(site, deleted)
        assert not (site.output / "briefings" / "story-0").exists()

    def test_the_configuration_is_read_again(self, site):
        """A new title is on every page; a wrong file is shown, and the site stays; then it goes on."""
        file, index = site.folder / "sitegen.toml", site.output / "index.html"

        def saved(text):
            return lambda: (file.write_text(text, "utf-8"), [file.absolute()])[1]

        found, _, watcher, _ = rounds(
            site,
            saved('[build]\nsearch = false\n[site]\ntitle = "The New Halm"\n'),
            saved("[site\n"),
            lambda: ["The New Halm" in index.read_text() or pytest.fail("not kept")] and [Path("/elsewhere")],
            saved('[build]\nsearch = false\n[content]\nfolder = "texts"\n'),
        )
        codes = [[d.code for d in turn.diagnostics] for turn in found]
        assert codes == [[], [], ["config-unreadable"], ["config-unreadable"], ["content-missing"]]
        assert watcher.watched[-1] == ["texts", "templates", "static"]
