"""A lesson in the browser edition: bytes, time to the first page, to the first mark cold and warm, and of one mark.

    python benchmarks/site.py RUNTIME [ROUNDS]

RUNTIME is the folder of the npm package pyodide. Beside it, on the same machine in turns: the same notebook as
nbconvert's HTML. Needs the `test` extra and Chromium; everything is on loopback.
"""

from __future__ import annotations

import dataclasses
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support.provide import find_chromium
from tests.support.static_host import StaticHost
from wso_lessons.content import builtin_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import site

LESSON = "03-fourth-amendment"
QUIET = ["--no-sandbox", "--disable-gpu"]
PATIENCE = 180_000  # milliseconds, for a machine that has other work


def seconds_to_read(page: Page, address: str) -> float:
    """Until the page's text stands, without what is live on it."""
    page.goto(address, wait_until="domcontentloaded")
    return page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") / 1000


def seconds_to_mark(page: Page, address: str) -> float:
    """From asking for the page to the mark of the first question, pressed as soon as it can be."""
    begin = time.perf_counter()
    page.goto(address)
    page.locator("[data-box]").first.scroll_into_view_if_needed()
    quiz = page.locator(".wso-quiz").first
    if not quiz.locator("input").first.is_checked():
        quiz.locator("input").first.check()
    if quiz.get_attribute("data-state") == "open":
        quiz.locator("button").first.press("Enter")
    page.locator(".wso-quiz:not([data-state=open])").first.wait_for()
    return time.perf_counter() - begin


def main() -> None:
    runtime, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        material = dataclasses.replace(gather(builtin_course()), runtime=runtime)
        files = formats.write(site.export(material), "site", root / "site")
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", "--output-dir", place,
             str(builtin_course().notebook(LESSON))], check=True,
        )  # fmt: skip
        host = StaticHost(root)
        own, other = f"site/{LESSON}.html", f"{LESSON}.html"
        told: dict[str, list[float]] = {}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
            for _ in range(rounds):
                context = browser.new_context()
                context.set_default_timeout(PATIENCE)
                # Nothing of the peer's may be got from elsewhere: it asks a host of scripts and waits for it.
                context.route(lambda url: not url.startswith(host.address), lambda route: route.abort())
                page = context.new_page()
                told.setdefault("nbconvert, page readable", []).append(seconds_to_read(page, host.address + other))
                told.setdefault("site, page readable", []).append(seconds_to_read(page, host.address + own))
                told.setdefault("site, first mark, cold", []).append(seconds_to_mark(page, host.address + own))
                page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
                told.setdefault("site, first mark, warm", []).append(seconds_to_mark(page, host.address + own))
                context.close()
            browser.close()
        host.stop()
        print(f"whole site {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
        print(
            f"lesson {(root / own).stat().st_size / 1e3:.0f} kB; nbconvert {(root / other).stat().st_size / 1e3:.0f} kB"
        )
    for what, taken in told.items():
        print(f"{what}: median {statistics.median(taken):.2f} s of {', '.join(f'{one:.2f}' for one in taken)}")


if __name__ == "__main__":
    main()
