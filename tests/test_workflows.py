"""The workflow files of docs/workflows: YAML that runs commands which are there, with options that they take."""

import re
import shlex

import pytest
import yaml
from click.testing import CliRunner

from tests.support.world import ROOT
from wso_lessons.cli.main import main

FILES = sorted((ROOT / "docs" / "workflows").iterdir())


def steps_of(path):
    """The steps of a workflow's only job."""
    (job,) = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    assert job["runs-on"]
    assert job["timeout-minutes"] <= 60
    return job["steps"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_runs_commands_that_are_there_with_options_that_they_take(path):
    runs = [shlex.split(step["run"]) for step in steps_of(path) if "run" in step]
    assert runs
    for command, *words in runs:
        if command == "wso-lessons":
            options = CliRunner().invoke(main, [words[0], "--help"])
            assert options.exit_code == 0, words
            assert {word for word in words if word.startswith("--")} <= set(re.findall(r"--[\w-]+", options.output))
        else:
            assert [command, *words] == ["pip", "install", "."] or (ROOT / command).is_file(), command


def test_what_is_published_is_what_was_exported():
    steps = steps_of(ROOT / "docs" / "workflows" / "publish.yaml")
    (export,) = (shlex.split(step["run"]) for step in steps if "export site" in step.get("run", ""))
    (upload,) = (step for step in steps if "upload" in step.get("uses", ""))
    assert upload["with"]["path"] == export[3]
    assert ["docs/publishing.md" for file in FILES if f"workflows/{file.name}" not in
            (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")] == []  # fmt: skip
