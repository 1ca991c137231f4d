"""Writing a file whole or not at all, and refusing to read what is no file."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path


def check_ordinary(path: Path) -> None:
    """Raises OSError where a path leads to something else than a file: a pipe would be waited for without end.

    A missing file raises FileNotFoundError.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))


def write_whole(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Puts content into a file in one step: a reader, a crash or a full disk finds the old file or the new one.

    Text is written as UTF-8 with its line ends as they are. The folder must exist. A file that stands already keeps its
    permissions; a new one gets the usual ones, or, where `private`, those for its owner alone.
    Raises OSError, with the old file as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    # Beside its place, since a rename is one step within one file system only; hidden, so that nobody opens it. The
    # name is cut so that a long one with the ending stays within what file systems allow.
    staged = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.new")
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            staged.chmod(path.stat().st_mode & 0o777)
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
