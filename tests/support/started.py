"""`wso-lessons start` as a process of its own, for tests that meet it as a learner does."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from jupyter_client.blocking import BlockingKernelClient

SECONDS = 120


def wait_for_kernel(client: BlockingKernelClient) -> None:
    """Waits until a kernel answers: on a busy machine one that is beginning misses a heartbeat, and is called dead."""
    for _ in range(20):
        with contextlib.suppress(RuntimeError):
            return client.wait_for_ready(timeout=SECONDS)
        time.sleep(1)
    raise RuntimeError("The kernel did not begin.")


@contextlib.contextmanager
def _signals_heard() -> Iterator[None]:
    """Lets a new process hear every request to end, also where the tests run under `nohup` or behind an `&`.

    A process inherits what its parent ignores, and `start` rightly leaves an ignored signal ignored.
    """
    requests = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ignored = [one for one in requests if signal.getsignal(one) is signal.SIG_IGN]
    for one in ignored:
        signal.signal(one, signal.SIG_DFL)
    try:
        yield
    finally:
        for one in ignored:
            signal.signal(one, signal.SIG_IGN)


class Started:
    """`wso-lessons start` as a learner would run it; `address` is what it printed, or ""."""

    def __init__(
        self, folder: Path, course: Path | None = None, *options: str, variables: dict[str, str] | None = None
    ) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "wso_lessons", "start", str(course or folder), "--no-browser", *options]
        environment = {k: v for k, v in os.environ.items() if k != "WSO_LESSONS_PROGRESS"} | (variables or {})
        with _signals_heard():
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, start_new_session=True,
            )  # fmt: skip
        self.said: list[str] = []
        self._ready = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        assert self._ready.wait(SECONDS), f"The course did not start: {self.said}"
        found = re.search(r"http://\S+", "".join(self.said))
        self.address = found[0] if found else ""

    def __enter__(self) -> Started:
        assert self.address, self.said
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C" in line:
                self._ready.set()
        self._ready.set()

    def at(self, file: str) -> str:
        """The address of another lesson of this course."""
        return re.sub(r"/lab/tree/[^?]*", f"/lab/tree/{file}", self.address)

    def stop(self) -> int:
        """Ends it as Ctrl-C does, if it still runs, and gives the exit code."""
        runs = self.process.poll() is None
        if runs:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(SECONDS)
            assert not (runs and code), f"Ctrl-C ended it with {code}: {self.said}"
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self._listener.join(10)
            self.process.stdout.close()
        return code
