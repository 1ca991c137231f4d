"""Datasets: cards, `load(name)`, checks, the reader of ICE's workbooks and the refresh that shows what changes."""

from wso_lessons.datasets.cards import Balance, Card, Column, Tally, cards
from wso_lessons.datasets.checks import check_tables
from wso_lessons.datasets.practice_workbook import PLANTED, practice_workbook
from wso_lessons.datasets.tables import about, load
from wso_lessons.datasets.workbook import Workbook, read_workbook

__all__ = [
    "Balance", "Card", "Column", "Tally", "about", "cards", "check_tables", "load",
    "PLANTED", "Workbook", "practice_workbook", "read_workbook",
]  # fmt: skip
