"""The course on a real JupyterHub: two users come in, each has lessons, a room and a record of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

import pytest

from tests.support import lab
from tests.support.provide import NODE
from tests.support.servers import free_ports, python_with, wait_for
from tests.support.world import ROOT

PATIENCE = 240_000  # milliseconds: a server of its own, JupyterLab and a kernel
CONFIG = """
load_subconfig({kit!r})
c.Spawner.cmd = [{python!r}, "-m", "wso_lessons", *c.Spawner.cmd[1:], "--receipts", {homes!r}]
c.JupyterHub.services, c.JupyterHub.load_roles = [], []  # nobody waits an hour here
c.JupyterHub.authenticator_class, c.JupyterHub.spawner_class = "dummy", "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.environment = {{"PYTHONPATH": {path!r}}}
c.JupyterHub.bind_url = "http://127.0.0.1:{0}"
c.JupyterHub.hub_port = {1}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{2}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.db_url = "sqlite:///" + {homes!r} + "/hub.sqlite"
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """The kit's configuration with users of this computer in place of an authenticator; gives address and homes."""
    homes = tmp_path_factory.mktemp("hub")
    ports = free_ports(3)
    config = homes / "jupyterhub_config.py"
    kit, proxy = ROOT / "docs" / "hub" / "jupyterhub_config.py", NODE / ".bin" / "configurable-http-proxy"
    names = {"kit": kit, "python": sys.executable, "homes": homes, "path": ROOT, "proxy": proxy}
    config.write_text(CONFIG.format(*ports, **{key: str(name) for key, name in names.items()}), encoding="utf-8")
    own = ("WSO_LESSONS_PROGRESS", "WSO_LESSONS_STATE")
    environment = {key: value for key, value in os.environ.items() if key not in own}
    with (homes / "hub.log").open("wb") as log, subprocess.Popen(
        [*python_with("jupyterhub"), "-f", str(config)], cwd=homes, env=environment, stdout=log, stderr=log
    ) as run:  # fmt: skip
        try:
            wait_for(ports[0], run)  # the proxy, which the hub starts, and which is there before the hub is
            wait_for(ports[1], run)
            yield f"http://127.0.0.1:{ports[0]}", homes
        finally:
            run.send_signal(signal.SIGINT)  # the hub ends its users' servers and its proxy
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.wait(30)
            run.kill()


def come_in(page, address, name):
    """Signs in; the hub starts a server for the user and leads to its lessons."""
    page.goto(address)
    page.fill("#username_input", name)
    page.fill("#password_input", "any")
    page.click("#login_submit")
    page.wait_for_url("**/lab/tree/*.ipynb**", wait_until="commit")


def states(page, address, name):
    """What the user's server says of each lesson."""
    told = page.context.request.get(f"{address}/user/{name}/wso-lessons/course").json()
    return [lesson["state"] for lesson in told["lessons"] if lesson["lesson"]]


def test_two_users_each_have_the_lessons_a_calm_room_and_a_record_of_their_own(hub, chromium):
    address, homes = hub
    with lab.wide_page(chromium, PATIENCE) as first:
        come_in(first, address, "learner-01")
        first.wait_for_selector(".jp-Notebook .wso-quiz .wso-item")
        first.wait_for_selector(".wso-lab-course ol button >> nth=6")
        assert lab.troubles(first) == []
        first.locator(".wso-quiz").first.get_by_role("radio").first.check()
        lab.until_ran_by_itself(first)
        first.get_by_role("button", name="Save my receipt").last.click()
        dialog = first.get_by_role("dialog", name="Save my receipt")
        assert "A copy goes to your class's receipts, under the name of your account." in dialog.inner_text()
        assert states(first, address, "learner-01") == ["opened", *["new"] * 6]
    record = homes / "learner-01" / "wso-course" / ".wso-lessons" / "progress.sqlite3"
    assert record.stat().st_mode & 0o077 == 0, "Nobody else reads it"
    with lab.wide_page(chromium, PATIENCE) as second:
        second.route("**/static/lab/**", lambda route: route.abort())  # the same JupyterLab as the first's
        come_in(second, address, "learner-02")
        assert states(second, address, "learner-02") == ["new"] * 7
    assert (homes / "learner-02" / "wso-course" / "06-weigh-and-decide.ipynb").is_file()
