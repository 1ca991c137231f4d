"""Answer key, handouts and slides: one file each, complete, with nothing loaded, and keys kept apart."""

import json
import re

import pytest

from tests.support.export_samples import DAY, lesson_text, printed
from wso_lessons.content import builtin_course, open_course
from wso_lessons.exports.material import gather
from wso_lessons.exports.print import answer_key, handout, run_of_show, slides
from wso_lessons.exports.print.diagram import list_arrows
from wso_lessons.exports.print.lessonpage import LessonText
from wso_lessons.exports.print.pdf import steady_pdf
from wso_lessons.pages.dates_and_names import label
from wso_lessons.pages.html import Markup

LOADS = re.compile(
    r"""(?:src|href)\s*=\s*["'](?!data:|\#|https://)|<link\b|@import|url\((?!data:)|<iframe|<script\s+src"""
)


def page(module, material, name):
    return module.export(material).files[name].decode()


def edited(toy, old, new):
    """The toy course's first lesson with other words in its notebook."""
    path = toy / "notebooks" / "01-toy.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return gather(open_course(toy), ("01-toy",), DAY)


@pytest.mark.slow
@pytest.mark.parametrize("module", [answer_key, handout, run_of_show])
def test_a_page_needs_nothing_but_itself(module):
    pages = (pair for lesson in ("01-launch", "04-agency-growth") for pair in printed(module, lesson).items())
    for name, text in pages:
        assert not LOADS.search(text), name
        assert not re.search(r'<img[^>]*src="https?:', text), name
        assert 'Content-Security-Policy" content="default-src' in text
        assert text.startswith('<!doctype html>\n<html lang="en">')
        assert text.count("<h1") >= 1


def test_the_answer_key_has_every_reason_and_source_of_every_kind(material):
    text = page(answer_key, material, "answer-key.html")
    for item_set in material.chapters[0].sets:
        for item in item_set.items:
            assert f'id="{item.id.replace("/", "-")}"' in text
    for words in (
        "The first column names a month",  # one
        "Holds are counted, not timed.",  # many
        "27 holds",  # number
        "anything else</span> <em>Add up the numbers in the column of holds.",  # what no trap of a number catches
        "requests; requests from ICE",  # text
        "It lies between the other two.",  # order
        "It is that letter&#x27;s first line.",  # match
        "It wants a judge between the request and the hold.",  # clause
        "not a fact (value; not marked)",  # sort
    ):
        assert words in text
    assert text.count("Rests on:") == 8
    assert "Sample counts of one jail" in text


def test_an_opinion_has_no_key(hostile):
    text = page(answer_key, gather(hostile, (), DAY), "answer-key.html")
    assert "An opinion: it has no key" in text
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_a_handout_has_text_questions_with_room_and_references_and_no_key(material, own_lesson):
    text = page(handout, material, f"{own_lesson}.html")
    assert "Two letters read the same table" in text
    assert text.count('<article class="box">') == 8
    for room in (
        "Mark one.",
        "Mark every one that fits.",
        "Number these from 1 (fewest) to 3 (most).",
        "Answer: <span",
    ):
        assert room in text
    assert "For each, choose: the table; the first letter; the second letter." in text
    assert text.count('class="lines"') == 1
    for secret in ("The first column names a month", "That is the sum of the column", "It wants a judge"):
        assert secret not in text
        assert secret in page(handout, material, f"{own_lesson}-key.html")
    footnotes = re.findall(r'<a href="#claim-[^"]*" aria-label="Source (\d+): ([^"]+)">(\d+)</a>', text)
    assert {int(number) for *_, number in footnotes} == set(range(1, 8))
    assert all(spoken == number and source for spoken, source, number in footnotes), "A footnote says where it leads"
    assert '<sup class="cite">' in text
    assert ' <sup class="cite">' not in text, "A number stands by its word, and no full stop alone"
    assert all(
        f'<li id="claim-{claim}">' in text
        for claim in LessonText(material.course, material.bank, material.chapters[0].entry).claims
    )


def test_the_key_has_the_numbers_of_the_handout():
    sheet, key = printed(handout, "01-launch").values()
    asked = re.findall(r'<article class="box"><p><strong>(\d+)\.</strong> (.*?)</p>', sheet)
    answered = re.findall(r"<h3>(\d+)\. (.*?)</h3>", key.split("Questions that are not on the handout")[0])
    assert len(asked) > 10
    assert answered == sorted(asked, key=lambda one: int(one[0]))  # one that follows a guess is printed overleaf


