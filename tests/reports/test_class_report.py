import csv
import html.parser
import io
import json
import re
import shutil
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from click.testing import CliRunner

from tests.support.answers import answer, receipt, sealed
from tests.support.class_of_30 import BAD_KEY, COMMON, GONE, LEARNERS, write_class
from tests.support.world import TOY, for_excel
from wso_lessons.cli.main import main
from wso_lessons.content import builtin_course
from wso_lessons.pages.spreadsheet import guard_cell
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.quiz import Bank
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report, learner_cells
from wso_lessons.reports.class_tables import items_csv, learners_csv
from wso_lessons.reports.gathering import gather

HOSTILE = "<script>alert(1)</script>"


def write(path, made):
    path.write_text(receipt_text(made), encoding="utf-8")


def report_on(place, course):
    return class_report(gather([place], course), course)


def options(toy_course):
    return {option.text: option.key for option in Bank(toy_course).item("toy/which").options}


@pytest.fixture
def folder(tmp_path, toy_course):
    """Six receipts, and beside them a damaged file, a foreign one, a copy and an older one of the same record."""
    wrong, right = options(toy_course)["The bowl holds 3 pears."], options(toy_course)["The bowl holds 2 pears."]
    place = tmp_path / "receipts"
    place.mkdir()

    def put(name, number, **more):
        knows = number % 2 == 0
        attempts = [
            answer("toy/pears", "right" if knows else "wrong", "2" if knows else "3", confidence="sure"),
            answer("toy/which", "right" if knows else "wrong", right if knows else wrong),
        ]
        write(place / name, receipt(*attempts, seed=str(number), **more))

    for number in range(6):
        put(f"r{number}.json", number, learner=HOSTILE if number == 0 else f"learner-{number:02d}")
    put("older.json", 1, made="2026-05-01T08:00:00Z")
    put("foreign.json", 8, course="another")
    shutil.copy(place / "r2.json", place / "s-copy.json")
    (place / "damaged.json").write_text((place / "r3.json").read_text()[:-40])
    (place / "note.txt").write_text("not a receipt and not read")
    return place


@pytest.fixture
def report(folder, toy_course):
    return report_on(folder, toy_course)


def test_damaged_duplicate_and_foreign_receipts_are_listed_and_left_out(folder, toy_course):
    gathered = gather([folder, folder / "r1.json", folder / "none.json"], toy_course)
    assert len(gathered.receipts) == 6
    assert {path.name: reason for path, reason in gathered.skipped} == {
        "damaged.json": "It is damaged: this is not JSON.",
        "foreign.json": 'It is of the course "another", not of "toy".',
        "older.json": "It is an older receipt of the same record as r1.json.",
        "s-copy.json": "It is a copy of r2.json.",
        "none.json": "It cannot be read (no such file or directory).",
        "note.txt": "It is no receipt; a receipt is a .json file.",
    }


def test_the_table_tells_learners_items_mistakes_and_what_was_skipped(report):
    text = as_text(report)
    assert re.search(r"learner-01 +2 +0% +0% +0 of 1", text)
    assert re.search(r"Which sentence may you write\? +6 +50% +50% +The bowl holds 3 pears\. \(3\)", text)
    assert "damaged.json" in text


def test_the_report_fits_a_terminal_of_80_characters(report):
    assert max(map(len, as_text(report).splitlines())) > 80
    narrow = as_text(replace(report, skipped=()), 80)
    assert max(map(len, narrow.splitlines())) <= 80
    assert re.search(r"Question +Answered +Right +Right +Most frequent mistake\n +at +at\n +first +last", narrow)


def test_items_csv_has_a_line_for_each_mistake(report):
    rows = list(csv.DictReader(io.StringIO(for_excel(items_csv(report)))))
    assert [(row["item"], row["mistake"], row["mistake_count"], row["misconception"]) for row in rows] == [
        ("toy/pears", "3 pears", "3", ""),
        ("toy/which", "The bowl holds 3 pears.", "3", "plums-are-pears"),
    ]
    assert {row["difficulty"] for row in rows} == {"0.5000"}


