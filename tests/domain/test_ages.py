"""Ages on a day, as precise as the date of birth and no more."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.ages import age_on
from app.domain.date_context import DateContext
from app.domain.date_parsing import understand

DAY = date(2012, 6, 30)


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        ("3 May 2005", "7"),
        ("30 June 2005", "7"),
        ("1 July 2005", "6"),
        ("2005", "6–7"),
        ("about 3 May 2005", "about 7"),
        ("3 May 2011", "13 months"),
        ("30 May 2012", "4 weeks"),
        ("23 June 2012", "1 week"),
        ("20 April 2012", "2 months"),
        ("4 May 2012", "1 month"),
        ("April 2012", "2 months"),
        ("early 2011", "12–17 months"),
        ("June 2012", "0–4 weeks"),
        ("3 July 2012", "unborn"),
        ("not known", ""),
    ],
)
def test_an_age_is_given_as_the_date_allows(born: str, shown: str) -> None:
    understood = understand(born, DateContext(date(2013, 1, 1))).when
    assert age_on(understood, DAY) == shown


def test_an_open_date_tells_no_age() -> None:
    assert age_on(understand("before 2005", DateContext(date(2013, 1, 1))).when, DAY) == ""
