"""The toy world, which the tests of every room share: a small sound course, a copy of it to break, and the real one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.world import TOY
from wso_lessons.content import Course, builtin_course, open_course

# How long an example takes says how busy the machine is.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy course's folder, for a test to change."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture(scope="session")
def toy_course() -> Course:
    """The toy course as it is: sound by every rule."""
    return open_course(TOY)


@pytest.fixture(scope="session")
def built_in() -> Course:
    """The course that this package brings."""
    return builtin_course()


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets this computer's time zone by its name, for one test."""

    def go(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()
