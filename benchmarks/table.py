"""One table for all measurements: this course, what it stands beside, the limit, the ratio and its spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

HEAD = "| What | This course | Beside | Ratio | Spread | Limit |\n|---|---|---|---|---|---|"


def row(
    what: str, ours: Sequence[float], peer: Sequence[float] = (), *, unit: str, beside: str = "", limit: str = ""
) -> str:
    """A row of medians; the spread is of the ratios where the two took turns, else of this course's own figures."""
    mine = statistics.median(ours)
    shown = f"{_figure(statistics.median(peer))} {unit}, {beside}" if peer else beside
    ratio = f"{mine / statistics.median(peer):.2f}" if peer else ""
    several = [a / b for a, b in zip(ours, peer, strict=False)] if peer else list(ours)
    spread = f"{_figure(min(several))} to {_figure(max(several))}" if len(several) > 1 else ""
    return f"| {what} | {_figure(mine)} {unit} | {shown} | {ratio} | {spread} | {limit} |"


def show(*columns: Any, **names: Any) -> None:
    """Prints a row as soon as it is measured."""
    print(row(*columns, **names), flush=True)


def times_of(act: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Seconds of several runs of an act, by the wall's clock or by the processor's."""
    times = []
    for _ in range(rounds):
        began = clock()
        act()
        times.append(clock() - began)
    return times


def _figure(value: float) -> str:
    """Three digits, which is more than a measurement holds."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