def test_the_key_adds_questions_that_the_handout_does_not_ask(hostile):
    sheet, key = (page(handout, gather(hostile, ("01-toy",), DAY), f"01-toy{end}.html") for end in ("", "-key"))
    asked = sheet.count('<article class="box">')
    spare = key.split("Questions that are not on the handout")[1]
    assert re.findall(r"<h3>(\d+)\.", spare)[0] == str(asked + 1)
    assert 'id="toy-hostile"' in spare


def test_the_key_of_a_handout_names_each_source_once(material, own_lesson):
    sources = re.findall(r"Sources: ([^<]*)", page(handout, material, f"{own_lesson}-key.html"))
    assert len(sources) == 8
    assert max(said.count("The makers of this lesson 2026") for said in sources) == 1


def test_paper_names_a_case_by_its_name_and_a_law_by_its_place():
    sources = builtin_course().sources
    assert label(sources["galarza-v-szalczyk"]) == "Galarza v. Szalczyk (2014)"
    assert label(sources["cfr-287-7"]) == "8 C.F.R. 287.7"
    assert label(sources["leitf"]) == "LEITF 2019"
    assert "Morales v. Chadbourne (2015)" in printed(handout, "03-fourth-amendment")[""]


def test_a_flowchart_is_told_arrow_by_arrow_where_nothing_draws_it(toy):
    path = toy / "notebooks" / "01-toy.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    chart = (
        '## Steps\n\n```mermaid\nflowchart LR\n A["Release is due"] --> B["New seizure?"]\n B -->|yes| C["Why?"]\n```'
    )
    book["cells"].append({"cell_type": "markdown", "id": "chart", "metadata": {"tags": ["slide"]}, "source": [chart]})
    path.write_text(json.dumps(book), encoding="utf-8")
    for module in (handout, run_of_show):
        text = page(module, gather(open_course(toy), (), DAY), "01-toy.html")
        assert "flowchart" not in text
        assert '<span class="node">Release is due</span> → <span class="node">New seizure?</span>' in text
        assert '<span class="node">New seizure?</span> yes → <span class="node">Why?</span>' in text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('flowchart LR\n S["A"] -. limits .-> D["B"]', "A limits → B"),
        (
            'flowchart TB\n accTitle: Two\n subgraph X["Old"]\n direction LR\n A["1"] --> B["2"]\n end\n X --> B',
            "Two1 → 2Old → 2",
        ),
        ('flowchart LR\n A{"<b>?</b>"} -->|no| B["C<br/>D"]', "&lt;b&gt;?&lt;/b&gt; no → C D"),
        ('pie\n "x" : 3', None),
        ("flowchart LR\n A --> B\n something else", None),
    ],
)
def test_what_is_no_plain_flowchart_stays_as_it_is(source, told):
    block = Markup(
        f'<pre><code class="language-mermaid">{source.replace("<", "&lt;").replace(">", "&gt;")}</code></pre>'
    )
    made = list_arrows(block)
    if told is None:
        assert made == block
    else:
        assert re.sub(r"<[^>]+>", "", made).replace("The diagram, arrow by arrow:", "") == told


def test_a_pdf_is_the_same_whatever_numbers_the_browser_gave_its_cells():
    one, two = (
        f"/ID (node000000{n}) /ID (node000000{n + 3}) /Names [(node000000{n}) 7] /ModDate (D:202601010101{n}".encode()
        for n in (54, 72)
    )
    assert one != two
    assert steady_pdf(one) == steady_pdf(two)
    assert len(steady_pdf(one)) == len(one)
    assert b"/Names [(node00000001) 7" in steady_pdf(one)


@pytest.mark.slow
def test_charts_have_their_alternative_text_and_no_part_that_paper_cannot_open():
    text = printed(handout, "04-agency-growth")[""]
    pictures = re.findall(r"<img ([^>]*)>", text)
    # The charts of the core and the models' pictures; those that go deeper are left out of a handout.
    assert len(pictures) >= 3
    assert any("Line chart of agreements by model" in picture for picture in pictures)
    assert not any("Florida" in picture for picture in pictures)
    assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures)
    assert "<details" not in text


def test_sections_that_go_deeper_are_left_out_and_numbers_stay(toy):
    path = toy / "notebooks" / "01-toy.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if "## What two people say" in "".join(cell["source"]):
            cell["metadata"]["tags"] = ["deeper"]
        elif "could not be verified" in "".join(cell["source"]):
            cell["source"] = ["## Age\n\n", *cell["source"]]
    path.write_text(json.dumps(book), encoding="utf-8")
    text = page(handout, gather(open_course(toy), (), DAY), "01-toy.html")
    assert "full bowl pleases" not in text
    assert re.search(r'href="#claim-bowl-is-old"[^>]*>4<', text)
    assert re.findall(r'id="claim-([^"]*)"', text) == ["pears-in-bowl", "bowl-is-old"]


