"""A JupyterHub's server for one user, in the process that the hub watches."""

from __future__ import annotations

import runpy

from wso_lessons.notebook.grammars import leave_out_address_grammars


def main() -> None:
    """Runs the hub's server with the options of the command line and the hub's own variables."""
    leave_out_address_grammars()
    # By name: JupyterHub is there where a hub starts this, and nowhere else.
    runpy.run_module("jupyterhub.singleuser", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
