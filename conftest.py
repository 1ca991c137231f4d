"""How the tests run: apart from a person's own record and state, on every core, none skipped unseen."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer

# First, since some packages bring a `tests` of their own into site-packages.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tests.support import provide
from tests.support.marks import leaves_out
from tests.support.order import LoadServerScheduling, order
from tests.support.skips import MAY_SKIP
from wso_lessons.notebook.grammars import leave_out_address_grammars

gc.disable()  # until all is collected, for all of it stays
leave_out_address_grammars()  # nbval, which is loaded next, loads nbformat
import nbval.kernel  # noqa: E402
from jupyter_client import KernelManager  # noqa: E402

pytest_plugins = ["nbval.plugin"]

MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # bytes: several times what all tests leave


def _temporary_folder() -> Path:
    """Where all that the tests write lies, in memory where there is room: a disk takes a fifth of their time."""
    memory = None
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        memory = MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None
    made = Path(tempfile.mkdtemp(prefix="wso-lessons-tests-", dir=memory))
    os.environ["TMPDIR"] = tempfile.tempdir = str(made)
    return made


# Set when this file is read, before any test or kernel can look for the record.
_OWN = _temporary_folder()
os.environ["WSO_LESSONS_PROGRESS"] = str(_OWN / "progress.sqlite3")
os.environ["WSO_LESSONS_STATE"] = str(_OWN / "state")
provide.make_known()


def _kernel_without_ports(**options: object) -> KernelManager:
    """A kernel on files of its own; a port may be taken, by a browser of the other worker, before it is bound."""
    return KernelManager(transport="ipc", ip=tempfile.mkdtemp(dir=_OWN) + "/kernel", **options)


if os.name == "posix":
    nbval.kernel.KernelManager = _kernel_without_ports

collect_ignore_glob = ["tests/**/*.ipynb"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each core; one more where there are pages and servers to wait for, a fifth of a test's time.

    None where single files were asked for, which start sooner without.
    """
    if all(Path(one.partition("::")[0]).is_file() for one in config.args):
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if leaves_out(config.option.markexpr, "browser") else cores + 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves unread what `-m "not browser and not notebook"` leaves out: to read it takes longer than most tests."""
    if leaves_out(config.option.markexpr, "browser") and collection_path == config.rootpath / "tests" / "browser":
        return True
    return True if leaves_out(config.option.markexpr, "notebook") and collection_path.suffix == ".ipynb" else None


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist starts its workers, which inherit what is found
def pytest_sessionstart(session: pytest.Session) -> None:
    """Gets what the tests that were asked for need and this machine lacks, once, and says so."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    wanted = [Path(one.partition("::")[0]).resolve() for one in config.args]
    browser = config.rootpath / "tests" / "browser"
    if not leaves_out(config.option.markexpr, "browser") and any(
        one == browser or one in browser.parents or browser in one.parents for one in wanted
    ):
        provide.provide_chromium(_say(config))
    if not config.option.markexpr and config.rootpath / "tests" in wanted:
        provide.provide_readers(_say(config))


def _say(config: pytest.Config) -> provide.Say:
    """Prints past the capture of output: what is got is told while it is got."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.write_line if reporter else print


@pytest.hookimpl(trylast=True)  # once every test has its marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests in the order in which they are to run."""
    order(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadServerScheduling:
    """Sees to it that tests that share a server land on one worker."""
    return LoadServerScheduling(config, log)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leaves nothing where every test passed; what a test that failed has written can be looked at."""
    if exitstatus == pytest.ExitCode.OK and not hasattr(session.config, "workerinput"):
        atexit.register(shutil.rmtree, _OWN, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before the tests, where they are run and where they are given out
def pytest_runtestloop() -> None:
    """What was imported and collected stays: to look through it for waste again and again takes a tenth of the time."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks the lessons that nbval runs as what they are."""
    if item.path.suffix == ".ipynb":
        item.add_marker(pytest.mark.notebook)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where `CI` is set, a test is skipped only if the list of skips allows it, and never a browser or a notebook."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail") and not _may_skip(item):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"Skipped where nothing may be skipped unseen: {reason}"
    return report


def _may_skip(item: pytest.Item) -> bool:
    runs_whole = item.get_closest_marker("browser") or item.get_closest_marker("notebook")
    return not runs_whole and item.path.relative_to(item.config.rootpath).as_posix() in MAY_SKIP


@pytest.hookimpl(wrapper=True, tryfirst=True)  # around pytest's own summary, so as to be below it
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Ends with the one thing to do, where a browser was needed and none could be had."""
    yield
    if any(provide.NO_CHROMIUM in str(one.longrepr) for one in terminalreporter.stats.get("error", [])):
        terminalreporter.write_line(provide.NO_CHROMIUM)
