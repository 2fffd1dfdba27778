"""No date stands under more than it says."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.date_context import DateContext
from app.domain.date_headings import heading
from app.domain.date_parsing import understand

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("3 May 2012", "2012-05"),
        ("3 May 2012, 09:30", "2012-05"),
        ("?22 May 2012", "2012-05"),
        ("May 2012", "2012-05"),
        ("early May 2012", "2012-05"),
        ("w/c 30 April 2012", "2012-04"),
        ("2012", "2012"),
        ("early 2012", "2012"),
        ("c. 2012", "2012"),
        ("2011/12", "2011–2012"),
        ("2010s", "2010–2019"),
        ("2010 to 2012", "2010"),
        ("between 2010 and 2012", "2010–2012"),
        ("spring 2012", "Spring 2012"),
        ("late autumn 2012", "Autumn 2012"),
        ("winter 2012/13", "Winter 2012/13"),
        ("winter 2012", "2012–2013"),
        ("spring – autumn 2012", "Spring 2012"),
        ("between spring 2012 and autumn 2013", "2012–2013"),
        ("autumn term 2012", "Autumn term 2012"),
        ("summer term 2013", "Summer term 2013"),
        ("Easter 2012", "March – April 2012"),
        ("Christmas holidays 2012/13", "December 2012 – January 2013"),
        ("30 April or 1 May 2012", "April – May 2012"),
        ("28 April – 3 May 2012", "2012-04"),
        ("1 May – 3 June 2012", "2012-05"),
        ("01/01/2012 – 03/02/2012", "2012-01"),
        ("January – March 2012", "2012-01"),
        ("2011 – May 2012", "2011"),
        ("30 April 2012, 23:00 – 1 May 2012, 01:00", "2012-04"),
        ("before 3 May 2012", "2012-05"),
        ("by March 2012", "2012-03"),
        ("since May 2012", "2012-05"),
        ("before 2012", "By 2011"),
        ("by 2012", "By 2012"),
        ("since 2010", "From 2010"),
        ("before summer 2011", "By 2011"),
        ("n.d.", ""),
        ("soon", ""),
    ],
)
def test_a_date_stands_under_no_more_than_it_says(text: str, under: str) -> None:
    when = understand(text, CONTEXT).when
    _, kind, precision, earliest, latest = when.__composite_values__()
    assert heading(kind, precision, earliest or "", latest or "", text) == under
