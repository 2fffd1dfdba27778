"""The grid of people by meetings: the arrow keys move, a letter says who came, and everything else has its key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.attendance import ABSENT, APOLOGIES, CAME, UNKNOWN, Cell
from app.domain.describe_attendance import attendance_table
from app.views.chronology.copying import mime_of
from app.views.meetings.grid_model import GridModel
from app.views.meetings.headers import MeetingHeads, NameHeads
from app.views.theme import font, tokens

PRESENCE_KEYS = {"c": CAME, "a": APOLOGIES, "x": ABSENT, "?": UNKNOWN}
"""What a letter on a cell says."""

INVITED_KEY = "i"
SIGNS = {APOLOGIES: "a", ABSENT: "×", UNKNOWN: "?"}
_DISC = 5.0

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws a disc for who came (a ring where they had not been asked), "new" beside it, a sign for who did not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell in the colours of the theme."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        cell: Cell | None = index.data(GridModel.CellRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens().colour("accent"), 2))
            painter.setBrush(tokens().colour("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)
        if cell is None:
            painter.setPen(tokens().colour("ink_soft"))
            painter.drawText(rect.adjusted(8, 6, -4, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))
        else:
            _draw(painter, QRectF(rect), cell)
        painter.restore()


def _draw(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    shown = tokens()
    if cell.presence == CAME:
        painter.setPen(QPen(shown.colour("accent"), 2))
        painter.setBrush(shown.colour("accent") if cell.invited else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(rect.left() + 16, rect.center().y()), _DISC, _DISC)
        if cell.new:
            _letters(painter, rect.adjusted(30, 0, 0, 0), QGuiApplication.translate("Meetings", "new"), "ink", strong=True)
    elif cell.presence and cell.invited:
        _letters(painter, rect.adjusted(12, 0, 0, 0), SIGNS[cell.presence], "ink_soft", strong=cell.presence == ABSENT)


def _letters(painter: QPainter, rect: QRectF, words: str, tone: str, *, strong: bool) -> None:
    face: QFont = font(strong=strong)
    painter.setFont(face)
    painter.setPen(tokens().colour(tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)


class GridView(QTableView):
    """Says what was asked for: ``presence_said``, ``invited_toggled`` and ``cleared`` with person and meeting ids."""

    presence_said = Signal(str, str, str)
    invited_toggled = Signal(str, str)
    cleared = Signal(str, str)
    meeting_changed = Signal(str)
    edit_requested = Signal()
    people_requested = Signal()
    bin_requested = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.heads = MeetingHeads(model, self)
        self.names = NameHeads(model, self)
        self.setModel(model)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.names)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(self.tr("Who came to which meeting"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.heads.sectionClicked.connect(self.go_to_column)

    # -- where the keyboard is ----------------------------------------------------------------------------------------

    @property
    def person(self) -> str:
        """Who the keyboard is at."""
        return self._model.person_id(self.currentIndex().row())

    @property
    def meeting(self) -> str:
        """Which meeting the keyboard is at; it may be at one that nobody is on record at yet."""
        return self._model.meeting_id(self.heads.current)

    def go_to(self, person_id: str, meeting_id: str) -> bool:
        """Put the keyboard on a cell; False where the meeting is not in this grid."""
        column = self._model.column_of(meeting_id)
        row = self._model.row_of(person_id)
        if row < 0:
            row = next((at for at, line in enumerate(self._model.lines) if line.person_id), -1)
        if row >= 0 and column >= 0:
            self.setCurrentIndex(self._model.index(row, column))
        self._mark(column)
        return column >= 0

    def go_to_column(self, column: int) -> None:
        """Go to a meeting, whoever the keyboard is at."""
        self.go_to(self.person, self._model.meeting_id(column))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, with its agency where that stands just above."""
        super().scrollTo(index, hint)
        if index.row() > 0 and not self._model.person_id(index.row() - 1):
            super().scrollTo(self._model.index(index.row() - 1, index.column()), hint)

    def fit(self) -> None:
        """Give heads and names the room their words need."""
        self.names.fit()
        self.heads.setFixedHeight(max(1, self.heads.sizeHint().height()))

    def _mark(self, column: int) -> None:
        if column != self.heads.current:
            self.heads.current = column
            self.heads.viewport().update()
            self.meeting_changed.emit(self.meeting)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell at which meeting the keyboard is."""
        super().currentChanged(current, previous)  # pyright: ignore[reportArgumentType] - both kinds are taken
        if current.isValid():
            self._mark(current.column())

    # -- keys -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter says who came, Delete takes off; Enter and Insert go to the page below, Ctrl+Delete bins the meeting."""
        if not self._on_cell(event) and not self._on_meeting(event):
            super().keyPressEvent(event)

    def _on_cell(self, event: QKeyEvent) -> bool:
        letter = event.text().casefold()
        if not self.person or not self.meeting or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if letter in PRESENCE_KEYS:
            self.presence_said.emit(self.person, self.meeting, PRESENCE_KEYS[letter])
        elif letter == INVITED_KEY:
            self.invited_toggled.emit(self.person, self.meeting)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(self.person, self.meeting)
        else:
            return False
        return True

    def _on_meeting(self, event: QKeyEvent) -> bool:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Delete and control:
            self.bin_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_requested.emit()
        elif key == Qt.Key.Key_Insert:
            self.people_requested.emit()
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: they say who came."""

    def copy(self) -> None:
        """Put the whole grid on the clipboard as a table, people as they are shown now."""
        if not self._model.grid.meetings:
            return
        shown = {line.person_id: line.words for line in self._model.lines}
        table = attendance_table(self._model.grid, shown.__getitem__)
        headings = [column.heading for column in table.columns]
        rows = [[str(cell) for cell in row] for row in table.rows]
        mime = mime_of(rows, headings)
        QGuiApplication.clipboard().setMimeData(mime)
