"""A corrected return held against the agency's earlier one: which rows are new, changed, gone or as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.date_parsing import Understanding
from app.domain.dates import UncertainDate
from app.domain.return_rows import Taken
from app.models import Entry, Event, SourceDocument
from app.models.base import stored_date
from app.services.common import column, fetch
from app.services.imports import IncomingReturn, lines_of
from app.services.joining import entries_of_joined
from app.services.row_matching import match
from app.services.said import Comparable, Said, comparable, differing, said_by

WHEN, WORDS, SOURCE, BESIDE = "when", "words", "source", "beside"
"""In what rows can differ; the first three are their event's too."""


class Kind(StrEnum):
    """What became of a row."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True)
class EarlierReturn:
    """A return of an agency that a new one may correct."""

    id: str
    file_name: str
    taken_in_at: str
    events: int


@dataclass(frozen=True)
class OldRow:
    """A row of the earlier return: what it said, and what its event says today.

    Of an event joined to another it is still the row: ``under_id`` is the one it stands under.
    """

    id: str
    event_id: str
    under_id: str
    place: str
    when: UncertainDate
    said: Said
    event_when: UncertainDate
    event_words: str
    event_source: str
    in_bin: bool
    of_last: bool
    """Whether it stood in the last return, and was not gone before that."""
    edited: frozenset[str]
    """What of the event is no longer as the row said: the reviewer's own."""
    compared: Comparable = field(repr=False, compare=False)

    @property
    def joined(self) -> bool:
        """Whether its event is joined to another."""
        return self.event_id != self.under_id

    @property
    def can_be_binned(self) -> bool:
        """Whether its event can go into the bin: it isn't there, and is no other agency's too."""
        return not (self.in_bin or self.joined)


@dataclass(frozen=True)
class Before:
    """The earlier return with every row that is still in force, as read from the file."""

    source_id: str
    file_name: str
    taken_in_at: str
    stored: tuple[tuple[Any, ...], ...]

    def rows(self) -> tuple[OldRow, ...]:
        """Return the rows."""
        return tuple(_old_row(found, self.source_id) for found in self.stored)


@dataclass(frozen=True)
class NewRow:
    """A row of the corrected return that is taken: its number among those, and what it says."""

    number: int
    place: str
    when: UncertainDate
    understood: Understanding
    said: Said
    compared: Comparable = field(repr=False, compare=False)
    corrected: bool = False
    """Whether the reviewer corrected its date on the way in."""


