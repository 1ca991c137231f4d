"""Writing a file whole or not at all, refusing to read what is no file or lies outside a course, and saying why."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

# Folders of other tools, which no course reads: links out and sockets are usual in them.
OTHER_TOOLS = ("node_modules", "__pycache__")


def failure_reason(error: OSError) -> str:
    """Why a file or folder could not be used, in the system's words, as they stand within a sentence."""
    return (error.strerror or str(error) or "it cannot be opened").lower()


def check_ordinary(path: Path) -> None:
    """Raises OSError where a path leads to something else than a file: a pipe would be waited for without end.

    A missing file raises FileNotFoundError.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path that stands in a folder leads out of it, through a link in its place or above it."""
    # os.path follows a link in a circle to no place, where Path.resolve raises; it compares without making paths, since
    # every file that is read is asked about.
    top, place = (os.path.normcase(os.path.realpath(one)) for one in (root, path))
    return place != top and not place.startswith(f"{top.rstrip(os.sep)}{os.sep}")


def check_own(path: Path, folder: Path) -> None:
    """Raises OSError where a path in a folder is no file of its own: a pipe, a device, a link that leads out.

    What is missing is no fault: it can be made there.
    """
    if leads_out(path, folder):
        raise OSError(errno.EINVAL, "it is a link that leads out of its folder", str(path))
    if path.exists():
        check_ordinary(path)


def course_paths(root: Path) -> Iterator[Path]:
    """Everything in a course's folder that a course may read; hidden folders and those of other tools are left out."""
    for place, folders, files in os.walk(root):
        yield from (Path(place, name) for name in (*folders, *files) if not name.startswith("."))
        folders[:] = [name for name in folders if not _is_left_out(Path(place, name))]


def _is_left_out(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name in OTHER_TOOLS
    return hidden or (folder / "pyvenv.cfg").is_file()


def write_whole(path: Path, content: str | bytes, *, private: bool = False, new: bool = False) -> None:
    """Puts content into a file in one step: a reader, a crash or a full disk finds the old file or the new one.

    Text is written as UTF-8 with its line ends as they are. The folder must exist. A file that stands already keeps its
    permissions; a new one gets the usual ones, or, where `private`, those for its owner alone. Where `new`, a file that
    stands already raises FileExistsError.
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
        if new and os.path.lexists(path):  # asked last, for a rename would take its place
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        if path.exists():
            staged.chmod(path.stat().st_mode & 0o777)
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def write_together(files: Mapping[Path, str | bytes], beside: Path) -> None:
    """Puts contents into files once all of them are written in a folder within `beside`: a full disk changes nothing.

    They take their places in the given order; folders are made where they are missing. `beside` must exist, on the same
    file system. Raises OSError; where a place cannot be taken, the files before it are new already.
    """
    import tempfile  # it brings five libraries for packing, and nothing that a lesson runs writes many files

    with tempfile.TemporaryDirectory(prefix=".new-", dir=beside, ignore_cleanup_errors=True) as folder:
        staged = [Path(folder, str(number)) for number in range(len(files))]
        for place, content in zip(staged, files.values(), strict=True):
            write_whole(place, content)
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        for place, path in zip(staged, files, strict=True):
            place.replace(path)
