"""The page's modules and style sheets are formatted and linted, where the linter is there."""

import subprocess

import pytest

from tests.support.provide import NODE
from tests.support.world import ROOT


@pytest.mark.slow
def test_the_linter_and_the_formatter_have_nothing_to_say():
    biome = NODE / ".bin" / "biome"
    if not biome.exists():
        pytest.skip("biome, which lints the page's modules, cannot be had from npm.")
    done = subprocess.run([biome, "check", "."], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