@dataclass(frozen=True)
class Compared:
    """A row before and now; without ``old`` it is new, without ``new`` gone."""

    old: OldRow | None
    new: NewRow | None
    differs: frozenset[str] = frozenset()

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if self.old is None:
            return Kind.NEW
        if self.new is None:
            return Kind.GONE
        return Kind.CHANGED if self.differs else Kind.SAME

    @property
    def disputed(self) -> frozenset[str]:
        """What the agency changed although the reviewer had put it in words of their own."""
        edited = self.old.edited if self.old else frozenset[str]()
        told_by_hand = frozenset({WHEN}) if self.new and self.new.corrected else frozenset[str]()
        return (self.differs & edited) - told_by_hand

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by."""
        return self.old.id if self.old else "", self.new.number if self.new else -1


@dataclass(frozen=True)
class Difference:
    """Every row of both returns, each once: those of the new one in its order, then those gone."""

    before: Before
    rows: tuple[Compared, ...]
    olds: tuple[OldRow, ...] = field(repr=False, default=())

    def of(self, kind: Kind) -> tuple[Compared, ...]:
        """Return the rows of which that became."""
        return tuple(row for row in self.rows if row.kind is kind)

    def counts(self) -> dict[Kind, int]:
        """Return how many rows there are of each kind."""
        kinds = [row.kind for row in self.rows]
        return {kind: kinds.count(kind) for kind in Kind}

    def pairs(self) -> dict[int, str]:
        """Return for the number of each row that was there before the id of its old row."""
        return {row.new.number: row.old.id for row in self.rows if row.new and row.old}

    def apart(self, key: tuple[str, int]) -> Difference:
        """Take a pair for two things: one gone, the other new."""
        return self._with_pairs({number: old for number, old in self.pairs().items() if (old, number) != key})

    def together(self, old_id: str, number: int) -> Difference:
        """Take a row that is gone and one that is new for one."""
        return self._with_pairs({**self.pairs(), number: old_id})

    def _with_pairs(self, pairs: Mapping[int, str]) -> Difference:
        news = [row.new for row in self.rows if row.new]
        return Difference(self.before, _compared(self.olds, sorted(news, key=_number), pairs), self.olds)


def _number(row: NewRow) -> int:
    return row.number


@dataclass(frozen=True)
class Choices:
    """What the reviewer decided: where the agency's words go over their own, and which gone rows go into the bin.

    Both name rows by the ids of their old entries.
    """

    agencys: frozenset[str] = frozenset()
    binned: frozenset[str] = frozenset()

    def toggled(self, name: str, old_ids: Collection[str], on: bool) -> Choices:
        """Return the choices with one made otherwise for some rows."""
        now: frozenset[str] = getattr(self, name)
        return replace(self, **{name: now | frozenset(old_ids) if on else now - frozenset(old_ids)})


def earlier_returns(session: Session, agency_id: str) -> tuple[EarlierReturn, ...]:
    """Return an agency's returns that none has taken the place of, the latest first."""
    later = aliased(SourceDocument)
    query = (
        select(SourceDocument.id, SourceDocument.title, SourceDocument.taken_in_at, func.count(Entry.event_id.distinct()))
        .outerjoin(Entry, Entry.source_id == SourceDocument.id)
        .outerjoin(later, later.corrects_id == SourceDocument.id)
        .where(SourceDocument.agency_id == agency_id, SourceDocument.kind == "return", later.id.is_(None))
        .group_by(SourceDocument.id)
        .order_by(SourceDocument.taken_in_at.desc(), SourceDocument.title, SourceDocument.id)
    )
    return tuple(EarlierReturn(*row) for row in session.execute(query))


def in_force(session: Session) -> tuple[SourceDocument, ...]:
    """Return every agency's returns that none has taken the place of, the latest first."""
    later = aliased(SourceDocument)
    query = (
        select(SourceDocument)
        .outerjoin(later, later.corrects_id == SourceDocument.id)
        .where(SourceDocument.kind == "return", later.id.is_(None))
        .order_by(SourceDocument.taken_in_at.desc(), SourceDocument.title, SourceDocument.id)
    )
    return tuple(session.scalars(query))


LIKELY = 0.3
"""Share of rows that say just what they said before, from which a return is taken for a corrected one."""


def all_before(session: Session, agency_id: str) -> tuple[Before, ...]:
    """Return every return of an agency that a new one may correct, with its rows."""
    return tuple(before(session, earlier.id) for earlier in earlier_returns(session, agency_id))


def best_guess(earlier: Sequence[Before], incoming: IncomingReturn) -> str:
    """Return the id of the return that a new one most likely corrects, empty where none shares enough with it."""
    new = {row.compared.whole for row in new_rows(incoming)} if earlier else set[object]()
    best, best_share = "", LIKELY
    for each in earlier:
        old = {row.compared.whole for row in each.rows()}
        share = len(old & new) / max(1, min(len(old), len(new)))
        if share > best_share:
            best, best_share = each.source_id, share
    return best


