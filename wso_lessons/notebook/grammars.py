"""Where nbformat is about to be imported: what it would load, at length, and never ask."""

from __future__ import annotations

import sys


def leave_out_address_grammars() -> None:
    """Spares this process two seconds, in which jsonschema would compile 39 grammars of international addresses.

    No notebook's and no server's schema asks for them. None in `sys.modules` says that they are not installed, which
    jsonschema allows for.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type] # None is Python's own way to say it
