"""A claim's date beside the program's: every date has a verdict, and a coarse one decides nothing."""

from dataclasses import replace

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.explorers.claim_dates import date_verdict, is_older

CLAIMS = builtin_course().claims
BEGUN = CLAIMS["watch-launch"].as_of


@pytest.mark.parametrize(
    ("as_of", "older"),
    [
        ("2018", True),
        ("2019-04", True),
        ("2019-05-05", True),
        ("2019", None),
        ("2019-05", None),
        ("", None),
        ("2019-05-06", None),
        ("2019-05-07", False),
        ("2026", False),
    ],
)
def test_a_date_is_older_younger_or_too_coarse(as_of, older):
    assert is_older(as_of, "2019-05-06") is older


def test_every_claim_of_the_ledger_has_a_verdict():
    for claim in CLAIMS.sound_records():
        said = date_verdict(claim, BEGUN)
        assert said.startswith("Yes. ") == (is_older(claim.as_of, BEGUN) is True)
    assert date_verdict(replace(CLAIMS["watch-launch"], as_of=""), BEGUN).startswith("It carries no date")
