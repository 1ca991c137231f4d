"""JupyterLab in a process of its own that ends with the process that started it, however that one ends."""

from __future__ import annotations

import os
import signal
import sys
import threading

STDIN = 0


def end_with_the_starter() -> None:
    """Ends this process in order, kernels included, once nobody holds the other end of its standard input."""
    os.read(STDIN, 1)  # no buffer: its lock would be held when Python ends
    os.kill(os.getpid(), signal.SIGTERM)


def leave_out_address_grammars() -> None:
    """Spares this process two seconds, in which jsonschema would compile 39 grammars of international addresses.

    No notebook's and no server's schema asks for them. None in `sys.modules` says that they are not installed, which
    jsonschema allows for.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type] # None is Python's own way to say it


def main() -> None:
    """Runs JupyterLab with the options of the command line."""
    leave_out_address_grammars()
    threading.Thread(target=end_with_the_starter, daemon=True).start()
    from jupyterlab.labapp import main as run

    run()


if __name__ == "__main__":
    main()
