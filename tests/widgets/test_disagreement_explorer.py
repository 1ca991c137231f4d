import pytest

from tests.support.model_moves import open_model, send
from wso_lessons.content import builtin_course, open_course
from wso_lessons.widgets.views.explorers.disagreements import NONE, DisagreementExplorer


@pytest.fixture
def explorer(toy_course):
    return DisagreementExplorer(toy_course)


def test_two_sides_stand_side_by_side_with_their_places_open(explorer):
    body = explorer.screen().body
    assert '<th scope="col">The cook</th><th scope="col">The baker</th>' in body
    assert "remark below the list" in body
    assert "line 1" in body


def test_what_would_settle_it_is_folded_away(explorer):
    assert "<details><summary>What would settle it?</summary><p>A guest book.</p></details>" in explorer.screen().body


def test_the_sides_can_be_changed(explorer):
    assert send(explorer, "left", "1").words.startswith("Is the bowl too full? The baker and The baker")


def test_a_side_that_the_question_lacks_falls_back_to_one_it_has(explorer):
    assert "The cook and The baker" in send(explorer, "right", "7").words


def test_a_kind_without_disagreements_is_refused_in_words_and_changes_nothing(explorer):
    before = explorer.screen().body
    screen = send(explorer, "kind", "conflict")
    assert screen.words == "The ledger records no disagreement of this kind. Nothing has changed."
    assert screen.body == before


def test_a_course_without_disagreements_says_so(toy):
    (toy / "reference" / "disagreements.yaml").unlink()
    assert DisagreementExplorer(open_course(toy)).screen().words == NONE


def test_every_question_of_the_course_can_be_shown():
    explorer = DisagreementExplorer(builtin_course())
    for one in builtin_course().disagreements.sound_records():
        screen = send(explorer, "question", one.id)
        assert screen.words.startswith(one.question)
        assert one.settle.split()[0] in screen.text


def test_a_lesson_may_open_it_at_a_question():
    assert open_model("disagreements", question="d-22").screen().words.startswith("How often did officers")


def test_with_its_task_the_kind_is_told_only_after_the_learner_has_said_one():
    explorer = open_model("disagreements", question="d-07", task="kind")
    assert explorer.screen().words.endswith("What kind of difference is it?")
    assert "kind" not in [control.name for group in explorer.screen().groups for control in group.controls]
    said = send(explorer, "guess", "framing").words
    assert "You said: a dispute about values, not facts. This course reads: the same fact in misleading words." in said
    assert said.endswith("no power to issue, sign or approve one."), "A miss is told with its reason"
    assert "This course reads" in explorer.screen().groups[0].controls[0].help
    assert send(explorer, "guess", "wording").words.endswith(
        "This course reads it so, too: the same fact in misleading words."
    )
    assert send(explorer, "question", "d-01").words.endswith("What kind of difference is it?")
    assert send(explorer, "guess", "love").words.endswith("What kind of difference is it?")


def test_who_is_asked_for_the_kind_is_told_what_stays_open_after_saying_it():
    asking = DisagreementExplorer(builtin_course(), question="d-07", task="kind")
    one = builtin_course().disagreements["d-07"]
    before = asking.screen()
    assert one.open not in before.body
    told = " ".join(before.text.split())  # without its line ends
    assert one.open not in told
    assert one.settle not in told
    assert one.open in before.afterword, "A notebook stores it, folded"
    after = send(asking, "guess", "wording")
    assert one.open in after.body
    assert one.settle in " ".join(after.text.split())
