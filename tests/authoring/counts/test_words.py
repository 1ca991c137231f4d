from wso_lessons.authoring.counts.words import reading_grade, whole_sentences
from wso_lessons.notebook.prose import read_prose

PLAIN = "The sheriff signs the paper, and the agency keeps a copy of it in the county jail for a year."


class Page:
    """A lesson of one text, as the counts see it."""

    def __init__(self, text):
        self.text = text

    @property
    def statements(self):
        blocks = [block for block in read_prose(self.text).blocks if block.kind != "heading"]
        return ((None, block, sentence) for block in blocks for sentence in block.sentences)


def grade(text):
    return reading_grade(whole_sentences(Page(text)))


def test_tables_and_run_in_titles_leave_the_grade_as_it_is():
    rows = "\n\n| What | Who |\n|---|---|\n| Salaries and overtime | The agency |"
    assert grade(PLAIN + rows) == grade(PLAIN)
    assert grade(f"**For the program**\n\n{PLAIN}") == grade(PLAIN)


def test_a_full_stop_within_a_sentence_does_not_end_it():
    one = PLAIN.replace("the county jail", "the U.S. jail of Doe v. Sand County")
    assert grade(one) > grade(PLAIN) - 0.5
    assert grade(one) == grade(one.replace("U.S.", "US").replace("v.", "v"))


def test_longer_sentences_of_the_same_words_have_a_higher_grade():
    assert grade(PLAIN) > grade(PLAIN.replace(", and the", ". The"))


def test_the_grade_is_the_published_formula():
    # 8 letters a word would be 4.71 * 8; here 5 words of 4 letters in one sentence: 4.71 * 4 + 0.5 * 5 - 21.43.
    assert round(grade("Some dogs bark very loud."), 2) == -0.09
