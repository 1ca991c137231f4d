"""The kernel of a lesson: a module of the folder comes last, a question run alone says what to press.

Run as `python -P -m wso_lessons.workspace.processes.kernel -f CONNECTION_FILE`; `-P` keeps the folder off the path
while Python and the kernel start, so that a `types.py` beside the notebooks is neither run nor in anything's way.
"""

from __future__ import annotations

import importlib
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipykernel.zmqshell import ZMQInteractiveShell

LESSON = "lesson"  # the name that a notebook's first cell gives to its lesson
PRESS = "This cell needs the ones before it. Press “Run all cells” above the lesson."


def explain_missing_lesson(
    shell: ZMQInteractiveShell,
    kind: type[BaseException],
    error: NameError,
    traceback: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Shows one sentence in place of the traceback where a cell was run before the one that opens the lesson."""
    if error.name == LESSON and LESSON not in shell.user_ns:
        shell._showtraceback(kind, error, [PRESS])  # type: ignore[no-untyped-call] # IPython is typed in part
    else:
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)


def main() -> None:
    """Runs the kernel with the options of the command line."""
    from ipykernel.kernelapp import IPKernelApp

    app: Any = IPKernelApp.instance(ignore_cwd=True)  # its methods and its shell have no types
    app.initialize()
    # What a question is shown with is read while the page still loads: it takes longer than the question itself. The
    # kernel is there by now, so that the widgets find it.
    importlib.import_module("wso_lessons.widgets.quiz_widget")
    sys.path.append("")  # last: a learner's own modules can be imported, and take the place of nobody else's
    app.shell.set_custom_exc((NameError,), explain_missing_lesson)
    app.start()


if __name__ == "__main__":
    main()
