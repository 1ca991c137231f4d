"""The same questions in Jupyter Notebook 7: drawn, answered by keyboard, announced, kept."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import lab
import pytest
from playwright.sync_api import TimeoutError as NotInTime
from quiz_course import write_course
from quiz_moves import Hand, right, wrong
from quiz_samples import documented

SECONDS = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Jupyter Notebook on the course of every kind; nothing of a user's own settings is read."""
    folder = tmp_path_factory.mktemp("notebook")
    write_course(folder)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    own = {
        name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    environment = {key: value for key, value in os.environ.items() if key != "WSO_LESSONS_PROGRESS"} | own
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
    ]
    command = [sys.executable, "-m", "jupyter", "notebook", *options]
    with subprocess.Popen(
        command, cwd=folder / "notebooks", env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            root = f"http://127.0.0.1:{port}"
            wait_for(root, run)
            yield root
        finally:
            run.send_signal(signal.SIGINT)
            run.send_signal(signal.SIGINT)
            try:
                run.wait(20)
            except subprocess.TimeoutExpired:
                run.kill()


def wait_for(root, run):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and run.poll() is None:
        try:
            urllib.request.urlopen(f"{root}/api/status", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    pytest.fail("Jupyter Notebook did not start")


def run_until_shown(page, tries=4):
    """Runs all cells; again where the kernel was not there yet, which Notebook shows nowhere and then runs nothing."""
    for _ in range(tries):
        lab.run_all(page)
        try:
            return page.locator("form.wso-item").first.wait_for(state="attached", timeout=8_000)
        except NotInTime:
            continue
    return pytest.fail("The cells did not run")


def test_the_same_module_works_in_notebook_seven(address, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{address}/notebooks/01-all.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function("document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'")
    run_until_shown(page)
    for slug in ("one-answer", "order", "match", "short-text"):
        item = documented()[slug]
        form = page.locator(f'form.wso-item[data-item="{item.id}"]')
        form.scroll_into_view_if_needed()
        hand = Hand(page, form, item, keyboard=True)
        hand.answer(wrong(item))
        hand.press("Check")
        form.and_(page.locator("[data-state=wrong]")).wait_for()
        hand.press("Start over")
        form.and_(page.locator("[data-state='not attempted']")).wait_for()
        hand.answer(right(item))
        hand.press("Check")
        form.locator("[role=status]", has_text="Right").first.wait_for()
        assert lab.violations(page, f'form[data-item="{item.id}"]') == []
    lab.menu(page, "File", "Save Notebook")
    page.reload()
    page.locator(f'form.wso-item[data-item="{item.id}"][data-state=right]').wait_for(state="attached")
    context.close()
