"""The timeline as a view: cards first, then events, and what is refused."""

import functools
import json

from tests.support.model_moves import deal, open_model, press, put, send

PLACES = ("ice/2017", "sheriffs/2019", "law/2014", "law/2019", "law/2017")
opened = functools.partial(open_model, "timeline")


def test_dates_come_after_the_cards():
    view = opened()
    before = json.dumps([view.screen().as_tree(), deal(view, *PLACES[:4]).as_tree()])
    assert "Your cards</strong>" not in before
    assert "24 April 2019" not in before
    assert "Hang every card first" in send(view, "compare").words
    deal(view, PLACES[4])
    after = press(view, "compare")
    assert (
        "4 of 5 cards hang on their track, 5 in their year or next to it; 10 of 10 pairs are in order." in after.words
    )
    assert "39 events from 2012 to 2019" in after.words
    assert "not on “Laws and rulings” but on “Sheriffs and agreements”" in after.body


def test_a_card_moves_again_and_is_dealt_from_the_list():
    view = opened()
    send(view, "into", "law/2014")
    put(view, "card-1", "ice/2013")
    assert view.facts["hung"] == ("1/ice/2013",)
    assert "Card 1 hangs on ICE and the federal government, 2013. Card 2 of 5" in view.screen().words
    assert send(view, "again").words.startswith("Card 1 of 5")


def test_an_event_is_read_by_pressing_it_with_its_tellings():
    view = opened(stage="events")
    screen = press(view, "2019-05-06-launch")
    assert "One event, five tellings" in screen.body
    assert "The event" in press(view, "2017-07-24-lunn").body
    assert "5 events from 2012 to 2013" in send(view, "until", "2013").words


def test_the_stored_form_lists_the_cards_without_a_date_and_folds_the_rest_away():
    page = opened().screen().page()
    shown = page.html.split("<details", 1)[0]
    assert "Write the number of each event on its track" in shown
    assert all(f" {number}. " in shown for number in range(1, 6))
    assert "24 April" not in page.text + shown
