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
