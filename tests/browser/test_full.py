"""`start --full`: JupyterLab as it comes, where no lesson runs by itself and everything can be changed."""

from tests.support import lab


def test_full_is_jupyterlab_as_it_comes(workshop, workshop_tab):
    page = workshop_tab
    lab.open_lesson(page, f"{workshop.at('before.ipynb')}&reset")
    page.wait_for_timeout(4000)
    assert page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .wso-quiz .wso-item").count() == 0
    assert page.locator(".jp-NotebookPanel-toolbar:visible [data-jp-item-name='cut']").count() == 1
    assert page.locator("body.wso-lab-learner").count() == 0
