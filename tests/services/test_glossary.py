"""The glossary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.services import glossary, people
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def test_entries_stand_in_the_order_of_the_alphabet(act: Act, review_file: ReviewFile) -> None:
    police = act(people.add_agency, "Police")
    act(glossary.add, " IDVA ", " adviser ", police)
    act(glossary.add, "cg", "core group")
    with review_file.session() as session:
        rows = [(row.abbreviation, row.meaning, row.agency_id) for row in glossary.listed(session)]
    assert rows == [("cg", "core group", None), ("IDVA", "adviser", police)]


@pytest.mark.parametrize(("short", "long"), [("", "core group"), ("CG", " ")])
def test_both_halves_are_needed(act: Act, short: str, long: str) -> None:
    with pytest.raises(RuleBroken, match="glossary_without_words"):
        act(glossary.add, short, long)


@pytest.mark.parametrize(
    ("at", "agency_id", "said"),
    [
        (0, "health", ("CIN", "Child in need")),
        (2, "health", ("CIN", "Child in need")),
        (3, "health", None),
        (8, "health", ("DNA", "Did not attend")),
        (8, "police", ("DNA", "A trace of a person")),
        (14, "health", ("HV", "Health visitor")),
        (14, "police", None),
        (18, "health", None),
        (-1, "health", None),
    ],
)
def test_an_agencys_own_meaning_goes_before_everybodys(at: int, agency_id: str, said: tuple[str, str] | None) -> None:
    meanings = {
        ("", "CIN"): "Child in need",
        ("", "DNA"): "Did not attend",
        ("police", "DNA"): "A trace of a person",
        ("health", "HV"): "Health visitor",
        ("", "IN"): "Inspection notice",
    }
    assert glossary.explained_at("CIN now DNA, HVs DNAX", at, agency_id, meanings) == said
