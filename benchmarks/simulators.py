"""What one move in a simulator costs: the new screen built and written as JSON, in milliseconds.

    python -m benchmarks.simulators

For each view every choice of every control and every press in its picture is made once; the median and the slowest are
told. A move should take at most 50 milliseconds here; the browser draws it after that.
"""

from __future__ import annotations

import json
import time

from benchmarks.table import show
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import VIEWS, open_view
from wso_lessons.widgets.panel.screen import Screen

LIMIT = 50.0


def moves(name: str) -> list[float]:
    """Milliseconds of the processor for every choice in a view, and every press and piece put down in its picture."""
    course = builtin_course()
    list(course.claims.sound_records())  # a kernel reads the ledger once, when the first lesson opens
    shown = open_view(VIEWS[name].family, name, course)
    took = []
    for message in messages(shown.screen()):
        began = time.process_time()
        json.dumps(shown.receive(message).as_tree())
        took.append(1000 * (time.process_time() - began))
    return took


def messages(screen: Screen) -> list[dict[str, object]]:
    """What a learner can send from a screen."""
    made: list[dict[str, object]] = []
    for control in [control for group in screen.groups for control in group.controls]:
        for value, _ in control.choices:
            made.append({"name": control.name, "value": [value] if control.kind == "checks" else value})
    parts = screen.picture.wide.moves if screen.picture else ()
    made += [{"move": "press", "part": part.press} for part in parts if part.press]
    pieces, places = [part for part in parts if part.carries], [part for part in parts if part.takes]
    made += [{"move": "put", "part": piece.id, "on": place.id} for piece in pieces for place in places]
    return made


def main() -> int:
    slow = 0
    for name in VIEWS:
        took = moves(name)
        if not took:
            continue
        slow += max(took) > LIMIT
        show(f"a move in {name}, {len(took)} of them", took, unit="ms", limit=f"{LIMIT:.0f} ms")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
