"""The palette (Ctrl+K): find any command, person, event, note or finding by a few letters, and go there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
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

from app.views.fuzzy import fit
from app.views.icons import SOFT, icon
from app.views.theme import space, tokens
from app.views.widgets.labels import label, line

SHOWN = 50
ROW = 36


@dataclass(frozen=True)
class Found:
    """Something the palette can go to: its title, what it is ("Finding", "Ctrl+E"), an icon, and how to go there."""

    title: str
    hint: str
    icon: str
    go: Callable[[], None]


Provider = Callable[[str], Sequence[Found]]
"""Gives what may fit the letters typed; the palette orders it and leaves out what doesn't fit."""


class _Rows(QStyledItemDelegate):
    """Draws a row: icon, title, and softly at the end what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the row in the colours of the theme."""
        found: Found = index.data(Qt.ItemDataRole.UserRole)
        shown = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        square = QRect(rect.left() + 16, rect.top(), 18, rect.height())
        icon(found.icon, SOFT).paint(painter, square)
        metrics = painter.fontMetrics()
        hint_width = min(metrics.horizontalAdvance(found.hint) + 8, rect.width() // 2)
        words = rect.adjusted(46, 0, -hint_width - 20, 0)
        painter.setPen(shown.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        title = metrics.elidedText(found.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(shown.colour("ink_soft"))
        painter.drawText(rect.adjusted(0, 0, -18, 0), middle | Qt.AlignmentFlag.AlignRight, found.hint)
        painter.restore()


class Palette(QFrame):
    """A field and a list over the middle of the window; it goes as soon as something else is asked for."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._providers: list[Provider] = []
        self._before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setProperty("kind", "bare")
        self._field.setPlaceholderText(self.tr("Find a command, person, event, note or finding"))
        self._field.setAccessibleName(self.tr("Find anything"))
        self._field.addAction(icon("search", SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._over = parent
        self._list = QListWidget()
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setAccessibleName(self.tr("Found"))
        self._none = label(self.tr("Nothing fits these letters."), tone="soft")
        self._none.setContentsMargins(18, 10, 18, 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 8, 1, 8)
        layout.setSpacing(space("small"))
        top = QVBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.addWidget(self._field)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._none)
        self._field.textChanged.connect(self._on_typed)
        self._list.itemClicked.connect(self._on_item_clicked)
        self._field.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def add_provider(self, provider: Provider) -> None:
        """Have a further provider asked."""
        self._providers.append(provider)

    def set_providers(self, providers: Sequence[Provider]) -> None:
        """Have these providers asked, and no others."""
        self._providers = list(providers)

    def open(self) -> None:
        """Show the palette, empty, with the keyboard in it."""
        self._before = self.window().focusWidget()
        self._field.clear()
        self._on_typed("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Take the palette away and give the keyboard back; what was found is forgotten."""
        if self.isHidden():
            return
        self.hide()
        self._list.clear()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def found(self) -> tuple[Found, ...]:
        """What is listed now, best first."""
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
        width = min(640, room.width() - 2 * space("large"))
        self.resize(width, min(440, room.height() - 2 * space("large")))
        self.move((room.width() - width) // 2, max(space("small"), min(72, room.height() // 8)))

    def _on_typed(self, text: str) -> None:
        scored: list[tuple[float, Found]] = []
        for provider in self._providers:
            for each in provider(text):
                score = fit(text, f"{each.title} {each.hint}") if text.strip() else 0.0
                if score is not None:
                    scored.append((score, each))
        scored.sort(key=_by_score, reverse=True)
        self._list.clear()
        for _, each in scored[:SHOWN]:
            item = QListWidgetItem(f"{each.title}, {each.hint}")
            item.setData(Qt.ItemDataRole.UserRole, each)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(not scored)
        self._list.setVisible(bool(scored))

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            row = self._list.currentRow() + steps[Qt.Key(key)]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            self._field.setAccessibleDescription(self._list.currentItem().text() if self._list.currentItem() else "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_item_clicked(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.shut()
        else:
            return False
        return True

    def _on_item_clicked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            found: Found = item.data(Qt.ItemDataRole.UserRole)
            self.shut()
            found.go()


def _by_score(scored: tuple[float, Found]) -> float:
    return scored[0]
