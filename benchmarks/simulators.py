"""What one move in a simulator costs: the new screen built and written as JSON, in milliseconds.

    python benchmarks/simulators.py

For each view every choice of every control is made once; the median and the slowest are told beside the limit of 200
milliseconds for a redraw, most of which belongs to the browser (tests/browser/test_simulators.py measures the whole).
"""

from __future__ import annotations

import json
import statistics
import time

from wso_lessons.content import builtin_course
from wso_lessons.simulators.desk.booking import Desk
from wso_lessons.widgets.open_view import VIEWS, open_view

LIMIT = 200.0


def moves(name: str) -> list[float]:
    """Milliseconds of every single choice in a view."""
    shown = open_view(VIEWS[name].family, name, builtin_course())
    took = []
    for control in [control for group in shown.screen().groups for control in group.controls]:
        for value, _ in control.choices:
            began = time.perf_counter()
            sent = [value] if control.kind == "checks" else value
            json.dumps(shown.receive({"name": control.name, "value": sent}).public())
            took.append(1000 * (time.perf_counter() - began))
    return took


def main() -> int:
    slow = 0
    for name in VIEWS:
        took = moves(name)
        slow += max(took) > LIMIT
        print(f"{name:24} {len(took):4} moves, median {statistics.median(took):6.1f} ms, slowest {max(took):6.1f} ms")
    desk = Desk(builtin_course())
    began = time.perf_counter()
    for _ in range(200):
        desk.flips(desk.walk({}))
    print(f"{'booking-desk flips':24} {1000 * (time.perf_counter() - began) / 200:.2f} ms for all single facts")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