def test_a_part_that_fills_a_page_is_named_and_a_short_one_is_shown(monkeypatch):
    text = printed(handout, "00-start-here")[""]
    assert handout.ON_SCREEN not in text
    assert "Here it is as it opens." in text
    monkeypatch.setattr(handout, "MODEL_LENGTH", 100)
    text = str(handout.HandoutSheet(lesson_text("03-fourth-amendment")).body())
    assert handout.ON_SCREEN in text
    assert "<strong>Detainer clock: four rules that mention 48 hours</strong>" in text


@pytest.mark.slow
def test_a_model_stands_on_paper_as_a_picture_without_its_end():
    text = printed(handout, "02-legal-authority")[""]
    shown = text[text.index("Here it is as it opens.") :]
    shown = shown[: shown.index("</div>")]
    assert shown.count("data:image/svg+xml") == 1
    assert "Make your call" in shown
    assert "How it ends" not in text


def test_model_answers_move_to_the_key():
    text, key = printed(handout, "01-launch").values()
    model = "news reports count eleven sheriffs who signed"
    assert model not in text
    assert "Model 1 is in the key." in text
    assert model in key


def test_pictures_beside_the_notebook_are_put_into_the_page_and_others_are_not(toy):
    (toy / "secret.png").write_bytes(b"secret")
    more = "![A pear](../secret.png) ![Another](https://x.y/z.png) ![One more](/etc/hostname.png)"
    shown = page(handout, edited(toy, "Who is right?", f"Who is right? {more}"), "01-toy.html")
    assert re.search(r'<img alt="Two pears and a plum in a bowl" src="data:image/svg\+xml;base64,', shown)
    for words in ("[Picture: A pear]", "[Picture: Another]", "[Picture: One more]"):
        assert words in shown
    assert shown.count("<img") == 1


def test_notes_for_the_instructor_and_html_that_acts_are_left_out(toy):
    hostile = "Who is right? <script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x'>x</a>"
    material = edited(toy, "Who is right?", hostile)
    for module in (handout, run_of_show):
        shown = page(module, material, "01-toy.html")
        assert "Ask the learners to count aloud" not in shown
        assert "alert(1)" not in shown
        assert "javascript:x" not in shown


def deck(lesson):
    return slides.slides_of(lesson_text(lesson))


def test_a_cell_tagged_slide_begins_a_slide_and_other_text_is_for_the_presenter():
    made = deck("01-launch")
    assert made[0].over == "Which limit did Florida have?"
    tagged = sum("slide" in piece.tags for piece in lesson_text("01-launch").pieces)
    assert len(made) > tagged > 5
    face = "".join(str(part) for slide in made for part in slide.face)
    notes = "".join(str(part) for slide in made for part in slide.notes)
    assert "Two signatures put the agreement in force" in notes
    assert "Two signatures put the agreement in force" not in face


def test_a_prompt_waits_for_what_is_to_be_written_and_a_chart_has_a_slide_of_its_own():
    made = deck("01-launch")
    prompt = next(slide for slide in made if "Write two sentences on the launch" in "".join(slide.face))
    assert any('class="write"' in part for part in prompt.face)
    made = deck("04-agency-growth")
    charts = [slide for slide in made if any('<figure class="wso-chart' in part for part in slide.face)]
    assert len(charts) == 2  # those of the core
    assert all(len(slide.face) == 1 for slide in charts)


def test_a_slide_names_its_sources(toy):
    text = page(run_of_show, gather(open_course(toy), ("01-toy",), DAY), "01-toy.html")
    assert "Sources: The test kitchen 2026." in text


def test_slides_tell_no_keys_and_a_lesson_without_slides_is_left_out_aloud(toy):
    text = printed(run_of_show, "01-launch")[""]
    assert "Signature" in text or "signed" in text
    assert "The agreement was in force on 24 April 2019. Each officer then needed" not in text
    made = run_of_show.export(gather(open_course(toy), (), DAY))
    assert made.notes == ("Left out: 02-toy, which has nothing for a slide (no cell tagged slide).",)


def test_a_cell_tagged_skip_slide_is_left_out(toy):
    material = edited(toy, '"instructor"', '"skip-slide"')
    assert "count aloud" not in page(run_of_show, material, "01-toy.html")
    assert "count aloud" in page(handout, material, "01-toy.html")
