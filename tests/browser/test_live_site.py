"""A site with its runtime on a server: a question is marked in the browser, kept there, and asks nobody else."""

from __future__ import annotations

import dataclasses
import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.provide import NODE
from wso_lessons.content import builtin_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import site

LESSON = "00-start-here"


class Quiet(SimpleHTTPRequestHandler):
    """A static host that says nothing; it tells browsers what the two kinds of file are."""

    extensions_map = {  # noqa: RUF012 - the library's own form
        **SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        pass


@pytest.fixture
def host(tmp_path):
    """The address of a site under a path of its own."""
    runtime = Path(os.environ.get("NODE_READERS", NODE)) / "pyodide"
    if not runtime.is_dir():
        pytest.skip("pyodide cannot be had from npm.")
    material = dataclasses.replace(gather(builtin_course(), (LESSON,)), runtime=runtime)
    formats.write(site.export(material), "site", tmp_path / "school" / "course")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/school/course"
    server.shutdown()
    server.server_close()


def test_a_guess_is_taken_opens_what_it_held_back_and_is_there_after_a_reload(page, host):
    asked = []
    page.on("request", lambda request: request.url.startswith(host) or asked.append(request.url))
    page.goto(f"{host}/{LESSON}.html")
    assert page.locator("article.box").count() > 10
    page.locator("[data-ask]").first.scroll_into_view_if_needed()
    quiz = page.locator(".wso-quiz").first
    quiz.locator("input").first.check()
    assert not page.locator("details.look[open]").count()
    quiz.locator("button").first.press("Enter")
    page.locator("details.look[open]").first.wait_for()
    page.reload()
    page.locator("[data-ask]").first.scroll_into_view_if_needed()
    assert quiz.locator("input").first.is_checked()
    page.goto(f"{host}/about.html")
    page.get_by_role("button", name="Erase my answers").press("Enter")
    assert page.evaluate("localStorage.length") == 0
    assert not [url for url in asked if not url.endswith("/favicon.ico")]
