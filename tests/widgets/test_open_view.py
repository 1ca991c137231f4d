"""One table of models and explorers: every name opens, and a wrong one names what is right."""

import pytest

from tests.support.model_moves import as_opened
from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.widgets.open_view import VIEWS, names_of, open_view


@pytest.mark.slow
@pytest.mark.parametrize("name", VIEWS)
def test_every_class_says_its_own_name_and_family(name):
    assert (as_opened(name).name, as_opened(name).family) == (name, VIEWS[name].family)


def test_a_typo_names_the_nearest_of_the_same_family():
    with pytest.raises(UnknownId, match=r'no simulator "booking-dsk"\. Did you mean "booking-desk"\?'):
        open_view("simulator", "booking-dsk", builtin_course())
    with pytest.raises(UnknownId, match=r'no explorer "claim"\. Did you mean "claims"\?'):
        open_view("explorer", "claim", builtin_course())


def test_a_name_of_the_other_family_says_how_to_open_it():
    with pytest.raises(UnknownId, match=r'"claims" is an explorer: use lesson.explore\("claims"\)'):
        open_view("simulator", "claims", builtin_course())
    with pytest.raises(UnknownId, match=r'"timeline" is a simulator: use lesson.simulate\("timeline"\)'):
        open_view("explorer", "timeline", builtin_course())


def test_the_families_share_no_name():
    assert not set(names_of("simulator")) & set(names_of("explorer"))
