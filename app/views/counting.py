"""Numbers with their nouns."""

from __future__ import annotations

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Keeps a number and what it counts on one line."""


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 event", "1,204 events"; both forms hold ``{}`` for the number."""
    return (one if number == 1 else many).format(f"{number:,}")
