"""Tables: their cards, `load(name)` and `about(name)`, and the checks that hold a table to its card."""

from wso_lessons.tables.cards import Balance, Card, Column, Tally, cards
from wso_lessons.tables.checks import check_tables
from wso_lessons.tables.load import about, load

__all__ = ["Balance", "Card", "Column", "Tally", "about", "cards", "check_tables", "load"]
