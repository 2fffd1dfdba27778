"""Finding what several agencies may have seen alike: by date, by people and by wording (rapidfuzz). Nothing is merged here.

``material`` reads what is compared, quickly; ``find`` compares it, outside the window's thread, and can be stopped. Records
are compared only where they can be alike: those of one day that share a word, and those a few days apart, or of uncertain
date, that share one of their rarest words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from rapidfuzz import fuzz, process
from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from app.domain.likeness import (
    DAYS_APART,
    OFFERED,
    OPENING,
    Compared,
    groups_of,
    likeness,
    opening_needed,
    rarities,
    telling_words,
    told_by,
)
from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.text import Reference, Text
from app.models import Agency, Event, Person, PersonAlias, SeenApart
from app.services.common import column

TABLES = ("event", "entry", "agency", "person", "person_alias", "seen_apart")
"""Tables whose change may change what is found."""

RAREST = 6
"""By so many of its rarest words a record finds others that are not of its day."""

NEAREST = 24
"""So many records on either side, of those that have a rare word, are looked at; a word that many have is not rare."""

SPELLING = 88
"""From this ratio on two words are one, spelling and endings aside."""

STEP = 250
"""Records between two looks at whether the search is to stop."""

Progress = Callable[[int, int], bool]
"""Told how far it is, says whether to go on."""


@dataclass(frozen=True)
class Record:
    """One event as it is compared; ``words`` is a text's JSON where it holds references; ``agencies`` all who saw it."""

    id: str
    agency_id: str
    agencies: frozenset[str]
    first: int
    last: int
    words: str
    refers: bool
    when: str


@dataclass(frozen=True)
class Material:
    """Everything that is compared, frozen: ``apart`` are pairs that were said to be two events, the smaller id first."""

    records: tuple[Record, ...]
    people: tuple[NamedPerson, ...]
    agency_of: Mapping[str, str]
    agency_names: Mapping[str, str]
    apart: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Offer:
    """Events that may be one, in the order of the chronology; when the first was, as given, and whose they are."""

    event_ids: tuple[str, ...]
    likeness: float
    when: str
    agencies: tuple[str, ...]


def one_word(word: str, among: Sequence[str]) -> bool:
    """Whether a word is one of these, spelling and endings aside."""
    return process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=SPELLING) is not None


# -- reading --------------------------------------------------------------------------------------------------------


def material(session: Session) -> Material:
    """Read what is compared: every event of an agency, outside the bin, of which something is known when it was."""
    joined = _joined(session)
    agencies: dict[str, set[str]] = defaultdict(set)
    for kept_id, _event_id, agency_id in joined:
        agencies[kept_id].add(agency_id)
    names = ("id", "agency_id", "when_earliest", "when_latest", "what_plain", "what_json", "when_text")
    event_id, agency_id, earliest, latest, plain, data, text = (column(Event, name) for name in names)
    low, high = func.coalesce(earliest, latest), func.coalesce(latest, earliest)
    query = (
        select(event_id, agency_id, low, high, plain, case((func.instr(data, '"ref"') > 0, data), else_=""), text)
        .where(Event.binned_at.is_(None), agency_id.is_not(None), Event.set_aside == "", low.is_not(None))
        .order_by(low, high, event_id)
    )
    records = tuple(_record(agencies, row) for row in session.connection().execute(query))
    root = {event_id: kept_id for kept_id, event_id, _ in joined}
    return Material(records, _people(session), _employers(session), _names(session), _apart(session, root))


def _record(agencies: Mapping[str, set[str]], row: Row[*tuple[Any, ...]]) -> Record:
    event_id, agency_id, low, high, plain, data, when = cast("tuple[str, str, str, str, str, str, str]", row)
    seen_by = frozenset((agency_id, *agencies.get(event_id, ())))
    return Record(event_id, agency_id, seen_by, _day(low), _day(high), data or plain, bool(data), when)


def _joined(session: Session) -> list[tuple[str, str, str]]:
    found = session.execute(select(Event.joined_to_id, Event.id, Event.agency_id).where(Event.joined_to_id.is_not(None)))
    return [(kept_id or "", event_id, agency_id or "") for kept_id, event_id, agency_id in found]


def _people(session: Session) -> tuple[NamedPerson, ...]:
    aliases: dict[str, list[str]] = defaultdict(list)
    for person_id, name in session.execute(select(PersonAlias.person_id, PersonAlias.name)):
        aliases[person_id].append(name)
    people = session.execute(select(Person.id, Person.name).order_by(Person.id))
    return tuple(NamedPerson(person_id, name, tuple(aliases[person_id])) for person_id, name in people)


