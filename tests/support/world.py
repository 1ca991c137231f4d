"""Where tests find things: the checkout, the toy course, and the reference papers that may lie beside it."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
TOY = TESTS / "toy_course"
BROKEN = TESTS / "broken_course"
SHARED = ROOT.parent / "shared"
