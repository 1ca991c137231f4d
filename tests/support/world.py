"""Where tests find things: the checkout, the toy course, and the reference papers that may lie beside it."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
TOY = TESTS / "toy_course"
BROKEN = TESTS / "broken_course"
SHARED = ROOT.parent / "shared"


def for_excel(text: str) -> str:
    """A CSV's text after its byte order mark, which every one that people open has to begin with."""
    assert text.startswith("\ufeff")
    return text[1:]
