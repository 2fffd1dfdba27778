"""The evidence of a part, or of a finding as a whole: the first few, and the rest on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.services.evidence import Evidence
from app.views.findings.evidence_row import EvidenceRow
from app.views.findings.words import evidence_words
from app.views.widgets.labels import button


class EvidenceList(QWidget):
    """Shows evidence in one column or more; rows stay the same widgets while their links stay."""

    followed = Signal(str, str)
    unlink_requested = Signal(str)

    def __init__(self, folded_to: int) -> None:
        super().__init__()
        self._folded_to = folded_to
        self._unfolded = False
        self._columns = 1
        self._rows: dict[str, EvidenceRow] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._more = button("", kind="quiet")
        self._more.clicked.connect(self._on_more_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._grid)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_items((), Naming(), other=True)

    def rows(self) -> tuple[EvidenceRow, ...]:
        """Return the rows in order, folded ones too."""
        return tuple(self._rows.values())

    def show_items(self, items: Sequence[Evidence], naming: Naming, *, other: bool) -> None:
        """Show evidence; ``other``: it is that of another finding, and folded again."""
        if other:
            self._unfolded = False
        had_focus = next((at for at, row in enumerate(self._rows.values()) if row.hasFocus()), None)
        shown: dict[str, EvidenceRow] = {}
        for item in items:
            words = evidence_words(item, naming)
            row = self._rows.pop(item.id, None)
            if row is None:
                row = self._made(item, *words)
            elif row.item != item or row.words != words:
                row.say(item, *words)
            shown[item.id] = row
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = shown
        self._place()
        self._keep_focus(had_focus)

    def _keep_focus(self, at: int | None) -> None:
        """Put the keyboard on the row next to one that is gone."""
        rows = self.rows()
        if at is not None and rows and not any(row.hasFocus() for row in rows):
            rows[min(at, len(rows) - 1)].setFocus()

    def set_columns(self, columns: int) -> None:
        """Show the rows in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _made(self, item: Evidence, about: str, words: str) -> EvidenceRow:
        row = EvidenceRow(item, about, words, self)
        row.followed.connect(self.followed)
        row.unlink_requested.connect(self.unlink_requested)
        return row

    def _place(self) -> None:
        limit = self._folded_to * self._columns
        rows = self.rows()
        folded = len(rows) > limit + 1 and not self._unfolded
        for row in rows:
            self._grid.removeWidget(row)
        for at, row in enumerate(rows):
            if not folded or at < limit:
                self._grid.addWidget(row, at // self._columns, at % self._columns)
            row.setVisible(not folded or at < limit)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self._more.setText(self.tr("Show {} more").format(len(rows) - limit) if folded else self.tr("Show fewer"))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(folded or (self._unfolded and len(rows) > limit + 1))

    def unfold(self) -> None:
        """Show everything."""
        self._unfolded = True
        self._place()

    def _on_more_clicked(self) -> None:
        self._unfolded = not self._unfolded
        self._place()
