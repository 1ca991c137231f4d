"""The same questions in Jupyter Notebook 7: drawn, answered by keyboard, announced, kept."""

import contextlib

import pytest
from playwright.sync_api import TimeoutError as NotInTime

from tests.support import lab
from tests.support.quiz_course import write_course
from tests.support.quiz_moves import answer_by_keyboard
from tests.support.quiz_samples import documented
from tests.support.servers import served


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Jupyter Notebook on the course of every kind."""
    folder = tmp_path_factory.mktemp("notebook")
    write_course(folder)
    options = ("--allow-root", "--ServerApp.port_retries=0", "--IdentityProvider.token=")
    with served(folder / "notebooks", "notebook", *options) as root:
        yield root


# Notebook calls itself idle before it has a kernel.
CONNECTED = """async () => (await (await fetch("/api/kernels")).json())
    .some((kernel) => kernel.connections && kernel.execution_state === "idle")"""
# A cell that waits for the kernel has a star, one that ran has a number.
BEGUN = "[...document.querySelectorAll('.jp-InputPrompt')].some((prompt) => /\\[[*\\d]/.test(prompt.textContent))"


def run_until_shown(page, tries=6):
    """Runs all cells; again where the kernel was not there yet: Notebook then runs nothing, or asks for a kernel."""
    page.wait_for_function(CONNECTED, polling=lab.POLLING)
    for _ in range(tries):
        accept = page.locator(".jp-Dialog .jp-mod-accept")
        if accept.count():
            accept.first.click()
        lab.menu(page, "Run", "Run All Cells")
        with contextlib.suppress(NotInTime):
            page.wait_for_function(BEGUN, polling=lab.POLLING, timeout=10_000)
            return page.locator("form.wso-item").first.wait_for(state="attached")
    return pytest.fail("The cells did not run")


def test_the_same_module_works_in_notebook_seven(address, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(f"{address}/notebooks/01-all.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    run_until_shown(page)
    for slug in ("one-answer", "order", "match", "short-text"):
        item = documented()[slug]
        form = answer_by_keyboard(page, item)
        assert lab.violations(page, f'form[data-item="{item.id}"]') == []
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
        lab.menu(page, "File", "Save Notebook")
    page.reload()
    form.and_(page.locator("[data-state=right]")).wait_for(state="attached")
    context.close()
