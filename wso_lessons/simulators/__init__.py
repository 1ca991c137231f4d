"""Simulators: pure models, a folder for each family: facts, rules, verdicts, and their pictures as scenes."""
