"""The item model of the chronology: events in order, under their months, filtered as the reviewer types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.naming import Naming
from app.domain.search import NOTHING, Misread, Query, SearchContext, parse
from app.domain.text import Shower
from app.services.event_rows import EventRow
from app.views.itemmodels.event_lines import EventFilter, Line, ShownEvent, filtered, lines_of
from app.views.itemmodels.event_words import date_in_words, links_in_words

ANY_INDEX = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
EVENT_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)
HEADING_FLAGS = Qt.ItemFlag.NoItemFlags
"""Qt asks for them with every cell it paints."""
SMALL = 400
"""Lines between the first and last that differ, up to which they are matched, and told as changed, one by one."""


class Column(IntEnum):
    """The columns of the chronology."""

    SKELETON = 0
    WHEN = 1
    AGENCY = 2
    WHAT = 3
    SOURCE = 4


class EventTableModel(QAbstractTableModel):
    """Shows events; told of all rows or all names anew, it changes no more than differs, so that selection survives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shower: Shower = Naming()
        self._events: list[ShownEvent] = []
        self._filter = EventFilter()
        self._context = NOTHING
        self._query = Query()
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._shown = 0

    # -- what it holds ----------------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many events there are."""
        return len(self._events)

    @property
    def shown(self) -> int:
        """How many events pass the filter."""
        return self._shown

    @property
    def shower(self) -> Shower:
        """How references are shown."""
        return self._shower

    @property
    def filter(self) -> EventFilter:
        """What is filtered by."""
        return self._filter

    def events(self) -> Iterator[EventRow]:
        """Give every event, filtered out or not."""
        return (event.row for event in self._events)

    def line(self, row: int) -> Line:
        """Return one line."""
        return self._lines[row]

    def event_at(self, row: int) -> EventRow | None:
        """Return the event of a line; None for a month's heading."""
        event = self._lines[row].event if 0 <= row < len(self._lines) else None
        return event.row if event else None

    def row_of(self, event_id: str) -> int:
        """Return the line an event stands on, -1 where it isn't shown."""
        return self._places.get(event_id, -1)

    # -- changing what it holds -------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[EventRow], shower: Shower, perhaps: Collection[str] = ()) -> None:
        """Show these events, as a naming says; what stays the same stays. Of ``perhaps`` it is open who knew them."""
        known = {event.row.id: event for event in self._events}
        renamed = shower != self._shower
        self._shower = shower
        self._events = [self._shown_event(row, known.get(row.id), row.id in perhaps, renamed) for row in rows]
        self._refresh()

    def _shown_event(self, row: EventRow, known: ShownEvent | None, perhaps: bool, renamed: bool) -> ShownEvent:
        if known is not None and known.row == row and known.perhaps == perhaps and not (renamed and known.refers):
            return known
        return ShownEvent(row, self._shower, self._context.all_names, perhaps=perhaps)

    def set_context(self, context: SearchContext) -> None:
        """Know the people by all their names, and read what is filtered by anew."""
        if context is self._context:
            return
        renamed = context.all_names != self._context.all_names
        self._context = context
        self._query = parse(self._filter.words, context)
        if renamed:
            names = context.all_names
            self._events = [
                ShownEvent(each.row, self._shower, names, perhaps=each.perhaps) if each.refers else each
                for each in self._events
            ]
        if renamed or self._filter.words:
            self._refresh()

    @property
    def misread(self) -> tuple[Misread, ...]:
        """What was typed to filter by and not understood."""
        return self._query.misread

    def set_shower(self, shower: Shower) -> None:
        """Show the same events by other names."""
        self.set_rows(
            [event.row for event in self._events], shower, {event.row.id for event in self._events if event.perhaps}
        )

    def set_filter(self, wanted: EventFilter) -> None:
        """Show only what passes."""
        if wanted != self._filter:
            self._filter = wanted
            self._query = parse(wanted.words, self._context)
            self._refresh()

    def clear(self) -> None:
        """Forget every word."""
        self.beginResetModel()
        self._events, self._shower = [], Naming()
        self._put([])
        self.endResetModel()

    def _refresh(self) -> None:
        events = filtered(self._events, self._filter, self._query) if self._filter.active else self._events
        new = lines_of(events, self.tr("Date not known"))
        old = self._lines
        low, high = _same_ends(old, new)
        gone, come = len(old) - low - high, len(new) - low - high
        if max(gone, come) > SMALL:
            self.beginResetModel()
            self._put(new)
            self.endResetModel()
            return
        matcher = SequenceMatcher(None, _keys(old[low : len(old) - high]), _keys(new[low : len(new) - high]), autojunk=False)
        for tag, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
            if tag in ("replace", "delete"):
                self.beginRemoveRows(NO_INDEX, low + i1, low + i2 - 1)
                self._put([*self._lines[: low + i1], *self._lines[low + i2 :]])
                self.endRemoveRows()
            if tag in ("replace", "insert"):
                self.beginInsertRows(NO_INDEX, low + i1, low + i1 + j2 - j1 - 1)
                self._put([*self._lines[: low + i1], *new[low + j1 : low + j2], *self._lines[low + i1 :]])
                self.endInsertRows()
        self._tell_changed(new)

    def _tell_changed(self, new: list[Line]) -> None:
        changed = [row for row, (a, b) in enumerate(zip(self._lines, new, strict=True)) if a.event is not b.event]
        self._put(new)
        runs = [(changed[0], changed[-1])] if len(changed) > SMALL else [(row, row) for row in changed]
        for first, last in runs:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _put(self, lines: list[Line]) -> None:
        self._lines = lines
        self._places = {line.key: row for row, line in enumerate(lines) if line.event}
        self._shown = len(self._places)

    # -- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """Lines, months included."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """The columns of ``Column``."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: ANY_INDEX) -> Qt.ItemFlag:
        """Events can be selected, headings of months can't."""
        return HEADING_FLAGS if self.event_at(index.row()) is None else EVENT_FLAGS

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words of a cell; ``AccessibleTextRole`` says what is otherwise drawn."""
        line = self._lines[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if line.event is None:
            return line.heading if index.column() == Column.WHEN else None
        row = line.event.row
        match index.column():
            case Column.SKELETON:
                spoken = self.tr("In the skeleton") if row.in_skeleton else self.tr("Not in the skeleton")
                return spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
            case Column.WHEN:
                return date_in_words(line.event) or self.tr("Date not known")
            case Column.AGENCY:
                return row.agency_short or row.agency_name
            case Column.WHAT:
                told = role == Qt.ItemDataRole.AccessibleTextRole and bool(row.tags)
                return f"{line.event.what}\n{self.tr('Tags: {}').format(', '.join(row.tags))}" if told else line.event.what
            case _:
                return "\n".join(part for part in (row.source_words, links_in_words(row)) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings of the columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = ("", self.tr("When"), self.tr("Agency"), self.tr("What happened"), self.tr("Where it is recorded"))
        return names[section]


def _keys(lines: Iterable[Line]) -> list[str]:
    return [line.key for line in lines]


def _same_ends(old: Sequence[Line], new: Sequence[Line]) -> tuple[int, int]:
    """Return how many lines at the start and at the end are the same ones."""
    most = min(len(old), len(new))
    low = 0
    while low < most and old[low].key == new[low].key:
        low += 1
    high = 0
    while high < most - low and old[-1 - high].key == new[-1 - high].key:
        high += 1
    return low, high
