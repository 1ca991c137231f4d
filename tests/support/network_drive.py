"""A file system without locks or shared memory, as SQLite meets it on some network drives: its system calls refuse."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import sqlite3
from collections.abc import Callable, Iterator

_NAMES = (
    "xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose xRandomness xSleep xCurrentTime "
    "xGetLastError xCurrentTimeInt64 xSetSystemCall xGetSystemCall xNextSystemCall"
)
_FCNTL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, use_errno=True)
_MMAP = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long, use_errno=True
)
_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)


class _Vfs(ctypes.Structure):
    """The head of sqlite3_vfs, version 3 (https://www.sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in ("pNext", "zName", "pAppData", *_NAMES.split())),
    )


@contextlib.contextmanager
def without_locks() -> Iterator[None]:
    """SQLite's and Python's locks of files are refused meanwhile; the rest of the calls goes through."""
    system = ctypes.CDLL(None, use_errno=True).fcntl

    def refuse(file: int, command: int, argument: int | None) -> int:
        if command in (fcntl.F_GETLK, fcntl.F_SETLK, fcntl.F_SETLKW):
            ctypes.set_errno(errno.ENOLCK)
            return -1
        return int(system(file, command, ctypes.c_void_p(argument)))

    def lockf(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    kept, fcntl.lockf = fcntl.lockf, lockf
    try:
        with _call_replaced(b"fcntl", _FCNTL(refuse)):
            yield
    finally:
        fcntl.lockf = kept


@contextlib.contextmanager
def without_shared_memory() -> Iterator[None]:
    """No file can be mapped by SQLite meanwhile, so that programs share no memory."""

    def refuse(*_: object) -> int | None:
        ctypes.set_errno(errno.ENODEV)
        return ctypes.c_void_p(-1).value

    with _call_replaced(b"mmap", _MMAP(refuse)):
        yield


@contextlib.contextmanager
def _call_replaced(name: bytes, act: Callable[..., object]) -> Iterator[None]:
    import _sqlite3

    find = ctypes.CDLL(getattr(_sqlite3, "__file__", None)).sqlite3_vfs_find
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
    system = find(None)
    place, replace = ctypes.cast(system, ctypes.c_void_p), _SET(system.contents.xSetSystemCall)
    assert replace(place, name, ctypes.cast(act, ctypes.c_void_p)) == sqlite3.SQLITE_OK
    try:
        yield
    finally:
        replace(place, name, None)
