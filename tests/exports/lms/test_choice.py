"""What goes into a learning system, and whether it counts there."""

import base64
import dataclasses
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from tests.support.export_samples import DAY, built_in, plains
from wso_lessons.cli.main import main
from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.exports.lms import gift, moodle, qti12, qti21
from wso_lessons.exports.material import gather

FORMATS = (gift, moodle, qti12, qti21)


def text(export):
    [content] = export.files.values()
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_tests_before_and_after_are_left_out_aloud_unless_they_are_asked_for(form):
    material = built_in("before", "06-weigh-and-decide")
    made = form.export(material)
    told = [note for note in made.notes if "--tests" in note]
    assert [note.split(",")[0] for note in told] == [
        "Left out: the set post-test", "Left out: the set pre-test"]  # fmt: skip
    item = next(item for item in material.bank.set("pre-test") if item.kind == "one")
    stem = item.options[0].text[:20]
    assert stem not in text(made)
    whole = form.export(dataclasses.replace(material, tests=True))
    assert stem in text(whole)
    assert not [note for note in whole.notes if "--tests" in note]
    assert stem in text(form.export(gather(builtin_course(), (), DAY, ("pre-test",))))


@pytest.mark.slow
def test_practice_is_practice_and_a_check_counts_where_the_teacher_says_so():
    material = built_in("04-agency-growth")
    assert [(one.id, one.is_check) for one in material.chapters[0].sets] == [
        ("growth", False), ("growth-wrap-up", True)]  # fmt: skip
    free = text(qti12.export(material))
    assert free.count("<quiz_type>practice_quiz</quiz_type>") == 2
    assert free.count("<allowed_attempts>-1</allowed_attempts>") == 2
    assert "assignment</quiz_type>" not in free
    graded = text(qti12.export(dataclasses.replace(material, graded=True)))
    assert graded.count("<quiz_type>practice_quiz</quiz_type>") == 1
    assert graded.count("<quiz_type>assignment</quiz_type>") == 1
    assert text(qti21.export(material)).count('maxAttempts="0"') == 2
    assert text(qti21.export(dataclasses.replace(material, graded=True))).count('maxAttempts="1"') == 1


@pytest.mark.slow
def test_one_set_can_be_exported_and_one_that_there_is_not_is_named(tmp_path):
    material = gather(builtin_course(), (), DAY, ("growth-wrap-up",))
    assert [one.id for chapter in material.chapters for one in chapter.sets] == ["growth-wrap-up"]
    with pytest.raises(UnknownId, match='Did you mean "growth-wrap-up"'):
        gather(builtin_course(), (), DAY, ("growth-wrapup",))
    out = tmp_path / "q.gift"
    done = CliRunner().invoke(main, ["export", "gift", str(out), "--set", "growth-wrap-up"])
    assert done.exit_code == 0, done.output
    assert "::growth/" not in out.read_text(encoding="utf-8")


def picture_in(form, made):
    """The bytes of the picture that a question speaks of, where the format keeps them."""
    (content,) = made.files.values()
    if form is moodle:
        (found,) = ElementTree.fromstring(content).iter("file")
        assert f"@@PLUGINFILE@@/{found.get('name')}" in text(made)
        return base64.b64decode(found.text)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        (name,) = (one for one in packed.namelist() if one.startswith("pictures/"))
        assert f'href="{name}"' in packed.read("imsmanifest.xml").decode()
        assert f"/{name}" in text(made)
        return packed.read(name)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_a_question_on_a_chart_takes_the_lessons_picture_along_or_is_left_out_aloud(form):
    made = form.export(built_in("05-oversight-and-evidence"))
    left_out = [note for note in made.notes if note.startswith("Left out: oversight/audit-scope")]
    if form is gift:
        assert left_out == ["Left out: oversight/audit-scope, which speaks of a picture; GIFT holds none, Moodle XML "
                            "and QTI do."]  # fmt: skip
        assert "oversight/audit-scope" not in text(made)
        return
    assert left_out == []
    assert "Line chart of agreements by model, January 2021 to May 2026" in text(made)
    lesson = builtin_course().notebook("05-oversight-and-evidence").read_text(encoding="utf-8")
    assert base64.b64encode(picture_in(form, made)).decode() in lesson


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_a_question_on_a_table_takes_it_along_row_by_row(form):
    made = text(form.export(built_in("04-agency-growth")))
    asked = made[made.index("line numbers at the left of the table") - 4000 :]
    rows = ["Alder County", "Hazel County", "Juniper County", "Medlar County", "Sorrel County"]
    assert [row for row in rows if row not in asked] == []
    assert "The rows shown above" not in made


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_a_question_on_a_model_is_left_out_aloud(form):
    made = form.export(built_in("03-fourth-amendment"))
    told = "Left out: fourth-amendment/memorial-day, which needs what only the lesson shows: The detainer clock"
    assert any(note.startswith(told) for note in made.notes)
    assert "fourth-amendment/memorial-day" not in text(made)


