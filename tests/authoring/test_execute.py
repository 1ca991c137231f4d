import os
import re
import sys

import nbformat
import pytest

import wso_lessons.authoring.execute
from wso_lessons.authoring.execute import SANITIZE, execute
from wso_lessons.authoring.store import store_notebook
from wso_lessons.content import ContentError


def test_nothing_to_run_is_no_finding():
    assert execute([]) == []


def test_the_list_of_what_is_left_out_of_a_comparison_is_read_by_nbval():
    from nbval.plugin import get_sanitize_patterns

    patterns = dict(get_sanitize_patterns(SANITIZE.read_text(encoding="utf-8")))
    assert len(patterns) == 2
    picture = next(regex for regex, put in patterns.items() if put == "DRAWING")
    assert re.sub(picture, "DRAWING", '<img src="data:image/svg+xml;base64,AbC+/=">') == '<img src="DRAWING">'


def results_of(tmp_path, *sources):
    """What becomes of the code cells of a notebook that stores no results."""
    path = tmp_path / "01-some.ipynb"
    cells = [nbformat.v4.new_code_cell(source, execution_count=1) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return [(one.code, one.where.cell, one.problem) for one in execute([path])]


@pytest.mark.notebook
def test_a_cell_is_judged_by_what_it_gave_and_not_by_the_words_it_prints_nor_by_what_a_shell_asks_of_pytest(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    found = results_of(
        tmp_path,
        "raise ValueError('mismatch: dissimilar output fields')",
        "'caused an exception Traceback:'",
        "x = 1",
    )
    assert found == [
        ("cell-fails", 1, "The cell fails: ValueError: mismatch: dissimilar output fields"),
        ("output-differs", 2, "The cell does not give its stored result again."),
    ]


# What Python runs at each start: a kernel ends at once, as often as there are lines in a file.
ENDS_AT_ONCE = """
import os, sys
from pathlib import Path
if "ipykernel_launcher" in sys.orig_argv:
    left = Path(os.environ["KERNELS_THAT_END"])
    lines = left.read_text().splitlines()
    left.write_text("\\n".join(lines[1:]))
    if lines:
        os._exit(1)
"""


def let_kernels_end(tmp_path, monkeypatch, count):
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(ENDS_AT_ONCE, encoding="utf-8")
    (tmp_path / "left.txt").write_text("x\n" * count, encoding="utf-8")
    monkeypatch.setenv("KERNELS_THAT_END", str(tmp_path / "left.txt"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "start"), *sys.path]))


@pytest.mark.notebook
def test_a_kernel_that_ends_before_it_answers_is_started_once_more(tmp_path, monkeypatch):
    let_kernels_end(tmp_path, monkeypatch, 1)
    assert results_of(tmp_path, "x = 1") == []
    (tmp_path / "left.txt").write_text("x", encoding="utf-8")
    store_notebook(tmp_path / "01-some.ipynb")
    assert not (tmp_path / "left.txt").read_text(encoding="utf-8")


@pytest.mark.notebook
def test_a_kernel_that_never_answers_is_said_and_nothing_is_stored(tmp_path, monkeypatch):
    let_kernels_end(tmp_path, monkeypatch, 4)
    assert [code for code, _, _ in results_of(tmp_path, "x = 1")] == ["cell-fails"]
    stored = (tmp_path / "01-some.ipynb").read_bytes()
    with pytest.raises(ContentError, match="The lesson's kernel does not start: Kernel died"):
        store_notebook(tmp_path / "01-some.ipynb")
    assert (tmp_path / "01-some.ipynb").read_bytes() == stored


@pytest.mark.notebook
def test_a_cell_that_takes_too_long_is_named_once(tmp_path, monkeypatch):
    monkeypatch.setattr(wso_lessons.authoring.execute, "CELL_TIMEOUT", 1)
    found = results_of(tmp_path, "import time; time.sleep(5)", "y")
    assert found == [("cell-fails", 1, "The cell takes longer than 1 seconds.")]


def test_what_is_missing_is_said_before_anything_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(wso_lessons.authoring.execute, "find_spec", lambda _: None)
    with pytest.raises(ContentError, match=r'pip install "\.\[author\]"'):
        execute([tmp_path / "01-some.ipynb"])
