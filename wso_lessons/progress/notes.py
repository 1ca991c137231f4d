"""What a learner writes: one plain text file a note, beside the record of answers and never part of a receipt."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


class Notes:
    """Notes by id ("lesson/slug"), in `folder`; where there is none or it cannot be used, in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._memory: dict[str, str] = {}

    def read(self, note_id: str) -> str:
        """The note's text, or "" where nothing has been written. Raises ValueError for an ill-formed id."""
        path = self._path(note_id)
        if note_id in self._memory or path is None:
            return self._memory.get(note_id, "")
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def save(self, note_id: str, text: str) -> bool:
        """Keeps the text; True where it is on the disk. A failed write leaves the earlier file as it was."""
        path = self._path(note_id)
        self._memory[note_id] = text
        if path is None:
            return False
        fresh = path.with_suffix(f".{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        except OSError:
            return False
        return True

    def _path(self, note_id: str) -> Path | None:
        if not _ID.fullmatch(note_id):
            raise ValueError(
                f'The note id "{note_id}" must be written lesson/slug in small letters, digits and hyphens'
            )
        return self.folder / f"{note_id.replace('/', '.')}.txt" if self.folder else None