def test_learners_csv_has_calibration_in_columns(report):
    rows = {row["learner"]: row for row in csv.DictReader(io.StringIO(for_excel(learners_csv(report))))}
    assert (rows["learner-02"]["sure"], rows["learner-02"]["sure_right"]) == ("1", "1")
    assert (rows["learner-03"]["sure"], rows["learner-03"]["sure_right"]) == ("1", "0")


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@x", "\tx"])
def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(tmp_path, toy_course, name):
    write(tmp_path / "r.json", sealed(receipt(answer(response="2")), learner=name))
    text = learners_csv(report_on(tmp_path, toy_course))
    [row] = list(csv.reader(io.StringIO(text)))[1:]
    assert row[0] == (f"'{name}" if name != "\tx" else "x")


class Outline(html.parser.HTMLParser):
    """Collects elements and checks that they close in turn."""

    VOID = ("meta", "br", "img")

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [(tag, key, value) for key, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_self_contained_and_runs_nothing(report):
    page = as_html(report)
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert {"script", "link", "img", "iframe"} & set(outline.seen) == set()
    assert [entry for entry in outline.attributes if entry[1] in ("href", "src") or entry[1].startswith("on")] == []
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page
    assert "&lt;script&gt;alert(1)" in page
    assert outline.seen.count("svg") == 2


def test_the_page_calls_a_question_the_hardest_only_where_it_is_alone(report):
    [row, *_] = report.statistics.items
    for rows, told in (((row,), f"Hardest was “{row.stem}”, with "), ((row, row), "Hardest were 2 questions, with ")):
        assert told in as_html(replace(report, statistics=replace(report.statistics, items=rows)))


def test_who_answered_nothing_that_is_reported_has_no_share_and_is_in_no_fifth(tmp_path, toy_course):
    write(tmp_path / "r1.json", sealed(receipt(answer(response="2")), learner="learner-01"))
    write(tmp_path / "r2.json", sealed(receipt(seed="2"), learner="learner-02"))
    found = report_on(tmp_path, toy_course)
    assert [learner_cells(row)[:4] for row in found.statistics.learners] == [
        ("learner-01", 1, "100%", "100%"),
        ("learner-02", 0, "-", "-"),
    ]
    assert "1 learner of 1 earned half of the points" in as_html(found)
    (tmp_path / "r1.json").unlink()
    assert "earned half of the points" not in as_html(report_on(tmp_path, toy_course))


def test_the_page_names_the_misconception_behind_a_hard_question(folder, toy_course):
    for number in (0, 2):
        (folder / f"r{number}.json").unlink()
    page = as_html(report_on(folder, toy_course))
    assert "Most often taken (3): The bowl holds 3 pears." in page
    correction = toy_course.reference("misconceptions")["plums-are-pears"].correction
    assert correction in page


def test_every_chart_says_its_numbers_in_words(report):
    labels = re.findall(r'role="img" aria-label="([^"]*)"', as_html(report))
    assert [label.partition(":")[0].split(". ")[-1] for label in labels] == ["80% to 100%", "First answers"]
    assert [label for label in labels if not re.search(r": \d", label)] == []


def test_every_charts_title_states_its_finding(report):
    titles = re.findall(r"<figcaption>([^<]*)</figcaption>", as_html(report))
    assert titles[0] == "3 learners of 6 earned half of the points or more at first"
    assert all("percent right when" in title for title in titles[1:])


def test_two_learners_of_one_name_are_told_apart(folder, toy_course):
    for path in folder.glob("r[2-5].json"):
        write(path, sealed(json.loads(path.read_text()), learner="same"))
    names = [row.learner for row in report_on(folder, toy_course).statistics.learners]
    assert len(set(names)) == 6


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_verb_prints_writes_three_files_and_says_that_some_were_skipped(folder, tmp_path):
    done = run("report", folder, "--course", TOY, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "Which sentence may you write?" in done.output
    assert f"Wrote 4 files to {tmp_path / 'out'}. Open class-report.html" in done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "class-report.html",
        "items.csv",
        "learners.csv",
        "not-taken.csv",
    ]
    assert run("report", folder / "r0.json", "--course", TOY).exit_code == 0


def test_a_report_takes_the_place_of_an_earlier_one_and_of_nothing_else(folder, tmp_path):
    command = ("report", folder / "r0.json", "--course", TOY, "--out", tmp_path / "out")
    assert [run(*command).exit_code for _ in range(2)] == [0, 0]
    (tmp_path / "out" / "class-report.html").unlink()
    (tmp_path / "out" / "items.csv").write_text("my own list", encoding="utf-8")
    done = run(*command)
    assert done.exit_code == 2
    assert "is there already and no report is beside it" in done.output
    assert (tmp_path / "out" / "items.csv").read_text(encoding="utf-8") == "my own list"


def test_the_page_counts_ideas_in_learners_and_names_the_group_that_shares_one(report):
    page = as_html(report)
    group = page.split("Who needs which idea</h2>")[1].split("</ol>")[0]
    assert "3 of 6 learners still, 0 at first only." in group
    assert "Still: learner-01, learner-03, learner-05." in group
    assert page.count('<span class="still">still</span>') == 3
    assert "toy/which" not in page


def test_a_mistake_without_a_name_that_two_share_is_found(folder, toy_course):
    (folder / "r5.json").unlink()
    page = as_html(report_on(folder, toy_course))
    row = page.split("Other mistakes that two or more")[1].split("</table>")[0]
    assert re.search(
        r"How many pears are in the bowl\?.*<td>3 pears</td><td>2</td><td>learner-01, learner-03</td>", row
    )


def test_the_verb_says_who_is_missing(folder, tmp_path):
    (tmp_path / "class.csv").write_text("Student,ID\nLearner-01,1\nlearner-77,2\n", encoding="utf-8")
    done = run("report", folder, "--course", TOY, "--roster", tmp_path / "class.csv", "--since", "2026-06-01")
    assert "No receipt yet from 1 learner: learner-77." in done.output
    assert "It was made on 2026-05-01" in done.output
    assert run("report", folder, "--course", TOY, "--since", "June").exit_code == 2
    assert run("report", folder, "--course", TOY, "--lesson", "01-tyo").output.count("Did you mean") == 1


def test_a_district_is_counted_and_nobody_in_it_named(folder, toy_course, monkeypatch):
    monkeypatch.setattr("wso_lessons.reports.advice.NAMED", 5)
    monkeypatch.setattr("wso_lessons.reports.class_report.NAMED", 5)
    found = report_on(folder, toy_course)
    page, text = as_html(found), as_text(found)
    assert "learner-0" not in page
    assert "learner-0" not in text
    assert "3 of 6 learners still" in page
    assert "learner-01" in learners_csv(found)


def memory_and_page(path, count, toy_course):
    """The most bytes that a report on so many receipts in one zip holds at once, and its page."""
    items = [item for item in Bank(toy_course).sound_items() if item.counts]
    given = [answer(item.id, "wrong", "2", confidence="sure") for item in items]
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(count):
            packed.writestr(f"learner{number}_1_{number}_receipt.json", receipt_text(receipt(*given, seed=str(number))))
    tracemalloc.start()
    page = as_html(report_on(path, toy_course))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held, page


@pytest.mark.slow
def test_a_hundred_thousand_receipts_fit_into_300_megabytes_and_a_page_of_two(tmp_path, toy_course, monkeypatch):
    monkeypatch.setattr("wso_lessons.reports.class_report.NAMED", 5)
    memory_and_page(tmp_path / "first.zip", 20, toy_course)  # what is loaded once
    (less, small), (more, large) = (memory_and_page(tmp_path / "r.zip", count, toy_course) for count in (40, 140))
    assert (more - less) / 100 < 3_000
    assert len(large) - len(small) < 200  # longer numbers, no longer lists
    assert len(large) < 2_000_000


def test_the_verb_refuses_files_without_a_receipt_and_lists_them(folder):
    done = run("report", folder / "damaged.json", folder / "foreign.json", "--course", TOY)
    assert done.exit_code == 2
    assert "There is no receipt of this course" in done.output
    assert "damaged.json" in done.output


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(folder):
    done = run("report", folder / "r0.json", "--course", TOY, "--out", folder / "r1.json" / "x")
    assert (done.exit_code, "cannot be written" in done.output) == (2, True)


@pytest.fixture(scope="module")
def big_class(tmp_path_factory):
    """What the verb says of a class of 30, and the folder with the page and the two tables."""
    receipts, out = (tmp_path_factory.mktemp(name) for name in ("receipts", "out"))
    write_class(receipts)
    return run("report", receipts, "--out", out), out


def part(text, heading):
    """The lines below a heading of the report, in one line."""
    return " ".join(text.split(f"\n{heading}\n", 1)[1].split("\n\n")[0].split())


@pytest.mark.slow
def test_a_class_of_30_is_read_whole_and_odd_files_are_named(big_class):
    done, out = big_class
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    rows = list(csv.DictReader(io.StringIO((out / "learners.csv").read_text(encoding="utf-8-sig"))))
    assert [row["learner"] for row in rows] == [f"learner-{n:02d}" for n in range(1, LEARNERS + 1)]
    for name, reason in (
        ("learner-07 (1).json", "a copy of learner-07.json"),
        ("learner-09-by-mail.json", "damaged"),
        ("timetable.json", "no receipt"),
    ):
        assert re.search(rf"{re.escape(name)}: It is {reason}", done.output)
    assert f"Not in this version of the course, and counted as it was handed in: {GONE}." in done.output


@pytest.mark.slow
def test_a_class_of_30_tells_what_to_take_up_with_whom_and_which_key_to_doubt(big_class):
    done, out = big_class
    ideas = part(done.output, "Mistaken ideas to take up again")
    for name in COMMON:
        idea = builtin_course().reference("misconceptions")[name]
        assert f"“{idea.text}”" in ideas
        assert f"Rather: {idea.correction}" in ideas
    held_by = [int(count) for count in re.findall(r"(\d+) of \d+ learners", ideas)]
    assert held_by == sorted(held_by, reverse=True)
    doubted = part(done.output, "Questions to read again yourself, key and wording")
    bad = Bank(builtin_course()).item(BAD_KEY).stem[:60]
    assert doubted.startswith(f"- “{bad}")
    assert "Those who did better elsewhere did worse here" in doubted
    assert bad not in part(done.output, "Questions that were hard")
    assert re.search(r"Go back to “[^”]+” in “Whose power is it\?”\.", part(done.output, "Questions that were hard"))
    learners = part(done.output, "Learners to talk to")
    weak = re.findall(r"Less than half of the points at first: ([^.]*)", learners)
    weak = re.findall(r"learner-(\d\d)", weak[0])
    assert weak
    assert max(map(int, weak)) <= 8  # a learner's number is their ability
    assert re.search(r"Often sure and wrong: learner-\d\d \(\d+ of \d+ right\)", learners)
    assert re.search(r"Few answers at all: learner-15 \(\d+\)\.", learners)
    page = (out / "class-report.html").read_text(encoding="utf-8")
    for heading in ("Mistaken ideas to take up again", "Questions that were hard", "Learners to talk to"):
        assert f"<h3>{heading}</h3>" in page
    assert page.index("What stands out") < page.index("All questions") < page.index("All learners")


def test_a_clock_that_went_back_does_not_hide_the_fuller_receipt(tmp_path, toy_course):
    few = [answer(state="wrong", response="3")]
    write(tmp_path / "late.json", receipt(*few, made="2027-01-01T08:00:00Z"))
    write(tmp_path / "full.json", receipt(*few, answer(response="2"), made="2026-06-02T08:00:00Z"))
    gathered = gather([tmp_path], toy_course)
    assert [one.path.name for one in gathered.receipts] == ["full.json"]
    assert gathered.skipped == ((tmp_path / "late.json", "It holds fewer answers from the same record as full.json."),)


def test_a_link_out_of_the_folder_is_not_followed_and_one_in_a_circle_is_named(tmp_path, folder, toy_course):
    place = tmp_path / "handed-in"
    place.mkdir()
    (place / "link.json").symlink_to(folder / "r0.json")
    (place / "circle.json").symlink_to("circle.json")
    gathered = gather([place], toy_course)
    assert gathered.receipts == ()
    told = {path.name: reason for path, reason in gathered.skipped}
    assert told["link.json"] == "It is a link that leads out of the folder."
    assert "cannot be read" in told["circle.json"]


@pytest.mark.parametrize("name", ["\uff1d1+1", " =1", "\uff20SUM(A1)", "\u200a=1"])
def test_a_formula_behind_a_disguise_is_made_harmless(name):
    assert str(guard_cell(name)).startswith("'")
