"""The growth explorer follows its controls and reads well without a kernel."""

import pytest

from wso_lessons.widgets.views.growth import growth_explorer


@pytest.fixture(scope="module")
def explorer():
    return growth_explorer()


def texts(widget):
    if isinstance(getattr(widget, "value", None), str):
        return [widget.value]
    return [text for child in getattr(widget, "children", ()) for text in texts(child)]


def test_a_choice_changes_the_chart_and_the_sentence(explorer):
    widget = explorer.widget
    explorer.controls["state"].value = "Texas"
    explorer.controls["JEM"].value = False
    shown = "\n".join(texts(widget))
    assert "Agreements, WSO and TFM, Texas, January 2021 to May 2026, linear scale: WSO from 3 to 141" in shown
    assert 'role="status"' in shown
    explorer.controls["state"].value, explorer.controls["JEM"].value = "All states", True


def test_no_model_chosen_is_said_in_words(explorer):
    widget = explorer.widget
    for model in ("WSO", "JEM", "TFM"):
        explorer.controls[model].value = False
    assert any("Choose at least one model." in text for text in texts(widget))
    for model in ("WSO", "JEM", "TFM"):
        explorer.controls[model].value = True


def test_every_control_has_a_label(explorer):
    assert all(control.description for control in explorer.controls.values())


def test_without_a_kernel_the_first_view_is_a_chart_with_its_numbers(explorer):
    bundle = explorer._repr_mimebundle_()
    assert "All states: 148 agreements in January 2021, 1,843 in May 2026" in bundle["text/plain"]
    assert "<figure" in bundle["text/html"]
    assert bundle["text/html"] == growth_explorer()._repr_mimebundle_()["text/html"]
