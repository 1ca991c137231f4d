"""What JupyterLab loads is built of the sources that stand in the checkout."""

import pytest

from tests.support.labextension import BUILT, LIST, build, files_of, list_files
from tests.support.provide import NODE
from tests.support.world import ROOT

AGAIN = "Run python -m tests.support.labextension."


def test_neither_the_sources_nor_the_built_files_were_changed_alone():
    assert LIST.read_text(encoding="utf-8") == list_files(), AGAIN


@pytest.mark.slow
def test_the_sources_build_to_these_very_files():
    if not (NODE / "@jupyter" / "builder").is_dir():
        pytest.skip("JupyterLab's builder cannot be had from npm.")
    assert files_of(build()) == files_of(ROOT / BUILT), AGAIN
