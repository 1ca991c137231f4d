"""Processes that write into one record at once, or are killed while they write; each acknowledged answer is printed.

`python -m tests.support.writers FILE at-once COUNT` starts so many writers of five answers; `... killed COUNT` starts
one after the other, each killed after some answers.
"""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.connection import Connection

from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress

# A fork has what was imported here, which takes longer than the answers do; Windows has none.
RUN = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)


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


def write_at_once(file: str, count: int, each: int = 5) -> list[str]:
    """Runs so many writers side by side, of so many answers each. Raises SystemExit where one fails."""
    running = [start(file, name, each) for name in range(count)]
    named = [one for _, heard in running for one in rest(heard)]
    for process, _ in running:
        process.join()
        if process.exitcode:
            raise SystemExit("A writer failed.")
    return named


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
    act = {"at-once": write_at_once, "killed": write_until_killed}[sys.argv[2]]
    print("\n".join(act(sys.argv[1], int(sys.argv[3]))))
