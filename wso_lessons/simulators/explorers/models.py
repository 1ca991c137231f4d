"""The three models side by side: what documents say, what the signed agreements say, and where they part."""

from __future__ import annotations

from wso_lessons.content import Course
from wso_lessons.content.reference import ModelAspect, ModelCell, Power
from wso_lessons.content.words import MODEL_NAMES

# Whether an agreement lists a power, as a reader sees it.
LISTED = {"yes": "Yes", "no": "No", "not listed": "Not listed"}
MODELS = {code: f"{name} ({code})" for code, name in MODEL_NAMES.items()}
PER = {"documents": "Documents", "agreements": "Signed agreements", "both": "Documents and agreements"}
BASES = {"any": "Both kinds", "documents": "Documents only", "agreements": "Signed agreements only"}


class ModelComparer:
    """The comparison's rows, and the powers of each model."""

    def __init__(self, course: Course) -> None:
        self.aspects: tuple[ModelAspect, ...] = tuple(course.reference("models").sound_records())
        self.powers: tuple[Power, ...] = tuple(course.reference("powers").sound_records())

    def select(self, aspect_id: str = "", only_differing: bool = False) -> tuple[ModelAspect, ...]:
        """One aspect by id or all ("" for all); where asked, only those on which documents and agreements part."""
        return tuple(
            aspect
            for aspect in self.aspects
            if (not aspect_id or aspect.id == aspect_id) and (aspect.difference or not only_differing)
        )

    def cells(self, aspect: ModelAspect, model: str, basis: str = "any") -> tuple[ModelCell, ...]:
        """What is said of a model on an aspect, by kind of source (a key of BASES)."""
        return tuple(cell for cell in aspect.of(model) if basis == "any" or cell.per in (basis, "both"))
