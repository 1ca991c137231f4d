"""A JupyterHub's server for one user, in the process that the hub watches."""

from __future__ import annotations

from wso_lessons.notebook.grammars import leave_out_address_grammars


def main() -> None:
    """Runs the hub's server with the options of the command line and the hub's own variables."""
    leave_out_address_grammars()
    from jupyterhub.singleuser import main as run

    run()


if __name__ == "__main__":
    main()
