"""Whose files may run here: what the package delivers, and what this person allowed or made; remembered by content."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from wso_lessons.content import Course, builtin_course
from wso_lessons.content.files import course_paths
from wso_lessons.notebook.grammars import leave_out_address_grammars
from wso_lessons.workspace.state import UserState, user_state

# What reading a file of any content as a notebook raises: nbformat takes the shape of cells and outputs for granted.
_UNREADABLE = (AssertionError, OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError)
RUNS = (".ipynb", ".py")  # what of a course is code; the rest is data


class Trust:
    """What one person allowed: a list of SHA-256 of files, and the signatures of notebooks that Jupyter keeps."""

    def __init__(self, user: UserState) -> None:
        leave_out_address_grammars()  # before nbformat is imported below
        self.user = user

    def unknown_files(self, course: Course) -> list[Path]:
        """The notebooks and modules of a course, and of those it extends, that nobody has allowed yet."""
        allowed = self._read_allowed()
        found = [path for path in code_files(course) if _digest(path) not in allowed]
        notebooks = [path for path in found if path.suffix == ".ipynb"]
        signed = self._ask_notary("check_signature", notebooks) if notebooks else set()
        return [path for path in found if path not in signed]

    def allow(self, paths: Iterable[Path]) -> None:
        """Remembers these files as they are now."""
        fresh = dict.fromkeys(digest for path in paths if (digest := _digest(path)))
        known = self._read_allowed()
        lines = [digest for digest in fresh if digest not in known]
        if lines:
            with contextlib.suppress(OSError), self.user.allowed_list.open("a", encoding="ascii") as file:
                file.write("".join(f"{line}\n" for line in lines))

    def sign_allowed(self, course: Course) -> None:
        """Signs the notebooks of a course that were allowed as they are, so that stored results show."""
        allowed = self._read_allowed()
        self.sign(path for path in code_files(course) if path.suffix == ".ipynb" and _digest(path) in allowed)

    def sign(self, notebooks: Iterable[Path]) -> None:
        """Marks notebooks as trusted for this person's JupyterLab; one that cannot be read is left out."""
        self._ask_notary("sign", notebooks)

    def _ask_notary(self, act: Literal["sign", "check_signature"], notebooks: Iterable[Path]) -> set[Path]:
        """Signs notebooks, or looks for signatures ("check_signature"); gives those for which Jupyter says yes."""
        import nbformat
        from nbformat.sign import NotebookNotary

        self.user.data.mkdir(parents=True, exist_ok=True)
        notary = NotebookNotary(data_dir=str(self.user.data))  # type: ignore[no-untyped-call] # nbformat is typed in part
        found = set()
        try:
            for path in notebooks:
                with contextlib.suppress(nbformat.ValidationError, *_UNREADABLE):
                    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call] # typed in part
                    if getattr(notary, act)(notebook):
                        found.add(path)
        finally:
            notary.store.close()
        return found

    def _read_allowed(self) -> frozenset[str]:
        try:
            return frozenset(self.user.allowed_list.read_text(encoding="ascii").split())
        except (OSError, ValueError):
            return frozenset()


def code_files(course: Course) -> list[Path]:
    """The notebooks and modules of a course and of those it extends, without the built-in one's."""
    places = [one.places.notebooks for one in course.line if one.root != builtin_course().root]
    return [path for place in places for path in sorted(course_paths(place)) if path.suffix in RUNS and path.is_file()]


def allow_course(course: Course) -> None:
    """Remembers all of a course as this person's own work."""
    with user_state() as user:
        Trust(user).allow(code_files(course))


@contextlib.contextmanager
def allowance_kept(course: Course) -> Iterator[None]:
    """What a command of this person's writes meanwhile is allowed, unless it was there before and not allowed."""
    with user_state() as user:
        trust = Trust(user)
        unknown = set(trust.unknown_files(course))
        yield
        trust.allow(path for path in code_files(course) if path not in unknown)


def _digest(path: Path) -> str:
    """The file's SHA-256, or "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
