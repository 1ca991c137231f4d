"""Moves in a model without a page: what is shown after each."""


def send(view, name, value=""):
    """A control is used."""
    return view.receive({"name": name, "value": value})


def deal(view, *places):
    """The card that is dealt is put on each of these places in turn."""
    for place in places:
        screen = view.receive({"move": "put", "part": "dealt", "on": place})
    return screen