# Lessons whose guesses ask for one choice, a number, an order and pairs.
GUESSING = ("01-launch", "04-agency-growth")


def moodle_marks(made, name):
    question = next(one for one in ElementTree.fromstring(made) if one.findtext("name/text") == name)
    return [answer.get("fraction") == "100" for answer in question.findall("answer")]


def gift_marks(made, name):
    block = made.split(f"// {name}\n")[1].split("\n}\n")[0]
    return [line.startswith(("\t=", "\t~%100%")) for line in block.split("\n")[1:] if not line.startswith("\t####")]


def qti12_marks(made, name):
    item = made.split(f'title="{name}"')[1].split("</item>")[0]
    return [one == "100" for one in re.findall(r"<setvar[^>]*>([^<]*)<", item)]


def qti21_marks(made, name):
    item = made.split(f'title="{name}"')[1].split("</assessmentItem>")[0]
    given = re.findall(r'mappedValue="([^"]*)"', item) or re.findall(
        r'<responseElseIf>.*?"float">([^<]*)</baseValue>\s*</setOutcome', item, re.DOTALL
    )
    return [one == "1" for one in given]


MARKS = {gift: gift_marks, moodle: moodle_marks, qti12: qti12_marks, qti21: qti21_marks}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_every_answer_to_a_guess_gets_full_marks_and_any_other_question_has_a_wrong_one(form):
    material = built_in(*GUESSING)
    made = text(form.export(material))
    marks = {
        plain.id: (plain, MARKS[form](made, plain.id))
        for plain in plains(material)
        if (plain.guess or plain.shape == "single") and not (form is gift and plain.picture)
    }
    asked = [item for chapter in material.chapters for one in chapter.sets for item in one.items]
    guesses = {item.id for item in asked if item.predict and not item.survey}
    assert guesses == {plain.id for plain in plains(material) if plain.guess}
    for plain, given in marks.values():
        if plain.guess:
            assert all(given), plain.id
            assert len(given) == len(plain.choices), plain.id
        else:
            assert given.count(True) == 1, plain.id


def test_a_number_that_is_guessed_may_be_far_off_and_one_that_is_asked_may_not(material):
    numbers = [
        plain for one in (material, built_in("04-agency-growth")) for plain in plains(one) if plain.shape == "number"
    ]
    assert {plain.guess for plain in numbers} == {True, False}
    for plain in numbers:
        [right] = [choice for choice in plain.choices if choice.right]
        assert (right.tolerance >= 1e9) == plain.guess
        assert plain.guess == (len(plain.choices) == 1 and not plain.otherwise and not plain.hints)
    [guess] = [plain for plain in numbers if plain.guess]
    assert guess.choices[0].reason.startswith("ICE's list says 0.")


@pytest.mark.slow
def test_all_formats_say_the_same_of_guesses():
    told = [[note for note in form.export(built_in("01-launch")).notes if "guess" in note] for form in FORMATS]
    assert told[0] == [
        "Changed: launch/first-day, launch/whose-audience and launch/florida-limit, where every guess gets full marks.",
        "Changed: launch/in-order and launch/boa-or-wso, where a guess is made in the head.",
    ]
    assert told == [told[0]] * len(FORMATS)
