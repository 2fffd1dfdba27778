"""File names that every system takes."""

from __future__ import annotations

import pytest

from app.domain.file_names import fit, report_file_name
from app.domain.naming import NamingMode


def test_a_name_says_what_and_for_whom() -> None:
    name = report_file_name("Review Orchard", "Findings only", NamingMode.PSEUDONYM, "0.3")
    assert name == "Review Orchard – Findings only – 0.3 – pseudonyms.docx"
    assert len({report_file_name("R", "O", mode) for mode in NamingMode}) == len(NamingMode)


@pytest.mark.parametrize(
    ("words", "name"),
    [("A/B: c?*", "A B c"), ("..\\..", ""), (" spaced  out. ", "spaced out"), ("x" * 99, "x" * 60), ("a\x00b\nc", "ab c")],
)
def test_what_a_file_name_cannot_hold_is_left_out(words: str, name: str) -> None:
    assert fit(words) == name.strip(".")
