"""Reference tables: cases, statutes, states, the three models, who may do what, perspectives, timeline.

Each row names its claims; `KINDS` maps a table's file name in data/reference/ to its record class.
"""

from __future__ import annotations

from typing import Any

KINDS: dict[str, type[Any]] = {}
