"""How alike: more in common never counts for less; groups hold only what is alike pair by pair, each agency once."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.likeness import (
    OFFERED,
    Compared,
    groups_of,
    likeness,
    opening_needed,
    rarities,
    telling_words,
    told_by,
)

PART = st.floats(0, 1)
COMPARED = st.builds(
    Compared, st.integers(0, 3), st.integers(1, 400), PART, PART, st.floats(0, 40), st.integers(0, 4), st.integers(0, 2)
)
SAME = Compared(0, 1, 1.0, 1.0, 20.0, 2, 0)


def test_the_same_words_on_the_same_day_are_offered_and_others_are_not() -> None:
    assert likeness(SAME) > 0.99
    assert likeness(replace(SAME, days_apart=1)) > OFFERED
    assert likeness(Compared(0, 1, 0.35, 0.3, 0.0, 0, 0)) < OFFERED
    assert likeness(Compared(3, 1, 0.4, 0.5, 3.0, 1, 0)) < OFFERED


@given(COMPARED, PART, PART, st.floats(0, 20), st.integers(0, 2))
def test_more_in_common_never_counts_for_less(
    of: Compared, wording: float, opening: float, shared: float, people: int
) -> None:
    more = replace(
        of, wording=max(of.wording, wording), opening=max(of.opening, opening), shared=of.shared + shared,
        people=of.people + people,
    )  # fmt: skip
    assert likeness(more) >= likeness(of)


@given(COMPARED, st.integers(1, 3), st.integers(1, 100))
def test_further_apart_and_less_certain_never_counts_for_more(of: Compared, days: int, wider: int) -> None:
    assert likeness(replace(of, days_apart=of.days_apart + days)) <= likeness(of)
    assert likeness(replace(of, widest=of.widest + wider)) <= likeness(of)


@given(COMPARED)
def test_the_opening_needed_is_just_enough(of: Compared) -> None:
    needed = opening_needed(of)
    assert likeness(replace(of, opening=needed)) == pytest.approx(OFFERED)


def test_words_that_tell_something() -> None:
    assert telling_words("She was NOT seen at the Clinic, a 2nd time.") == ("not", "seen", "clinic", "2nd", "time")


def test_what_every_record_has_tells_nothing() -> None:
    rarity = rarities([("seen", "clinic"), ("seen", "marac"), ("seen",), ("seen", "clinic")])
    assert told_by(["seen"], rarity) == 0
    assert told_by(["marac"], rarity) > told_by(["clinic"], rarity) > 0


def test_three_that_are_alike_are_one_group_and_an_agency_is_in_it_once() -> None:
    agencies = {"a": {"1"}, "b": {"2"}, "c": {"3"}, "d": {"3"}}
    pairs = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.7, ("a", "d"): 0.6, ("b", "d"): 0.5}
    groups = groups_of(pairs, agencies)
    assert sorted(groups[0]) == ["a", "b", "c"]
    assert [sorted(group) for group in groups[1:]] == [["a", "d"], ["b", "d"]]


EVENTS = "abcdefgh"


@given(
    st.dictionaries(st.sampled_from(list(combinations(EVENTS, 2))), st.floats(OFFERED, 1)),
    st.lists(st.integers(0, 4), min_size=len(EVENTS), max_size=len(EVENTS)),
)
def test_every_pair_is_offered_and_no_group_holds_a_stranger(pairs: dict[tuple[str, str], float], owners: list[int]) -> None:
    agencies = {event: {str(owner)} for event, owner in zip(EVENTS, owners, strict=True)}
    pairs = {pair: alike for pair, alike in pairs.items() if agencies[pair[0]] != agencies[pair[1]]}
    groups = groups_of(pairs, agencies)
    within = [tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)]
    assert set(within) == set(pairs)
    for group in groups:
        seen_by = [agency for event in group for agency in agencies[event]]
        assert len(set(seen_by)) == len(seen_by)
