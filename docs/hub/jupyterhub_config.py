"""A JupyterHub that gives each user the course; see README.md beside it."""

c = get_config()  # noqa: F821 - given by JupyterHub

# Each user's server is the course's: lessons in the home folder, a calm room, answers kept beside the lessons.
c.Spawner.cmd = ["wso-lessons", "hub-server"]
# To collect receipts: c.Spawner.cmd = ["wso-lessons", "hub-server", "--receipts", "/srv/receipts"]; see README.md.
# For a course of your own: c.Spawner.cmd = ["wso-lessons", "hub-server", "--course", "/srv/riverside"]

# A user with one lesson open takes about 250 MB; each further lesson that is open takes half as much again.
c.Spawner.mem_limit = "1G"  # kept by spawners that can, such as systemd and Docker
c.Spawner.start_timeout = c.Spawner.http_timeout = 120  # a busy computer takes more than the 30 seconds of the latter

# A server that nobody has used for an hour is stopped; answers are in files and stay.
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {"name": "idle-culler", "command": ["python3", "-m", "jupyterhub_idle_culler", "--timeout=3600"]},
]

# Who may come in: your own authenticator. For learning management systems there is ltiauthenticator (LTI 1.3).
c.Authenticator.allow_all = True
