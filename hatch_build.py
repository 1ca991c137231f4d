"""Puts the course into the wheel and compiles its YAML to JSON, so that an installed lesson needs no YAML reader."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CourseHook(BuildHookInterface):
    """Maps data/, notebooks/ and the instructors' pages to wso_lessons/_course/, compiled copies beside them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the course's files to a wheel; an editable install reads the checkout instead."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from wso_lessons.content.layout import compiled_file
        from wso_lessons.content.rows.packed import pack_file
        from wso_lessons.content.rows.yamlfile import read_yaml

        folders = ("data", "notebooks", "docs/instructors")
        files = [p for folder in folders for p in sorted((root / folder).rglob("*")) if p.is_file()]
        files.append(root / "docs" / "instructor-guide.md")
        kept = [p for p in files if not any(part.startswith(".") for part in p.relative_to(root).parts)]
        self._folder = tempfile.TemporaryDirectory()
        for path in kept:
            place = path.relative_to(root)
            build_data["force_include"][str(path)] = f"wso_lessons/_course/{place.as_posix()}"
            if path.suffix == ".yaml":
                compiled = Path(compiled_file(self._folder.name, place.as_posix()))
                compiled.parent.mkdir(parents=True, exist_ok=True)
                compiled.write_bytes(pack_file(read_yaml(path)))
                packed = compiled_file("wso_lessons/_course", place.as_posix())
                build_data["force_include"][str(compiled)] = packed

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Removes the temporary copy."""
        if version != "editable":
            self._folder.cleanup()
