"""What is known beside a date's own text, and what a reading can leave in question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Question(StrEnum):
    """Why a date goes to the review list; sentences in ``resources/messages.toml``, ``[questions]``."""

    DAY_OR_MONTH = "day-or-month"
    TWO_DIGIT_YEAR = "two-digit-year"
    NO_YEAR = "no-year"
    FUTURE = "future"
    BEFORE_PERIOD = "before-period"
    AFTER_PERIOD = "after-period"
    SERIAL = "serial"
    WEEKDAY = "weekday"
    DAY_OR_YEAR = "day-or-year"
    TWO_WAYS = "two-ways"
    NO_SUCH_DAY = "no-such-day"
    WHICH_WINTER = "which-winter"
    SEVERAL_DATES = "several-dates"
    PART_READ = "part-read"
    END_BEFORE_START = "end-before-start"
    TIME_UNREADABLE = "time-unreadable"
    UNREADABLE = "unreadable"
    NO_DATE = "no-date"


@dataclass(frozen=True)
class DateContext:
    """What a reader of a return knows: the day it is, the period of the review, the source's habits.

    ``earliest`` and ``latest`` bound the plausible; ``month_first`` reads 03/05 as 5 March; ``order_in_doubt`` says that the
    same source wrote dates both ways; ``year`` was carried from a heading above.
    """

    today: date
    earliest: date | None = None
    latest: date | None = None
    month_first: bool = False
    order_in_doubt: bool = False
    year: int | None = None


def full_year(digits: str, context: DateContext) -> tuple[int, tuple[str, ...]]:
    """Return the year of two or four digits; two digits fall within the review's period or are questioned."""
    if len(digits) == 4:
        return int(digits), ()
    low = context.earliest.year if context.earliest else context.today.year - 49
    high = min(context.latest or context.today, context.today).year
    both = (1900 + int(digits), 2000 + int(digits))
    within = [year for year in both if low <= year <= high]
    if len(within) == 1:
        return within[0], ()
    past = [year for year in both if year <= context.today.year]
    return past[-1], (Question.TWO_DIGIT_YEAR,)


def year_of_day(month: int, day: int, context: DateContext) -> tuple[int, tuple[str, ...]] | None:
    """Return the year of a day written without one: carried, or the only one in the period; None where several would do."""
    if context.year is not None:
        return context.year, ()
    if context.earliest is None or context.latest is None:
        return None
    fitting = [
        year
        for year in range(context.earliest.year, context.latest.year + 1)
        if (context.earliest.year, context.earliest.month, context.earliest.day)
        <= (year, month, day)
        <= (context.latest.year, context.latest.month, context.latest.day)
    ]
    return (fitting[0], (Question.NO_YEAR,)) if len(fitting) == 1 else None
