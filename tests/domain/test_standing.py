"""Order by hand: whatever is moved, added or dated anew, nothing stands before what certainly came earlier."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.standing import NEVER, Standing, by_numbers, in_sequence, moved, put_by_numbers, sort_letters

NINE = "2010-05-03T09:00"
moments = st.integers(0, 9).map(lambda hour: f"2010-05-03T0{hour}:00")


@st.composite
def a_span(draw: st.DrawFn) -> tuple[str, str]:
    """The bounds of a date, "" where open."""
    ends = sorted((draw(moments), draw(moments)))
    return draw(st.sampled_from(["", ends[0]])), draw(st.sampled_from(["", ends[1]]))


spans = a_span()


def standing(number: int, span: tuple[str, str]) -> Standing:
    return Standing(f"{number}", begins(*span), *span)


def begins(earliest: str, latest: str) -> str:
    return earliest or latest or NEVER


orders = st.lists(spans, min_size=2, max_size=9).map(
    lambda found: sorted((standing(n, span) for n, span in enumerate(found)), key=lambda each: each.key)
)


def certainly_before(one: Standing, other: Standing) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def holds(order: list[Standing]) -> None:
    keys = [each.key for each in order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    for place, later in enumerate(order):
        assert not any(certainly_before(later, earlier) for earlier in order[:place])
        assert each_in_its_span(later)


def each_in_its_span(each: Standing) -> bool:
    return each.earliest <= each.key[0] <= (each.latest or NEVER)


@given(orders, st.randoms())
def test_moving_at_random_moves_just_that_one_or_nothing(order: list[Standing], chance: Random) -> None:
    for _ in range(12):
        place, to = chance.randrange(len(order)), chance.randrange(len(order))
        wanted = [each.id for each in order]
        wanted.insert(to, wanted.pop(place))
        found = moved(order, place, to)
        jumped = order[to:place] if to < place else order[place + 1 : to + 1]
        after = to > place
        forbidden = any(
            certainly_before(order[place], each) if after else certainly_before(each, order[place]) for each in jumped
        )
        assert (found is None) == forbidden
        if found is not None:
            assert [each.id for each in found] == wanted
            holds(found)
            order = found


@given(orders, st.randoms(), spans)
def test_another_date_never_breaks_what_is_certain(order: list[Standing], chance: Random, span: tuple[str, str]) -> None:
    for _ in range(5):
        order = moved(order, chance.randrange(len(order)), chance.randrange(len(order))) or order
    place = chance.randrange(len(order))
    order[place] = Standing(order[place].id, begins(*span), *span, order[place].stands_at, order[place].day_order)
    holds(sorted(order, key=lambda each: each.key))


@given(orders, st.randoms())
def test_a_sequence_is_kept_or_the_dates_forbid_it(order: list[Standing], chance: Random) -> None:
    ids = [each.id for each in order]
    chance.shuffle(ids)
    found = in_sequence(order, ids)
    holds(found)
    by_id = {each.id: each for each in order}
    if not any(certainly_before(by_id[b], by_id[a]) for n, a in enumerate(ids) for b in ids[n + 1 :]):
        assert [each.id for each in found] == ids


numberings = st.lists(st.none() | st.integers(0, 3).map(float), min_size=9, max_size=9)


@given(orders, numberings)
def test_numbers_order_a_day_or_the_dates_forbid_it(order: list[Standing], found: list[float | None]) -> None:
    numbers = {each.id: found[int(each.id)] for each in order}
    by_id = {each.id: each for each in order}
    ordered = by_numbers(order, numbers)
    holds(ordered)
    days = [[each.id for each in ordered if by_id[each.id].key[0][:10] == day] for day in ("2010-05-03", NEVER)]
    assert [each.id for each in ordered] == days[0] + days[1]
    for day in days:
        told = [numbers[each] for each in day]
        if None in told:
            assert [each for each in order if each.id in day] == [each for each in ordered if each.id in day]
        elif not any(
            certainly_before(by_id[b], by_id[a]) for a in day for b in day if (numbers[a] or 0) <= (numbers[b] or 0)
        ):
            assert told == sorted(told, key=lambda number: number or 0)


@given(orders, numberings, st.sets(st.integers(0, 8).map(str)))
def test_what_comes_goes_among_the_others_and_those_stay_as_they_were(
    order: list[Standing], found: list[float | None], new: set[str]
) -> None:
    numbers = {each.id: found[int(each.id)] for each in order}
    ordered = put_by_numbers(order, numbers, new)
    holds(ordered)
    for kept in (ordered, order):
        kept[:] = [each for each in kept if each.id not in new]
    assert [each.id for each in ordered] == [each.id for each in order]


def test_one_that_comes_stands_where_its_number_says() -> None:
    day = ("2010-05-03T00:00", "2010-05-03T23:59")
    well, ten, other = standing(0, day), standing(1, (NINE, NINE)), standing(2, ("2010-05-03T10:00", "2010-05-03T11:00"))
    late = Standing("3", day[0], *day, day_order=1)
    order = sorted((well, ten, other, late), key=lambda each: each.key)
    assert [each.id for each in put_by_numbers(order, {"0": 1, "1": 2, "3": 3}, {"3"})] == ["0", "1", "3", "2"]
    assert [each.id for each in put_by_numbers(order, {"0": 2, "1": 3, "3": 1}, {"3"})] == ["3", "0", "1", "2"]
    assert [each.id for each in put_by_numbers(order, {"0": 2, "1": 3, "3": None}, {"3"})] == ["0", "3", "1", "2"]
    assert [each.id for each in put_by_numbers(order, {"2": 2, "1": 3}, {"2"})] == ["0", "3", "1", "2"]


def test_a_moment_by_hand_never_leaves_the_span_of_the_date() -> None:
    assert sort_letters("2010-05", "2010-05", "2010-06", "") == ("2010-05", "2010-06")
    assert sort_letters("2010-05", "2010-05", "2010-06", "2010-07") == ("2010-06", "2010-06")
    assert sort_letters("2010-05", "2010-05", "", "2010-04") == ("2010-05", "2010-05")
    assert sort_letters(NEVER, "", "", "2010-04") == ("2010-04", "2010-04")
    assert sort_letters("2010-06", "", "2010-06", "") == ("2010-06", "2010-06")
    assert sort_letters(NEVER, "", "", "") == (NEVER, NEVER)


def test_nothing_is_kept_of_a_place_that_the_date_says_itself() -> None:
    first, second = (Standing(each, NINE, NINE, NINE) for each in "ab")
    found = moved([first, second], 0, 1)
    assert found is not None
    assert [(each.id, each.stands_at, each.day_order) for each in found] == [("b", "", 0), ("a", "", 1)]