def _employers(session: Session) -> dict[str, str]:
    query = select(Person.id, Agency.id).join(Agency, Agency.id == Person.agency_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _names(session: Session) -> dict[str, str]:
    query = select(Agency.id, Agency.short_name, Agency.name)
    return {agency_id: short_name or name for agency_id, short_name, name in session.execute(query)}


def _apart(session: Session, root: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return the pairs said to be two; what was said of an event holds of the one it is joined to."""
    pairs = session.execute(select(SeenApart.one_id, SeenApart.other_id))
    found = ((root.get(one, one), root.get(other, other)) for one, other in pairs)
    return frozenset((min(pair), max(pair)) for pair in found)


def _day(moment: str) -> int:
    return date.fromisoformat(moment[:10]).toordinal()


# -- comparing ------------------------------------------------------------------------------------------------------


def _go_on(_done: int, _total: int) -> bool:
    return True


def find(of: Material, go_on: Progress = _go_on) -> tuple[Offer, ...]:
    """Return what may be one event, in the order of the chronology; nothing where it was told to stop."""
    pairs = pairs_of(of, go_on)
    place = {record.id: number for number, record in enumerate(of.records)}
    records = {record.id: record for record in of.records}
    agencies = {record.id: record.agencies for record in of.records}
    offers: list[Offer] = []
    for group in groups_of(pairs, agencies):
        ordered = tuple(sorted(group, key=place.__getitem__))
        seen_by = tuple(dict.fromkeys(of.agency_names[records[each].agency_id] for each in ordered))
        offers.append(Offer(ordered, pairs[min(group[:2]), max(group[:2])], records[ordered[0]].when, seen_by))
    return tuple(sorted(offers, key=lambda offer: [place[event_id] for event_id in offer.event_ids]))


def pairs_of(of: Material, go_on: Progress = _go_on) -> dict[tuple[str, str], float]:
    """Return the pairs that are alike enough to be offered, the smaller id first; nothing where it was told to stop."""
    prepared = _Prepared(of)
    found: dict[tuple[str, str], float] = {}
    number = len(of.records)
    for at in range(number):
        if at % STEP == 0 and not go_on(at, number):
            return {}
        for other in prepared.candidates(at):
            one_id, other_id = of.records[at].id, of.records[other].id
            key = (min(one_id, other_id), max(one_id, other_id))
            if key not in of.apart and (alike := prepared.likeness(at, other)) >= OFFERED:
                found[key] = alike
    return found


class _Prepared:
    """The records with their words, the people they name, and what stands under each word."""

    def __init__(self, of: Material) -> None:
        self._records = of.records
        self._agency_of = of.agency_of
        finder = NameFinder(of.people)
        self._people: list[frozenset[str]] = []
        self._words: list[tuple[str, ...]] = []
        for record in of.records:
            words, people = _read(record, finder)
            self._words.append(words)
            self._people.append(people)
        self._sets = [frozenset(words) for words in self._words]
        self._whole = [" ".join(words) for words in self._words]
        self._openings = [" ".join(words[:OPENING]) for words in self._words]
        self._rarity = rarities(self._sets)
        self._by_day: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_rare: dict[str, list[int]] = defaultdict(list)
        for at, record in enumerate(of.records):
            for day in range(record.first, min(record.last, record.first + 1) + 1):
                for word in self._sets[at]:
                    self._by_day[day, word].append(at)
            for word in self._rare_words(at):
                self._by_rare[word].append(at)

    def _rare_words(self, at: int) -> list[str]:
        return sorted(self._sets[at], key=lambda word: (-self._rarity[word], word))[:RAREST]

    def candidates(self, at: int) -> Iterator[int]:
        """Yield the later records that one may be alike, each once, of agencies that did not see it."""
        record = self._records[at]
        found: set[int] = set()
        for day in range(record.first, min(record.last, record.first + 1) + 1):
            for word in self._sets[at]:
                found.update(self._by_day[day, word])
        for word in self._rare_words(at):
            under = self._by_rare[word]
            place = bisect_left(under, at)
            found.update(under[max(0, place - NEAREST) : place + NEAREST])
        for other in found:
            if other > at and _may_meet(record, self._records[other]):
                yield other

    def likeness(self, at: int, other: int) -> float:
        """Return how alike two records are; 0 as soon as it is clear that they will not be offered."""
        one, two = self._records[at], self._records[other]
        shared = told_by(self._sets[at] & self._sets[other], self._rarity)
        both = self._people[at] & self._people[other]
        compared = Compared(
            max(0, max(one.first, two.first) - min(one.last, two.last)),
            1 + max(one.last - one.first, two.last - two.first),
            fuzz.token_set_ratio(self._whole[at], self._whole[other]) / 100,
            0.0,
            shared,
            len(both),
            self._named(at, two) + self._named(other, one),
        )
        needed = max(0.0, 100 * opening_needed(compared))
        if needed > 100:
            return 0.0
        opening = max(
            fuzz.token_set_ratio(self._openings[at], self._whole[other], score_cutoff=needed),
            fuzz.token_set_ratio(self._openings[other], self._whole[at], score_cutoff=needed),
        )
        if opening < needed:
            return 0.0
        return likeness(_with_opening(compared, opening / 100))

    def _named(self, at: int, other: Record) -> int:
        """Return whether a record names somebody of the agency that made the other."""
        return int(any(self._agency_of.get(person) in other.agencies for person in self._people[at]))


def _with_opening(of: Compared, opening: float) -> Compared:
    return Compared(of.days_apart, of.widest, of.wording, opening, of.shared, of.people, of.named)


def _read(record: Record, finder: NameFinder) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return a record's telling words and whom it names; a person is one word, whatever they are called there."""
    people: list[str] = []

    def named(person_id: str) -> str:
        people.append(person_id)
        return f" p{person_id} "

    def shown(reference: Reference) -> str:
        return named(reference.id) if reference.kind == "person" else reference.given

    letters = Text.from_json(record.words).shown(shown) if record.refers else record.words
    words = telling_words(finder.replacing(letters, named))
    return words, frozenset(people)


def _may_meet(one: Record, other: Record) -> bool:
    near = max(one.first, other.first) - min(one.last, other.last) <= DAYS_APART
    return near and one.agencies.isdisjoint(other.agencies)


def still_offered(offers: Collection[Offer], gone: Collection[str]) -> tuple[Offer, ...]:
    """Return the offers none of whose events was dealt with meanwhile."""
    return tuple(offer for offer in offers if not set(offer.event_ids) & set(gone))
