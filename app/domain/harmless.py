"""Words that no spreadsheet takes for a formula, wherever they are pasted or read."""

from __future__ import annotations

_BEGINS = tuple("=+-@|%\t\r\n＝＋－＠")
"""What a formula, or what a spreadsheet takes for one, begins with."""


def harmless(words: str) -> str:
    """Return words as a cell may hold them: those that a spreadsheet might work out begin with an apostrophe."""
    return f"'{words}" if words.lstrip(" \u00a0").startswith(_BEGINS) else words
