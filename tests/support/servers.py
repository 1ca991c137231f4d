"""A Jupyter server on this machine for the length of a test, with settings of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time

import pytest

SECONDS = 180
OWN = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
# A module run as the main program, in a process that is spared what its libraries load and never ask for.
RUN = """
import runpy, sys
from wso_lessons.notebook.grammars import leave_out_address_grammars
leave_out_address_grammars()
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def python_with(module):
    """The command that runs a module as the main program, two seconds sooner than `python -m`."""
    return [sys.executable, "-c", RUN, module]


@contextlib.contextmanager
def served(folder, module, *options):
    """The address of a module's server run in a folder; nothing of a user's own settings is read."""
    [port] = free_ports(1)
    own = {name: str(folder.parent / name.lower()) for name in OWN}
    environment = {key: value for key, value in os.environ.items() if key != "WSO_LESSONS_PROGRESS"} | own
    with subprocess.Popen(
        [*python_with(module), *options, "--no-browser", f"--port={port}"],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as run:  # fmt: skip
        try:
            wait_for(port, run)
            yield f"http://127.0.0.1:{port}"
        finally:
            run.terminate()  # an interrupt would be asked back
            try:
                run.wait(20)
            except subprocess.TimeoutExpired:
                run.kill()


def free_ports(count):
    """Ports that nobody used a moment ago, each another one."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def wait_for(port, run):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and run.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return
        time.sleep(0.3)
    pytest.fail(f"The server did not start: {run.args}")
