import re

import pytest

from tests.support.model_moves import as_opened, open_model, stored_page
from wso_lessons.content import builtin_course
from wso_lessons.pages.html import Markup, join
from wso_lessons.widgets.open_view import names_of
from wso_lessons.widgets.panel.footnotes import cite_claims, entry, number_footnotes

LAST_STAGE = {"argument-map": "hinge", "timeline": "events", "where-you-live": "map"}
REF = re.compile(r'class="wso-ref">\[([^\]]*)\]')


def test_a_claim_has_one_number_wherever_it_stands():
    body = join((cite_claims("Plums are red.", ["b", "a"]), cite_claims("Pears are not.", ["c", "a"])))
    body, more = number_footnotes(body, join((entry("a", "A."), entry("d", "D."))))
    assert REF.findall(body) == ["1, 2", "3, 2"]
    assert REF.findall(more) == ["2", "4"]


def test_what_a_learner_types_is_no_mark():
    (typed,) = number_footnotes(Markup(cite_claims('<small class="wso-ref">[x]</small> [y]', ["a"])))
    assert "&lt;small" in typed
    assert "[y]" in typed
    assert REF.findall(typed) == ["1"]


@pytest.mark.slow
@pytest.mark.parametrize("name", names_of("simulator"))
def test_every_number_of_a_simulator_has_its_source(name):
    view = as_opened(name)
    if "stage" in view.facts:
        last = next(stage for model, stage in LAST_STAGE.items() if name.startswith(model))
        every_number_is_listed(open_model(name, stage=last).screen())
    every_number_is_listed((open_model(name, shown="yes") if "shown" in view.facts else view).screen())


def every_number_is_listed(screen):
    alive = screen.as_tree()
    for shown in (str(screen.page().html), alive["body"] + alive["more"]):
        # A model that hides its answer may say nothing that needs a source before it is asked.
        numbers = {int(one) for refs in REF.findall(shown) for one in refs.split(", ")}
        listed = {int(one) for one in re.findall(r'<span class="wso-ref">\[(\d+)\]', shown)}
        assert numbers == listed == set(range(1, len(numbers) + 1))
        assert not [one for one in re.findall(r"\[([a-z0-9.-]+)\]", shown) if builtin_course().claims.find(one)]


@pytest.mark.slow
def test_most_simulators_mark_what_their_statements_rest_on_in_their_stored_form():
    pages = [stored_page(name).html for name in names_of("simulator")]
    assert sum(bool(REF.findall(page)) for page in pages) > 0.6 * len(pages)
