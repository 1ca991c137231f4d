"""The explorers a lesson can open, by name."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import Course, UnknownId

NAMES = ("growth", "claims", "disagreements")


def explorer_view(name: str, course: Course) -> Any:
    """An explorer: "growth" (the tables), "claims" or "disagreements" (the ledger). Raises UnknownId for another."""
    if name == "growth":
        from wso_lessons.widgets.growth_explorer import growth_explorer

        return growth_explorer(course)
    if name == "claims":
        from wso_lessons.widgets.claims_explorer import claims_explorer

        return claims_explorer(course)
    if name == "disagreements":
        from wso_lessons.widgets.disagreement_explorer import disagreement_explorer

        return disagreement_explorer(course)
    raise UnknownId("explorer", name, NAMES)
