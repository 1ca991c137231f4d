"""Files are left unread only where the marks asked for leave out every test in them."""

import pytest

from tests.support.marks import leaves_out


@pytest.mark.parametrize(
    ("expression", "left_out"),
    [
        ("not browser", True),
        ("not browser and not notebook", True),
        ("slow and not browser", True),
        ("", False),
        ("browser", False),
        ("not notebook", False),
        ("not browser or slow", False),
        ("slow and not (browser and notebook)", False),
    ],
)
def test_only_a_plain_not_leaves_a_mark_out(expression, left_out):
    assert leaves_out(expression, "browser") is left_out
