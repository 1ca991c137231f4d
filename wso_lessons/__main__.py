"""`python -m wso_lessons` is the command line."""

from wso_lessons.cli.main import main

main(prog_name="wso-lessons")
