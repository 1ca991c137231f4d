"""Which tests a worker gets together, and which come first."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling

# These share one JupyterLab, in this order: the first asks for a record without answers.
ROOM = tuple(f"tests/browser/test_{name}.py" for name in ("learner_room", "journey", "predict", "room"))


class LoadServerScheduling(LoadFileScheduling):
    """The tests of a file stay together, since they may share a kernel or a server; so do those of the room."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "room" if file in ROOM else file


def order(items: list[pytest.Item]) -> None:
    """Puts the files that take long first, so that no worker is left alone with one at the end."""
    long = {one.path for one in items if one.get_closest_marker("browser") or one.get_closest_marker("notebook")}

    def place(item: pytest.Item) -> tuple[int, bool]:
        file = item.nodeid.split("::")[0]
        return ROOM.index(file) if file in ROOM else len(ROOM), item.path not in long

    items.sort(key=place)
