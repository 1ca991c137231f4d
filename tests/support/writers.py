"""Processes that write into one record at once, or are killed while they write, and what they acknowledged."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from tests.support.world import ROOT
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress

# A fork has what was imported here, which takes longer than the answers do; Windows has none.
RUN = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)


def acknowledged_by(how: str, file: Path, *numbers: int) -> list[str]:
    """The answers that writers name: "at-once" or "without-locks" (how many, answers of each), "killed" (how many).

    A process of its own starts them: it has no threads, which a fork would leave behind.
    """
    command = [sys.executable, "-m", "tests.support.writers", how, str(file), *map(str, numbers)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def write(file: str, name: int, count: int, told: Connection) -> None:
    """Records so many answers and names each once it is on the disk."""
    progress = open_progress(file)
    for number in range(count):
        progress.record_answer(Answer(item_id=f"s/{name}-{number}", response="x", state="right", score=1.0))
        # On the disk, if only beside the record: where many begin at once, one may find the file held for too long.
        assert progress.path, progress.notice
        told.send(f"s/{name}-{number}")


def start(file: str, name: int, count: int) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """A writer that runs, and the end of a pipe at which it names its answers."""
    heard, told = RUN.Pipe(duplex=False)
    process = RUN.Process(target=write, args=(file, name, count, told))
    process.start()
    told.close()
    return process, heard


def rest(heard: Connection) -> list[str]:
    """What a writer that has ended had still named."""
    named = []
    try:
        while True:
            named.append(heard.recv())
    except (EOFError, OSError):  # the latter: it was killed while it named one
        return named


def write_at_once(file: str, count: int, each: int) -> list[str]:
    """Runs so many writers side by side, of so many answers each. Raises SystemExit where one fails."""
    running = [start(file, name, each) for name in range(count)]
    named = [one for _, heard in running for one in rest(heard)]
    for process, _ in running:
        process.join()
        if process.exitcode:
            raise SystemExit("A writer failed.")
    return named


def write_without_locks(file: str, count: int, each: int) -> list[str]:
    """The same with SQLite without any lock, as on a network drive whose locks do nothing."""
    connect = sqlite3.connect
    sqlite3.connect = lambda path, **more: connect(f"file:{path}?vfs=unix-none", uri=True, **more)
    return write_at_once(file, count, each)


def write_until_killed(file: str, count: int) -> list[str]:
    """Runs so many writers in turn, each killed in the middle of writing."""
    named = []
    for name in range(count):
        process, heard = start(file, name, 10_000)
        named += [heard.recv() for _ in range(1 + name % 7)]
        process.kill()
        process.join()
        named += rest(heard)
    return named


if __name__ == "__main__":
    act = {"at-once": write_at_once, "without-locks": write_without_locks, "killed": write_until_killed}[sys.argv[1]]
    print("\n".join(act(sys.argv[2], *map(int, sys.argv[3:]))))
