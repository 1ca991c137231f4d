"""The course as the server of a hub's user: what is put into place before the hub's own server takes over."""

from __future__ import annotations

import importlib.util
import json
import os
import runpy
import sys

import pytest
from click.testing import CliRunner

from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.workspace.hub import HUB_SERVING
from wso_lessons.workspace.processes import hub_serving


@pytest.fixture
def became(monkeypatch, tmp_path):
    """What the command would have become."""
    seen = {}
    monkeypatch.setenv("WSO_LESSONS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(os, "execve", lambda _path, command, environment: seen.update(command=command, env=environment))
    monkeypatch.chdir(tmp_path)  # the command leaves for a folder of its own
    return seen


def test_the_lessons_are_in_place_and_the_hubs_options_reach_its_server(became, tmp_path):
    folder = tmp_path / "home" / "wso-course"
    words = ["hub-server", "--folder", str(folder), "--course", str(TOY), "--SomeApp.option=1"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert (folder / "01-toy.ipynb").is_file()
    command = became["command"]
    assert command[2:4] == ["-m", HUB_SERVING]
    assert "--SomeApp.option=1" in command
    assert "--ServerApp.default_url=/lab/tree/01-toy.ipynb" in command
    assert not [one for one in command if "port=" in one], "Port and address are the hub's"
    assert "JUPYTER_TOKEN" not in became["env"]
    known = next((tmp_path / "state").rglob("page_config.json"))
    assert [file for file, _ in json.loads(known.read_text())["wsoLessons"]] == ["01-toy.ipynb", "02-toy.ipynb"]


def test_a_folder_for_receipts_reaches_the_server_and_its_page_or_is_refused(became, tmp_path):
    words = ["hub-server", "--folder", str(tmp_path / "home"), "--course", str(TOY), "--receipts", str(tmp_path / "in")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert f"The folder for receipts, {tmp_path / 'in'}, is not there" in done.output
    assert not became
    (tmp_path / "in").mkdir()
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert became["env"]["WSO_LESSONS_RECEIPTS"] == str(tmp_path / "in")
    known = next((tmp_path / "state").rglob("page_config.json"))
    assert json.loads(known.read_text())["wsoReceipts"] is True


def test_without_jupyterhub_one_sentence_says_what_to_install(became, monkeypatch, tmp_path):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *_: None if name == "jupyterhub" else find(name))
    done = CliRunner().invoke(main, ["hub-server", "--folder", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert "pip install jupyterhub" in done.output
    assert not (tmp_path / "x").exists()
    assert became == {}


def test_the_hubs_server_is_spared_the_grammars_that_it_never_asks_for(monkeypatch):
    ran = []
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    monkeypatch.setattr(runpy, "run_module", lambda name, **_: ran.append((name, sys.modules["rfc3987_syntax"])))
    hub_serving.main()
    assert ran == [("jupyterhub.singleuser", None)]
