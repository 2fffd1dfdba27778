"""Above the preview: what each column of the file holds, a choice over each column, moving with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from app.domain.return_plans import ColumnRole
from app.views.itemmodels.import_lines import OWN

HEIGHT = 40


class RoleStrip(QWidget):
    """A row of choices over the columns of a table."""

    role_chosen = Signal(int, str)

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._choices: list[QComboBox] = []
        self.setFixedHeight(HEIGHT)
        header = table.horizontalHeader()
        header.sectionResized.connect(self._place)
        header.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_roles(self, roles: Sequence[ColumnRole], headings: Sequence[str]) -> None:
        """Show the roles of all columns."""
        while len(self._choices) > len(roles):
            self._choices.pop().deleteLater()
        while len(self._choices) < len(roles):
            self._choices.append(self._choice())
        for choice, role, heading in zip(self._choices, roles, headings, strict=True):
            choice.setCurrentIndex(choice.findData(role.value))
            choice.setAccessibleName(self.tr("What “{}” holds").format(heading))
        self._place()

    def choice(self, column: int) -> QComboBox:
        """Return the choice over a column of the file."""
        return self._choices[column]

    def _choice(self) -> QComboBox:
        made = QComboBox(self)
        for role, words in self._words().items():
            made.addItem(words, role.value)
        made.activated.connect(self._on_choice_activated)
        made.show()
        return made

    def _words(self) -> dict[ColumnRole, str]:
        return {
            ColumnRole.DATE: self.tr("Date"),
            ColumnRole.TIME: self.tr("Time"),
            ColumnRole.END_DATE: self.tr("End date"),
            ColumnRole.END_TIME: self.tr("End time"),
            ColumnRole.WHAT: self.tr("What happened"),
            ColumnRole.ACTION: self.tr("Action taken"),
            ColumnRole.OUTCOME: self.tr("Outcome"),
            ColumnRole.COMMENT: self.tr("Comment"),
            ColumnRole.CHILD_SEEN: self.tr("Child seen"),
            ColumnRole.SOURCE: self.tr("Where recorded"),
            ColumnRole.WHO: self.tr("Who recorded it"),
            ColumnRole.REFERENCE: self.tr("Reference number"),
            ColumnRole.OTHER: self.tr("Kept with the entry"),
            ColumnRole.NONE: self.tr("Empty"),
        }

    def _on_choice_activated(self, _index: int) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox):
            self.role_chosen.emit(self._choices.index(sender), str(sender.currentData()))

    def _place(self) -> None:
        header: QHeaderView = self._table.horizontalHeader()
        left = self._table.frameWidth() + self._table.verticalHeader().width()
        for column, choice in enumerate(self._choices):
            x = left + header.sectionViewportPosition(OWN + column)
            width = header.sectionSize(OWN + column) - 6
            choice.setGeometry(x + 3, 3, max(60, width), HEIGHT - 6)
            choice.setVisible(x + 3 >= left)
