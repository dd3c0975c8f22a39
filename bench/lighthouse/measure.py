"""Lighthouse over every kind of page of the example site, served as docs/hosting.md says.

    npm ci --ignore-scripts --prefix bench/lighthouse
    python bench/lighthouse/measure.py [--site FOLDER] [--runs 3] [--only KIND] [--json FILE]

Builds the example site, serves it with nginx and the configuration of docs/hosting.md (gzip, hashed assets kept for
ever), and runs Lighthouse's mobile profile in Debian's chromium: slow 4G and a slow phone, simulated. Prints a table of
medians, writes JSON if asked, and exits with 1 where a page misses a target.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100, "cls": 0.0, "lcp": 2.0}
KINDS = {
    "front": "",
    "briefing": "briefings/kessing-breakwater-ruling/",
    "entity": "entities/great-quill/",
    "entities": "entities/",
    "type": "entities/type/person/",
    "quotes": "quotes/",
    "topics": "topics/",
    "topic": "topics/harbours/",
    "archive": "archive/",
    "month": "archive/2026/06/",
    "search": "search/",
    "about": "about/",
    "404": "404.html",
}


def densest(site: Path) -> str:
    """The briefing with the most HTML."""
    pages = (site / "briefings").glob("*/index.html")
    largest = max(pages, key=lambda page: (page.stat().st_size, page.as_posix()))
    return f"briefings/{largest.parent.name}/"


def configuration(site: Path, port: int, folder: Path) -> str:
    """The server block that docs/hosting.md gives for a domain's root, made to run here without rights."""
    text = (ROOT / "docs" / "hosting.md").read_text()
    server = text.partition("```nginx\n")[2].partition("```")[0]
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};", 1)
    server = re.sub(r"root [^;]+;", f"root {site};", server, count=1)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; worker_processes 1; error_log {folder}/error.log; pid {folder}/pid;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
    )


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which nginx serves a folder."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    with socket.socket() as probe, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        (folder / "nginx.conf").write_text(configuration(site, port, folder))
        # workers of a server that root starts are nobody, who may not read a temporary folder
        user = ["-g", "user root;"] if os.geteuid() == 0 else []
        command = [nginx, "-p", name, "-c", f"{folder}/nginx.conf", *user]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}/"
            server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when the port answers; fail when the server has ended."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("nginx did not start")


def audit(address: str) -> dict[str, Any]:
    """One run of Lighthouse over one page: scores, vitals, bytes, and which audits are not perfect."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    flags = (
        "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    )
    command = [LIGHTHOUSE, address, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    if not run.stdout.startswith("{"):
        raise SystemExit(f"Lighthouse failed on {address}:\n{run.stderr[-2000:]}")
    return reading(json.loads(run.stdout))


def reading(report: Mapping[str, Any]) -> dict[str, Any]:
    """What the table needs of a report."""
    audits = report["audits"]
    scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}
    weighed = {
        ref["id"] for each in report["categories"].values() for ref in each["auditRefs"] if ref["weight"]
    }
    return {
        **scores,
        "cls": round(audits["cumulative-layout-shift"]["numericValue"], 4),
        "lcp": round(audits["largest-contentful-paint"]["numericValue"] / 1000, 2),
        "fcp": round(audits["first-contentful-paint"]["numericValue"] / 1000, 2),
        "tbt": round(audits["total-blocking-time"]["numericValue"]),
        "kilobytes": round(audits["total-byte-weight"]["numericValue"] / 1000),
        "below": sorted(
            name for name in weighed if audits[name]["score"] is not None and audits[name]["score"] < 0.9
        ),
        "version": report["lighthouseVersion"],
    }


def median(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The median of every number, and every audit that was below in any run."""
    numbers = [key for key, value in runs[0].items() if isinstance(value, int | float)]
    found: dict[str, Any] = {key: statistics.median(run[key] for run in runs) for key in numbers}
    found["below"] = sorted({name for run in runs for name in run["below"]})
    return {**found, "version": runs[0]["version"]}


def missed(result: Mapping[str, Any]) -> list[str]:
    """Which targets a page misses."""
    return [
        key
        for key, target in TARGETS.items()
        if (result[key] > target if key in {"cls", "lcp"} else result[key] < target)
    ]


def row(kind: str, result: Mapping[str, Any]) -> str:
    """A line of the table."""
    scores = " ".join(f"{result[key]:>5.0f}" for key in CATEGORIES)
    vitals = f"{result['cls']:>6.3f} {result['lcp']:>6.2f} {result['fcp']:>6.2f} {result['tbt']:>5.0f} {result['kilobytes']:>6.0f}"
    return f"{kind:<10} {scores} {vitals}  {' '.join(missed(result) + result['below'])}"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Lighthouse over every kind of page of the example site.")
    parser.add_argument("--site", type=Path, help="a built site, instead of building the example site")
    parser.add_argument("--runs", type=int, default=1, help="runs for each page; the table has medians")
    parser.add_argument("--only", action="append", help="a kind of page; may be given several times")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args()


def measure(site: Path, wanted: Sequence[str] | None, runs: int) -> dict[str, dict[str, Any]]:
    """Every kind of page that the site has, with its figures; prints each as soon as it is known."""
    kinds = {**KINDS, "dense": densest(site)}
    print(f"{'page':<10} {'perf':>5} {'a11y':>5} {'best':>5} {'seo':>5} {'CLS':>6} {'LCP s':>6} {'FCP s':>6} {'TBT':>5} {'kB':>6}")  # fmt: skip
    found = {}
    with served(site) as address:
        for kind, path in kinds.items():
            if wanted and kind not in wanted:
                continue
            found[kind] = {
                "path": path,
                **median([audit(address + path) for _ in range(runs)]),
            }
            print(row(kind, found[kind]), flush=True)
    return found


def main() -> int:
    """Build, serve, measure, print."""
    if not LIGHTHOUSE.exists():
        sys.stderr.write("Lighthouse is not installed: npm ci --ignore-scripts --prefix bench/lighthouse\n")
        return 2
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server ends with us
    with tempfile.TemporaryDirectory() as folder:
        site = options.site
        if site is None:
            from sitegen.building.pipeline import Site

            site = Path(folder) / "site"
            Site.load(ROOT, output=site, future=True).build()
        found = measure(site.resolve(), options.only, options.runs)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    return 1 if any(map(missed, found.values())) else 0


if __name__ == "__main__":
    sys.exit(main())
