"""What runs in processes of its own: the JupyterLab that serves a folder, and the kernels of its lessons."""
