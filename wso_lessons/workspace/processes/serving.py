"""JupyterLab in a process of its own that ends with the process that started it, however that one ends."""

from __future__ import annotations

import os
import signal
import threading

from wso_lessons.notebook.grammars import leave_out_address_grammars

STDIN = 0


def end_with_the_starter() -> None:
    """Ends this process in order, kernels included, once nobody holds the other end of its standard input."""
    os.read(STDIN, 1)  # no buffer: its lock would be held when Python ends
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Runs JupyterLab with the options of the command line."""
    leave_out_address_grammars()
    threading.Thread(target=end_with_the_starter, daemon=True).start()
    from jupyterlab.labapp import main as run

    run()


if __name__ == "__main__":
    main()
