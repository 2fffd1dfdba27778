"""The item model of a corrected return beside the earlier one: what became of each row, and what becomes of its event."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.domain.dates import UncertainDate
from app.services.corrections import follows
from app.services.differences import BESIDE, SOURCE, WHEN, WORDS, Choices, Compared, Kind
from app.views.theme import tokens

ANY_INDEX = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class ComparedLinesModel(QAbstractTableModel):
    """Shows the rows of one kind: what becomes of the event, the date, and what happened."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Compared, ...] = ()
        self._choices = Choices()

    def show_rows(self, rows: Sequence[Compared], choices: Choices) -> None:
        """Show these rows as they will be taken in."""
        self.beginResetModel()
        self._rows, self._choices = tuple(rows), choices
        self.endResetModel()

    def choose(self, choices: Choices) -> None:
        """Show other choices for the same rows."""
        self._choices = choices
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def row(self, number: int) -> Compared | None:
        """Return a row, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, key: tuple[str, int]) -> int:
        """Return where a row stands, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def next_disputed(self, after: int, step: int) -> int:
        """Return the next row on which the reviewer and the agency differ, going round; -1 where there is none."""
        count = len(self._rows)
        places = ((after + step * n) % count for n in range(1, count + 1))
        return next((place for place in places if self._rows[place].disputed), -1)

    # -- what Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ANY_INDEX = NO_INDEX) -> int:
        """What becomes of it, when, what."""
        return 0 if parent.isValid() else 3

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and the ink of what asks for a decision."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (self._becomes(row), _when(row), _what(row))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0 and row.disputed:
            return tokens().colour("attention")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings; the place of each row in its file."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            row = self._rows[section]
            place = row.new.place if row.new else row.old.place if row.old else ""
            return place.rpartition(", row ")[2] or place
        return (self.tr("What becomes of the event"), self.tr("Date"), self.tr("What happened"))[section]

    def _becomes(self, row: Compared) -> str:
        if row.kind is Kind.NEW:
            return self.tr("A new event")
        if row.kind is Kind.GONE:
            binned = row.old is not None and row.old.id in self._choices.binned
            return self.tr("Goes into the bin") if binned else self.tr("Stays, marked as no longer in the return")
        if row.kind is Kind.SAME:
            return self.tr("Stays as it is")
        followed = follows(row, self._choices)
        kept = row.differs - followed - {BESIDE}
        words = [self.tr("Follows: {}").format(in_words(followed - {BESIDE}))] if followed - {BESIDE} else []
        words += [self.tr("Stays yours: {}").format(in_words(kept))] if kept else []
        return "\n".join(words) or self.tr("Stays; only what is kept beside it changed")


def in_words(names: frozenset[str]) -> str:
    """Return what differs, in words."""
    shown = {
        WHEN: QCoreApplication.translate("Compared", "date"),
        WORDS: QCoreApplication.translate("Compared", "words"),
        SOURCE: QCoreApplication.translate("Compared", "where recorded"),
        BESIDE: QCoreApplication.translate("Compared", "what is kept beside it"),
    }
    return ", ".join(words for name, words in shown.items() if name in names)


def _when(row: Compared) -> str:
    when = row.new.when if row.new else row.old.when if row.old else UncertainDate()
    return when.text


def _what(row: Compared) -> str:
    said = row.new.said if row.new else row.old.said if row.old else None
    return said.words if said else ""
