"""Who takes part: chips for those chosen, and a field where a few letters find the rest or bring in somebody new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.views.text.mentions import Mention, matching
from app.views.theme import space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import label

_NEW = ""
_SHOWN = 8
_LETTERS = 16


class PeopleField(QWidget):
    """Says who is wanted (``people_changed`` with their ids) and who is not in the register yet (``new_requested``)."""

    people_changed = Signal(tuple)
    new_requested = Signal(str)

    def __init__(self, name: str, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Mention] = {}
        self._ids: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout(space("tight"), 2)
        self._field = QLineEdit()
        self._field.setProperty("kind", "bare")
        self._field.setPlaceholderText(prompt)
        self._field.setAccessibleName(name)
        self._field.setFixedWidth(self._field.fontMetrics().averageCharWidth() * _LETTERS + 2 * space("small"))
        self._list = self._made_list(name)
        self._flow.addWidget(self._field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("small"))
        layout.addWidget(label(name, tone="soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self._flow, 1)
        self._field.textEdited.connect(self._on_field_edited)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_list_clicked)

    def _made_list(self, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFrameShape(QFrame.Shape.StyledPanel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setObjectName("mentionList")
        made.setAccessibleName(name)
        made.hide()
        return made

    # -- who is shown -----------------------------------------------------------------------------------------------

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is chosen."""
        return self._ids

    def field(self) -> QLineEdit:
        """Return the field to type in."""
        return self._field

    def offered(self) -> tuple[str, ...]:
        """Return what the list offers now."""
        rows = range(self._list.count()) if self._list.isVisible() else ()
        return tuple(self._list.item(row).text() for row in rows)

    def show_people(self, ids: Sequence[str], known: Sequence[Mention]) -> None:
        """Show who is chosen, and who can be."""
        known_by_id = {each.id: each for each in known}
        if tuple(ids) == self._ids and known_by_id == self._known:
            return
        self._ids, self._known = tuple(ids), known_by_id
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self._field)
        self._chips = [self._chip(person_id) for person_id in self._ids]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._field)
        self.updateGeometry()

    def forget(self) -> None:
        """Forget who was chosen, and what was being typed."""
        self._field.clear()
        self._offer("")
        self.show_people((), tuple(self._known.values()))

    def _chip(self, person_id: str) -> QPushButton:
        words = self._known[person_id].label if person_id in self._known else self.tr("Somebody no longer there")
        chip = QPushButton(f"{words}  ×".replace("&", "&&"), self)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setToolTip(self.tr("Take {} out").format(words))
        chip.setAccessibleName(self.tr("Take {} out").format(words))
        chip.clicked.connect(partial(self._on_chip_clicked, person_id))
        return chip

    # -- finding ----------------------------------------------------------------------------------------------------

    def _offer(self, typed: str) -> None:
        self._list.clear()
        rest = [each for each in self._known.values() if each.id not in self._ids]
        found = matching(rest, typed)[:_SHOWN] if typed.strip() else []
        for each in found:
            self._add_item(each.label, each.id)
        if typed.strip() and not any(each.label.casefold() == typed.strip().casefold() for each in self._known.values()):
            self._add_item(self.tr("Add “{}” to the people of this review").format(typed.strip()), _NEW)
        self._list.setCurrentRow(0)
        self._list.setVisible(self._list.count() > 0)
        if self._list.isVisible():
            self._place_list()

    def _add_item(self, words: str, person_id: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, person_id)
        self._list.addItem(item)

    def _place_list(self) -> None:
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
            self._list.show()
        height = self._list.sizeHintForRow(0) * self._list.count() + 2 * self._list.frameWidth()
        self._list.resize(max(self._list.sizeHintForColumn(0) + 16, self._field.width()), height)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        self._list.move(max(0, min(below.x(), window.width() - self._list.width())), below.y())
        self._list.raise_()

    def _take(self, row: int) -> None:
        person_id: str = self._list.item(row).data(Qt.ItemDataRole.UserRole)
        name = self._field.text().strip()
        self._field.clear()
        self._offer("")
        if person_id:
            self.people_changed.emit((*self._ids, person_id))
        else:
            self.new_requested.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steer the list from the field; Backspace in an empty field takes the last one out."""
        if event.type() == QEvent.Type.FocusOut and not self._list.underMouse():
            self._list.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return False

    def _on_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Backspace and not self._field.text() and self._ids:
            self.people_changed.emit(self._ids[:-1])
            return True
        if not self._list.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if step:
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        return bool(step) or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _on_field_edited(self, typed: str) -> None:
        self._offer(typed)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _on_chip_clicked(self, person_id: str, _checked: bool = False) -> None:
        self.people_changed.emit(tuple(each for each in self._ids if each != person_id))
