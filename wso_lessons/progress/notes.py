"""What a learner writes: one plain text file a note, beside the record of answers and never part of a receipt.

A note is never replaced by less than it held: what a save takes away, or what another window wrote, stays in the
folder `history`, the last ten versions of each note.
"""

from __future__ import annotations

from pathlib import Path

from wso_lessons.content import clock
from wso_lessons.content.files import check_own, write_whole
from wso_lessons.content.rows.schema import ID_WITHIN

KEPT_VERSIONS = 10


class Notes:
    """Notes by id ("lesson/slug"), in `folder`; where there is none or it cannot be used, in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._memory: dict[str, str] = {}
        # What this window last read or wrote of each note, to see what another one wrote meanwhile.
        self._seen: dict[str, bytes] = {}

    def read(self, note_id: str) -> str:
        """The note's text, or "" where nothing has been written. Raises ValueError for an ill-formed id."""
        path = self._path(note_id)
        if note_id in self._memory or path is None:
            return self._memory.get(note_id, "")
        self._seen[note_id] = held = _bytes(path)
        # What is no UTF-8 shows as far as it can; a save then keeps the bytes themselves in the history.
        return held.decode("utf-8", "replace")

    def save(self, note_id: str, text: str) -> bool:
        """Keeps the text; True where it is on the disk. A failed write leaves the earlier file as it was.

        Raises ValueError for an ill-formed id.
        """
        path = self._path(note_id)
        self._memory[note_id] = text
        if path is None:
            return False
        # A browser may send half of a character, which no file in UTF-8 can hold.
        content = text.encode("utf-8", "replace")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            check_own(path, path.parent.parent)
            held = _bytes(path)
            by_another = held != self._seen.get(note_id, held)
            if held and held not in content and (by_another or self._is_loss(note_id, held, content)):
                _keep_version(path, held)
            write_whole(path, content, private=True)
        except OSError:
            return False
        self._seen[note_id] = content
        return True

    def _is_loss(self, note_id: str, held: bytes, content: bytes) -> bool:
        """Whether a save takes away more than a word or two that are being typed anew, or bytes that are no text."""
        is_text = held.decode("utf-8", "replace").encode() == held
        return len(held) - len(content) >= 20 or note_id not in self._seen or not is_text

    def _path(self, note_id: str) -> Path | None:
        if not ID_WITHIN.fullmatch(note_id):
            raise ValueError(
                f'The note id "{note_id}" must be written lesson/slug in small letters, digits and hyphens'
            )
        return self.folder / f"{note_id.replace('/', '.')}.txt" if self.folder else None


def _bytes(path: Path) -> bytes:
    try:
        check_own(path, path.parent.parent)
        return path.read_bytes()
    except OSError:
        return b""


def _keep_version(path: Path, content: bytes) -> None:
    """Puts a version into the history and lets go of the oldest beyond ten. Raises OSError."""
    history = path.parent / "history"
    history.mkdir(mode=0o700, exist_ok=True)
    stamp = f"{clock.now():%Y%m%d-%H%M%S-%f}"
    write_whole(history / f"{path.stem}.{stamp}.txt", content, private=True)
    for old in sorted(history.glob(f"{path.stem}.*.txt"))[:-KEPT_VERSIONS]:
        old.unlink(missing_ok=True)
