"""How long a silence is said to be, and what is said of events that could lie in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.silences import Gap
from app.services.coverage import Silence
from app.views.coverage.words import how_long, silence_words

FIRST = date(2011, 1, 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day"), (6, "6 days"), (7, "1 week"), (20, "2 weeks"), (60, "8 weeks"), (61, "2 months"), (365, "12 months")],
)
def test_a_silence_is_never_said_to_be_longer_than_it_is(days: int, said: str) -> None:
    assert how_long(Gap(FIRST, FIRST + timedelta(days=days - 1))) == said


def test_events_without_a_date_are_said() -> None:
    gap = Gap(FIRST, date(2011, 2, 1))
    assert silence_words(Silence("a", "Health", 0, gap))[1] == "Nothing recorded from 1 January 2011 to 1 February 2011"
    assert silence_words(Silence("a", "Health", 0, gap, 2))[1].endswith("; 2 events of no known date")
