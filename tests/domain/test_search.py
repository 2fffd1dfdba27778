"""The language of searching: what is meant, what is not understood, and what may be typed next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_context import DateContext
from app.domain.resources import load_toml
from app.domain.search import OPERATORS, KnownPerson, Misread, SearchContext, parse
from app.domain.search_completing import completions

ELLIS = KnownPerson("e" * 32, "Child A", ("Ellis Marlow", "EM", "Lissy"))
OAKLEY = KnownPerson("o" * 32, "Health visitor 1", ("Ms Oakley", "HV1"))
CONTEXT = SearchContext(
    DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31)),
    (ELLIS, OAKLEY),
    ("Police", "Alder Primary School"),
    ("home visit", "weight"),
)


@dataclass(frozen=True)
class Thing:
    """Something to be found."""

    folded: str = ""
    place: str = "chronology"
    agency: str = ""
    people: frozenset[str] = frozenset()
    earliest: str = ""
    latest: str = ""
    skeleton: bool | None = None
    episode: bool | None = None
    asked: bool | None = None
    tags: str = ""


VISIT = Thing(
    "health visitor saw ellis marlow at home; the house was cold",
    agency="health visiting\nhv",
    earliest="2010-03-03T00:00",
    latest="2010-03-03T23:59",
    skeleton=True,
    episode=False,
    asked=True,
    tags="home visit\nweight",
)
YEAR = Thing("moved house", agency="police", earliest="2010-01-01T00:00", latest="2010-12-31T23:59", skeleton=False)
BEFORE = Thing("born abroad", latest="2009-12-31T23:59")
UNDATED = Thing("told hv1 of the dog", people=frozenset({ELLIS.id}))
NOTE = Thing("she felt it was cold", place="conversations", people=frozenset({OAKLEY.id}), earliest="2013-05-01T00:00")
THINGS = (VISIT, YEAR, BEFORE, UNDATED, NOTE)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", THINGS),
        ("house", (VISIT, YEAR)),
        ("HOUSE cold", (VISIT,)),
        ('"the house was"', (VISIT,)),
        ('"house the"', ()),
        ("“house  was”", (VISIT,)),
        ("cold -house", (NOTE,)),
        ('-"was cold"', (YEAR, BEFORE, UNDATED)),
        ("agency:police", (YEAR,)),
        ("Agency:HV", (VISIT,)),
        ('agency:"health visiting"', (VISIT,)),
        ("-agency:police house", (VISIT,)),
        ("person:ellis", (VISIT, UNDATED)),
        ("person:lissy", (VISIT, UNDATED)),
        ('person:"child a"', (VISIT, UNDATED)),
        ("who:oakley", (UNDATED, NOTE)),
        ("before:2010", (BEFORE,)),
        ("before:4/3/10", (VISIT, YEAR, BEFORE)),
        ("after:2010", (NOTE,)),
        ('after:"3 March 2010"', (YEAR, NOTE)),
        ("on:2010-03-03", (VISIT, YEAR)),
        ('on:"May 2010"', (YEAR,)),
        ("on:2010", (VISIT, YEAR)),
        ("-on:2010", (BEFORE, UNDATED, NOTE)),
        ("in:conversations", (NOTE,)),
        ("in:conv", (NOTE,)),
        ("skeleton:yes", (VISIT,)),
        ("skeleton:no", (YEAR,)),
        ("skeleton:y episode:no asked:yes", (VISIT,)),
        ("house agency:police before:2011", (YEAR,)),
        ('tag:"home visit"', (VISIT,)),
        ("Tags:WEIGHT", (VISIT,)),
        ("house -tag:weight", (YEAR,)),
        ("agency:", THINGS),
        ("-", THINGS),
        ("house person:", (VISIT, YEAR)),
    ],
)
def test_what_is_found(typed: str, found: tuple[Thing, ...]) -> None:
    query = parse(typed, CONTEXT)
    assert query.misread == ()
    assert tuple(query.among(THINGS)) == tuple(thing for thing in THINGS if query.holds(thing)) == found
    assert query.empty == (found == THINGS)


@pytest.mark.parametrize(
    ("typed", "misread", "found"),
    [
        ('"the house', Misread("open-quote", "the house"), (VISIT,)),
        ("colour:blue house", Misread("no-operator", "colour"), ()),
        ("before:soon", Misread("no-date", "soon"), THINGS),
        ("on:3/5", Misread("no-date", "3/5"), THINGS),
        ("after:before:2010", Misread("no-date", "before:2010"), THINGS),
        ("in:drawer", Misread("no-place", "drawer"), THINGS),
        ("skeleton:perhaps", Misread("yes-or-no", "skeleton"), THINGS),
        ("person:nobody", Misread("nobody", "nobody"), ()),
    ],
)
def test_what_is_not_understood_is_said_in_a_plain_sentence(typed: str, misread: Misread, found: tuple[Thing, ...]) -> None:
    query = parse(typed, CONTEXT)
    assert query.misread == (misread,)
    assert tuple(query.among(THINGS)) == found
    sentence = str(load_toml("messages.toml")["search"][misread.key]["says"]).format(word=misread.word)
    assert misread.word in sentence


def test_every_sentence_names_an_operator_that_is_there() -> None:
    says = str(load_toml("messages.toml")["search"]["no-operator"]["says"])
    assert all(f"{name}:" in says for name in OPERATORS)


@given(st.text(max_size=60) | st.from_regex(r"-?[a-z]{0,8}:?[\"a-z0-9 :-]{0,20}", fullmatch=True), st.integers(0, 60))
def test_nothing_typed_ever_fails(typed: str, caret: int) -> None:
    query = parse(typed, CONTEXT)
    assert len(query.among(THINGS)) <= len(THINGS)
    offered = completions(typed, caret, CONTEXT)
    assert 0 <= offered.start <= max(caret, len(typed))


@pytest.mark.parametrize(
    ("typed", "start", "words"),
    [
        ("ag", 0, ("agency:",)),
        ("cold -ag", 6, ("agency:",)),
        ("a", 0, ()),
        ("as", 0, ("asked:",)),
        ("", 0, ()),
        ("cold ", 5, ()),
        ("agency:", 7, ("Police", '"Alder Primary School"')),
        ("agency:ald", 7, ('"Alder Primary School"',)),
        ('agency:"alder pri', 7, ('"Alder Primary School"',)),
        ("person:", 7, ('"Child A"', '"Health visitor 1"')),
        ("person:ellis", 7, ()),
        ("ta", 0, ("tag:",)),
        ("tag:", 4, ('"home visit"', "weight")),
        ("tag:wei", 4, ("weight",)),
        ("in:f", 3, ("factors", "findings")),
        ("skeleton:", 9, ("yes", "no")),
        ("before:20", 7, ()),
        ('"agency:', 0, ()),
    ],
)
def test_what_may_be_typed_next(typed: str, start: int, words: tuple[str, ...]) -> None:
    offered = completions(typed, len(typed), CONTEXT)
    assert (offered.words, offered.start) == (words, start if words else offered.start)
