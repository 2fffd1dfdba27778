"""The list that the link key opens: type a few letters, and choose what to link. Rows are handed in frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.naming import Naming
from app.services.things import Thing
from app.views.icons import SOFT, icon
from app.views.theme import space, tokens
from app.views.widgets.labels import label, line

SHOWN = 100
"""So many rows are listed at most; more letters find the rest."""


@dataclass(frozen=True)
class PickRow:
    """One thing to choose: what it says, and softly above it what it is."""

    kind: str
    id: str
    words: str
    about: str
    icon: str = "link"


ICONS = {
    "event": "calendar",
    "conversation": "messages-square",
    "passage": "quote",
    "episode": "kanban",
    "factor": "layers",
    "meeting": "users",
    "person": "user",
    "agency": "building-2",
}


def kind_words(kind: str) -> str:
    """Return what a kind of thing is called."""
    words = {
        "event": QCoreApplication.translate("Things", "Event"),
        "conversation": QCoreApplication.translate("Things", "Conversation"),
        "passage": QCoreApplication.translate("Things", "Passage"),
        "episode": QCoreApplication.translate("Things", "Key practice episode"),
        "factor": QCoreApplication.translate("Things", "Contributory factor"),
        "meeting": QCoreApplication.translate("Things", "Meeting"),
        "person": QCoreApplication.translate("Things", "Person"),
        "agency": QCoreApplication.translate("Things", "Agency"),
    }
    return words[kind]


def pick_row(thing: Thing, naming: Naming, sources: Mapping[str, str] | None = None) -> PickRow:
    """Put a thing into words; ``sources`` gives words for sources that are keys (a factor's heading)."""
    people = ", ".join(naming.person(person_id) for person_id in thing.person_ids)
    words = " ".join(thing.words.shown(naming).split())
    source = (sources or {}).get(thing.source, thing.source)
    about = " · ".join(part for part in (kind_words(thing.kind), thing.when, source, people if words else "") if part)
    return PickRow(thing.kind, thing.id, words or people or kind_words(thing.kind), about, ICONS[thing.kind])


class _Rows(QStyledItemDelegate):
    """Draws a row: its icon, softly what it is, and below it one line of what it says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is two lines high."""
        height = option.fontMetrics.height()  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        return QSize(200, 2 * height + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the row in the colours of the theme."""
        row: PickRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        shown = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        icon(row.icon, SOFT).paint(painter, QRect(rect.left() + 16, rect.top(), 18, rect.height()))
        metrics = painter.fontMetrics()
        room = rect.adjusted(46, 6, -16, -6)
        upper = QRect(room.left(), room.top(), room.width(), metrics.height())
        lower = upper.translated(0, metrics.height() + 2)
        for place, words, tone in ((upper, row.about, "ink_soft"), (lower, row.words, "ink")):
            painter.setPen(shown.colour(tone))
            painter.drawText(place, 0, metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width()))
        painter.restore()


class ThingPicker(QFrame):
    """A field and a list over the middle of a panel; it goes when something is chosen, with Esc, or with the keyboard."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self._over = parent
        self._before: QWidget | None = None
        self._rows: list[tuple[str, PickRow]] = []
        self._then: Callable[[str, str], None] | None = None
        self._field = QLineEdit()
        self._field.setProperty("kind", "bare")
        self._field.addAction(icon("search", SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._list = QListWidget()
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label(tone="soft", wrap=True)
        self._none.setContentsMargins(18, 10, 18, 14)
        self._lay_out()
        self._field.textChanged.connect(self._on_typed)
        self._list.itemClicked.connect(self._on_item_clicked)
        self._field.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.addWidget(self._field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 8, 1, 8)
        layout.setSpacing(space("small"))
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._none)

    def open(self, prompt: str, rows: Sequence[PickRow], then: Callable[[str, str], None], empty: str = "") -> None:
        """Offer rows; ``then`` gets the kind and id of the one chosen. ``empty`` is said where there are none at all."""
        self._before = self.window().focusWidget()
        self._then = then
        self._rows = [(f"{row.about} {row.words}".casefold(), row) for row in rows]
        empty = empty or self.tr("There is nothing to link yet.")
        self._none.setText(self.tr("Nothing fits these letters.") if rows else empty)
        self._field.setPlaceholderText(prompt)
        self._field.setAccessibleName(prompt)
        self._list.setAccessibleName(prompt)
        self._field.clear()
        self._on_typed("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Go, give the keyboard back, and forget what was listed."""
        self._rows = []
        self._then = None
        self._list.clear()
        if self.isHidden():
            return
        self.hide()
        self._field.clear()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def listed(self) -> tuple[PickRow, ...]:
        """What is listed now."""
        return tuple(self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Move in the list from the field, go when the keyboard goes, and stay in the middle."""
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusOut and not self.underMouse():
                self.shut()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room = self._over.rect()
        width = min(600, room.width() - 2 * space("small"))
        self.resize(width, min(420, room.height() - 2 * space("small")))
        self.move((room.width() - width) // 2, max(space("small"), min(56, room.height() // 8)))

    def _on_typed(self, text: str) -> None:
        wanted = text.casefold().split()
        found = [row for letters, row in self._rows if all(word in letters for word in wanted)]
        self._list.clear()
        for row in found[:SHOWN]:
            item = QListWidgetItem(f"{row.words}, {row.about}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setToolTip(row.words)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(not found)
        self._list.setVisible(bool(found))
        self._tell()

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = Qt.Key(event.key())
        if key in steps:
            row = self._list.currentRow() + steps[key]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_item_clicked(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.shut()
        else:
            return False
        return True

    def _tell(self) -> None:
        item: QListWidgetItem | None = self._list.currentItem()
        self._field.setAccessibleDescription(item.text() if item else self._none.text())

    def _on_item_clicked(self, item: QListWidgetItem | None) -> None:
        then = self._then
        if item is not None and then is not None:
            row: PickRow = item.data(Qt.ItemDataRole.UserRole)
            self.shut()
            then(row.kind, row.id)
