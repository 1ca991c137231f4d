"""`start --full`: JupyterLab as it comes, where no lesson runs by itself and everything can be changed."""

from tests.support import lab


def test_full_is_jupyterlab_as_it_comes(workshop, workshop_tab):
    page = workshop_tab
    if "/lab" not in page.url:
        lab.open_lesson(page, workshop.at("02-other.ipynb"))
    page.locator(".jp-DirListing-item", has_text="before.ipynb").dblclick()
    lab.panel(page).get_by_role("heading", name="Before you begin").first.wait_for()
    page.wait_for_timeout(4000)
    assert lab.panel(page).locator(".wso-quiz .wso-item").count() == 0
    assert page.locator(".jp-NotebookPanel-toolbar:visible [data-jp-item-name='cut']").count() == 1
    assert page.locator("body.wso-lab-learner").count() == 0
