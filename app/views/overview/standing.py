"""Where the review stands: a few numbers in a quiet row, each with what is still to be looked at."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.services.overview import Standing
from app.views.theme import space
from app.views.widgets.labels import label


class StandingView(QWidget):
    """Shows the counts; two columns when narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space("large"))
        self._grid.setVerticalSpacing(space("medium"))
        self._cells = [_Cell() for _ in range(4)]
        self._columns = 0
        self._arrange(2)

    def show_counts(self, found: Standing | None) -> None:
        """Show the counts, or nothing."""
        if found is None:
            for cell in self._cells:
                cell.show_words("", "", "")
            return
        words = (
            (
                f"{found.in_skeleton:,}",
                self.tr("events in the skeleton"),
                self.tr("{} in all, from {} agencies; {} dates to look at").format(
                    f"{found.events:,}", found.agencies, found.date_questions
                ),
            ),
            (
                f"{found.conversations:,}",
                self.tr("conversations"),
                self.tr("{} of {} in the case group heard").format(found.heard, found.case_group),
            ),
            (
                f"{found.episodes:,}",
                self.tr("key practice episodes"),
                self.tr("{} in the report; {} skeleton events in none").format(found.in_report, found.in_no_episode),
            ),
            (
                f"{found.findings:,}",
                self.tr("findings"),
                self.tr("{} agreed").format(found.agreed),
            ),
        )
        for cell, (number, what, more) in zip(self._cells, words, strict=True):
            cell.show_words(number, what, more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cells in one row where there is room."""
        self._arrange(4 if self.width() > 720 else 2)

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for number, cell in enumerate(self._cells):
                self._grid.addWidget(cell, number // columns, number % columns)
            for column in range(4):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _Cell(QWidget):
    """A number, what it counts, and softly what is still to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._number = label(size="title")
        self._what = label(strong=True, wrap=True)
        self._more = label(tone="soft", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for each in (self._number, self._what, self._more):
            layout.addWidget(each)
        layout.addStretch(1)

    def show_words(self, number: str, what: str, more: str) -> None:
        """Show them, and say them to a screen reader as one."""
        self._number.setText(number)
        self._what.setText(what)
        self._more.setText(more)
        self.setAccessibleName(f"{number} {what}. {more}")
