"""The broken twin of the toy course: one planted fault per rule, read from tests/broken_course/faults.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.support.world import BROKEN

FAULTS: list[dict[str, Any]] = yaml.safe_load((BROKEN / "faults.yaml").read_text(encoding="utf-8"))
# Codes of faults that stop a command instead of being found by `check`.
REFUSALS = (
    "course-missing", "course-unknown", "course-cycle", "rules-missing", "course-place", "export-place", "page-missing",
)  # fmt: skip


def plant(fault: dict[str, Any], course: Path) -> None:
    for other in fault.get("also", ()):
        plant(other, course)
    file = course / fault["file"]
    if "remove" in fault:
        file.unlink()
    elif "link" in fault:
        file.symlink_to(fault["link"])
    elif "bytes" in fault:
        file.write_bytes(bytes.fromhex(fault["bytes"]))
    elif "write" in fault:
        file.write_text(fault["write"] * fault.get("repeat", 1), encoding="utf-8")
    else:
        text = file.read_text(encoding="utf-8")
        for edit in (fault, fault.get("and")):
            if edit:
                assert edit["find"] in text, f"{fault['code']}: nothing to replace in {fault['file']}"
                text = text.replace(edit["find"], edit["put"] * edit.get("repeat", 1), 1)
        file.write_text(text, encoding="utf-8")
