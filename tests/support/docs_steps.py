"""Follows a page of the documentation to the letter: runs its commands and writes its files, in order."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from wso_lessons.cli.main import main

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = r"`([^`\s]+)`"


@dataclass(frozen=True)
class Step:
    """A block of a page: its language, its text, and the sentence that leads to it."""

    language: str
    text: str
    lead: str


def steps(page: Path) -> list[Step]:
    """The blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    found, end = [], 0
    for block in _BLOCK.finditer(text):
        lead = " ".join(text[end : block.start()].strip().split("\n\n")[-1].split())
        found.append(Step(block[1], block[2], lead))
        end = block.end()
    return found


class Reader:
    """Somebody who does what a page says, in a folder; `done` counts what was done, by kind."""

    def __init__(self, folder: Path, notebook: str) -> None:
        self.folder, self.notebook = folder, folder / notebook
        self.said = ""
        self.told: list[str] = []  # what each command said
        self.done: dict[str, int] = {}
        self._old = ""
        self._last_cell = -1

    def follow(self, step: Step) -> None:
        """Does one step. Fails where a command fails, or where nothing on the page says what a block is for."""
        lead = step.lead
        if step.language == "sh":
            self._note("command")
            self._run(step.text)
        elif step.language == "text":
            self._note("output")
            assert step.text.strip() in self.said, self.said
        elif re.search(r"put a new (Markdown|code) cell", lead, re.IGNORECASE):
            self._note("cell")
            self._cell(step, "Markdown cell" in lead)
        elif found := re.search(rf"add to {_PATH}:$", lead, re.IGNORECASE):
            self._note("addition")
            path = self.folder / found[1]
            path.write_text(path.read_text(encoding="utf-8") + step.text, encoding="utf-8")
        elif found := re.search(rf"write {_PATH}:$", lead, re.IGNORECASE):
            self._note("file")
            path = self.folder / found[1]
            assert not path.exists(), f"{path} is there already."
            path.parent.mkdir(exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        elif found := re.search(rf"in {_PATH}, replace$", lead, re.IGNORECASE):
            self._note("change")
            self._old, self._path = step.text, self.folder / found[1]
        elif lead == "with":
            text = self._path.read_text(encoding="utf-8")
            assert text.count(self._old) == 1, self._old
            self._path.write_text(text.replace(self._old, step.text), encoding="utf-8")
        else:
            self._note("other")

    def _note(self, kind: str) -> None:
        self.done[kind] = self.done.get(kind, 0) + 1

    def _run(self, text: str) -> None:
        for line in text.splitlines():
            if line.startswith("wso-lessons start"):
                continue  # it runs until Ctrl-C; the browser tests start it
            program, *words = shlex.split(line)
            assert program == "wso-lessons"
            with contextlib.chdir(self.folder):
                done = CliRunner().invoke(main, words)
            self.said = done.output
            self.told.append(self.said)
            assert done.exit_code == 0, f"{line}\n{self.said}"

    def _cell(self, step: Step, is_text: bool) -> None:
        """Above "Key points" the first time, then below the cell that was put last."""
        book = json.loads(self.notebook.read_text(encoding="utf-8"))
        above = next(n for n, cell in enumerate(book["cells"]) if "".join(cell["source"]).startswith("## Key points"))
        place = above if self._last_cell < 0 or "above" in step.lead else self._last_cell + 1
        made = {"cell_type": "markdown" if is_text else "code", "metadata": {}, "id": f"put-{len(book['cells'])}",
                "source": step.text.rstrip("\n").splitlines(keepends=True)}  # fmt: skip
        book["cells"].insert(place, made if is_text else made | {"execution_count": None, "outputs": []})
        self.notebook.write_text(json.dumps(book), encoding="utf-8")
        self._last_cell = place
