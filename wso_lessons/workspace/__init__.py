"""Workspace: the learner's folder, what `start` puts there, and the JupyterLab that serves it."""
