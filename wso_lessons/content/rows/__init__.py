"""YAML rows with their lines, and how they become records by id."""
