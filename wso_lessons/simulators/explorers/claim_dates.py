"""A claim's date beside the day on which the program began: older, younger, or too coarse to tell."""

from __future__ import annotations

from wso_lessons.content import Claim
from wso_lessons.pages.dates_and_names import date_in_words


def is_older(as_of: str, day: str) -> bool | None:
    """Whether a date (2018, 2018-04, 2018-04-11) is before a day (2019-05-06); None where it cannot be told."""
    if not as_of or day.startswith(as_of):
        return None
    return as_of < day


def date_verdict(claim: Claim, begun: str) -> str:
    """What a claim's date says of its use for a program that began on a day."""
    began = date_in_words(begun)
    if not claim.as_of:
        return "It carries no date of its own. Look for one that does."
    said = f"It is as of {date_in_words(claim.as_of)}."
    older = is_older(claim.as_of, begun)
    if older is None:
        return f"{said} The program began on {began}, so this date is too coarse to tell."
    if older:
        return f"Yes. {said} The program began on {began}: whatever this shows, it did not see this program."
    return f"{said} The program began on {began}, so this date does not weaken it. Look again."
