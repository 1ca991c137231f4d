"""What a mark expression, as in `pytest -m "not browser"`, leaves out for sure."""


def leaves_out(expression: str, mark: str) -> bool:
    """Whether no test with this mark can be meant; False where the expression holds an "or", which pytest settles."""
    return " or " not in expression and f"not {mark}" in expression.split(" and ")
