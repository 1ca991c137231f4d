"""The explorers a lesson can open, by name."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import Course, UnknownId

NAMES = ("growth", "claims", "disagreements")


def explorer_view(name: str, course: Course, **facts: Any) -> Any:
    """An explorer: "growth" (the tables), "claims" or "disagreements" (the ledger), the last two with facts to begin
    with, such as search="training" or question="d-22". Raises UnknownId for another explorer or fact.
    """
    if name == "growth":
        from wso_lessons.widgets.views.growth import growth_explorer

        for fact in facts:
            raise UnknownId('fact of the explorer "growth"', fact, ())
        return growth_explorer(course)
    if name == "claims":
        from wso_lessons.widgets.views.claims import claims_explorer

        return claims_explorer(course, **facts)
    if name == "disagreements":
        from wso_lessons.widgets.views.disagreements import disagreement_explorer

        return disagreement_explorer(course, **facts)
    raise UnknownId("explorer", name, NAMES)