def before(session: Session, source_id: str) -> Before:
    """Return an earlier return with every row still in force, also those that an earlier correction left out.

    Raises ``RuleBroken`` where it is gone.
    """
    source = fetch(session, SourceDocument, source_id)
    later = aliased(Entry)
    of_entry = [column(Entry, name) for name in ("id", "event_id", "place", "source_id", "said", *_dates())]
    styled = func.instr(column(Event, "what_json"), '"b":1') + func.instr(column(Event, "what_json"), '"i":1')
    marked = func.instr(column(Event, "what_json"), '"m":[')
    of_event = [column(Event, name) for name in (*_dates(), "what_plain", "source_words")]
    of_event += [column(Event, "binned_at").is_not(None), styled + marked, column(Event, "id")]
    query = (
        select(*of_entry, *of_event)
        .select_from(Entry.__table__.join(Event.__table__, column(Entry, "event_id") == column(Event, "id")))
        .outerjoin(later, later.follows_id == column(Entry, "id"))
        .where(column(Entry, "source_id").in_(_chain(session, source)), later.id.is_(None))
        .order_by(column(Entry, "source_id") != source_id, column(Entry, "source_id"), column(Entry, "position"))
    )
    rows = [tuple(found) for found in session.connection().execute(query)]
    joined = entries_of_joined(session)
    if joined:
        # the row is held against its own event's words, not against those of the event it was found to be one with
        theirs = select(*of_event).where(column(Event, "joined_to_id").is_not(None))
        own = {found[-1]: tuple(found) for found in session.connection().execute(theirs)}
        rows = [_of_its_own(row, own[joined[row[0]]]) if row[0] in joined else row for row in rows]
    return Before(source.id, source.title, source.taken_in_at, tuple(rows))


def _of_its_own(row: tuple[Any, ...], event: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return an entry with what its own event says, and whether the one it stands under lies in the bin."""
    *told, _in_bin, styled, event_id = event
    return (*row[: -len(event)], *told, row[-3], styled, event_id)


def _dates() -> tuple[str, ...]:
    return tuple(f"when_{part}" for part in ("text", "kind", "precision", "earliest", "latest"))


def _chain(session: Session, source: SourceDocument) -> list[str]:
    """Return the ids of a return and of all that it took the place of."""
    ids = [source.id]
    while source.corrects_id:
        source = fetch(session, SourceDocument, source.corrects_id)
        ids.append(source.id)
    return ids


def _old_row(found: tuple[Any, ...], source_id: str) -> OldRow:
    entry_id, under_id, place, of_source, stored = found[:5]
    when, event_when = stored_date(*found[5:10]), stored_date(*found[10:15])
    words, source, in_bin, styled, event_id = found[15:]
    said = Said.from_json(stored)
    edited = {WHEN: event_when != when, WORDS: bool(styled) or words != said.words, SOURCE: source != said.source}
    return OldRow(
        entry_id,
        event_id,
        under_id,
        place,
        when,
        said,
        event_when,
        words,
        source,
        bool(in_bin),
        of_source == source_id,
        frozenset(name for name, differs in edited.items() if differs),
        comparable(said, when),
    )


def new_rows(incoming: IncomingReturn) -> list[NewRow]:
    """Return the rows of a return that are taken, in order."""
    rows: list[NewRow] = []
    for table, each in lines_of(incoming):
        if isinstance(each.row, Taken):
            said = said_by(each.row, table.telling)
            compared = comparable(said, each.row.when)
            understood, by_hand = each.understood(each.row), each.corrected is not None
            rows.append(NewRow(len(rows), each.row.place, each.row.when, understood, said, compared, by_hand))
    return rows


def compare(earlier: Before, incoming: IncomingReturn) -> Difference:
    """Hold a corrected return against the earlier one; no database, so that it can be done in a task."""
    news = new_rows(incoming)
    olds = earlier.rows()
    found = match([row.compared for row in olds], [row.compared for row in news])
    pairs = {number: olds[at].id for number, at in enumerate(found) if at is not None}
    return Difference(earlier, _compared(olds, news, pairs), olds)


def _compared(olds: Collection[OldRow], news: Collection[NewRow], pairs: Mapping[int, str]) -> tuple[Compared, ...]:
    by_id = {row.id: row for row in olds}
    rows = [_pair(by_id[pairs[new.number]], new) if new.number in pairs else Compared(None, new) for new in news]
    paired = set(pairs.values())
    return (*rows, *(Compared(old, None) for old in olds if old.id not in paired and old.of_last))


def _pair(old: OldRow, new: NewRow) -> Compared:
    return Compared(old, new, differing(old.compared, new.compared))
