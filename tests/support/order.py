"""Which tests a worker gets together, and which come first."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling

# Each group shares one JupyterLab, in this order: the first of the room asks for a record without answers.
GROUPS = {
    f"tests/browser/test_{name}.py": (group, place)
    for group, names in {
        "room": ("learner_room", "journey", "room", "button", "predict", "received"),
        "workshop": ("quiz", "simulators", "full"),
    }.items()
    for place, name in enumerate(names)
}


class LoadServerScheduling(LoadFileScheduling):
    """The tests of a file stay together, since they may share a kernel or a server; so do those of a group."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return GROUPS[file][0] if file in GROUPS else file


def order(items: list[pytest.Item]) -> None:
    """Puts the files that take long first, so that no worker is left alone with one at the end."""
    marks = [{one.path for one in items if one.get_closest_marker(name)} for name in ("browser", "notebook", "slow")]

    def place(item: pytest.Item) -> tuple[object, ...]:
        group, rank = GROUPS.get(item.nodeid.split("::")[0], ("", 0))
        return not group, group, rank, *(item.path not in marked for marked in marks)

    items.sort(key=place)
