import pytest

from tests.support.model_moves import send
from wso_lessons.content import UnknownId, builtin_course, open_course
from wso_lessons.widgets.views.explorers.claims import AT_ONCE, ClaimsExplorer


@pytest.fixture
def explorer(toy_course):
    return ClaimsExplorer(toy_course)


def test_all_claims_fit_before_anything_is_sought(explorer):
    assert explorer.screen().words == "4 of 4 claims fit."


def test_every_word_sought_must_be_found_in_any_order(explorer):
    assert "1 of 4" in send(explorer, "search", "full COOK").words
    assert "0 of 4" in send(explorer, "search", "full cook plum").words


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("kind", "argument", 1),
        ("stance", "neutral", 2),
        ("source", "bakers-note", 2),
        ("year", "2026", 1),
        ("topic", "toy", 4),
    ],
)
def test_each_filter_keeps_the_claims_that_have_it(explorer, name, value, count):
    assert send(explorer, name, value).words == f"{count} of 4 claims fit."


def test_a_claim_shows_who_says_so_where_and_who_disagrees(explorer):
    body = send(explorer, "search", "pleases").body
    assert "<dt>Says</dt><dd>Ada Baker (AB)</dd>" in body
    assert "<cite>In praise of full bowls</cite>" in body
    assert "The cook calls the bowl too full." in body


def test_a_move_that_makes_no_sense_changes_nothing(explorer):
    for message in (
        None,
        {},
        {"name": "colour", "value": "red"},
        {"name": "kind", "value": 3},
        {"name": "from", "value": "²"},
    ):
        assert explorer.receive(message).words == "4 of 4 claims fit."


def test_the_pages_turn_and_a_new_search_begins_at_the_first_claim():
    course = builtin_course()
    explorer = ClaimsExplorer(course)
    count = len(list(course.claims.sound_records()))
    assert explorer.screen().words == f"{count} of {count} claims fit. Numbers 1 to {AT_ONCE} are shown."
    turned = send(explorer, "on")
    assert turned.words.endswith(f"Numbers {AT_ONCE + 1} to {2 * AT_ONCE} are shown.")
    assert "Numbers 1 to" in send(explorer, "search", "ice").words


def test_the_stored_form_counts_the_claims_and_stays_small():
    page = ClaimsExplorer(builtin_course()).screen().page()
    assert len(page.html) < 8_000
    assert "Claims by topic" in page.html
    assert page.html == ClaimsExplorer(builtin_course()).screen().page().html


def test_content_is_escaped(toy):
    file = toy / "claims" / "toy.yaml"
    file.write_text(file.read_text().replace("too full.", "too <script>full</script>."))
    body = ClaimsExplorer(open_course(toy)).screen().body
    assert "<script>" not in body
    assert "too &lt;script&gt;full" in body


def test_an_unknown_filter_is_refused_with_the_nearest_one(toy_course):
    with pytest.raises(UnknownId, match='Did you mean "topic"'):
        ClaimsExplorer(toy_course, topics="launch")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("side", "old", "new"), [("a", "story-brown-night", "moa-49"), ("b", "md-ag-exposure", "moa-09")]
)
def test_the_task_asks_for_a_date_that_weakens_ones_own_side_and_checks_it(side, old, new):
    explorer = ClaimsExplorer(builtin_course(), task="older")
    assert explorer.screen().words.startswith("Say which side is yours. ")
    assert send(explorer, "side", side).words.startswith("Open the claims, look at their dates")
    screen = send(explorer, "pick", old)
    assert screen.words.startswith("Yes. It is as of ")
    assert screen.groups[0].controls[1].help.startswith("Yes. It is as of "), "It is answered where it was asked"
    assert "does not weaken it. Look again." in send(explorer, "pick", new).words
    other = send(explorer, "side", "ab".replace(side, ""))
    assert other.words.startswith("Open the claims"), "Another side has other claims to pick from"


def test_the_task_takes_no_side_that_there_is_not_and_no_claim_of_no_one():
    explorer = ClaimsExplorer(builtin_course(), task="older")
    before = explorer.screen().as_tree()
    assert send(explorer, "side", "c").as_tree() == before
    send(explorer, "side", "a")
    assert send(explorer, "pick", "nothing").words.startswith("Open the claims")
    with pytest.raises(UnknownId, match='value of "task" "old"'):
        ClaimsExplorer(builtin_course(), task="old")
