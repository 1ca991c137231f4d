"""A learner's record in a folder of its own, and the place where it lies."""

import pytest

from wso_lessons.progress import open_progress


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".wso-lessons" / "progress.sqlite3"


@pytest.fixture
def store(file):
    opened = open_progress(file)
    yield opened
    opened.close()
