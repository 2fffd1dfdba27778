"""Where the review stands: a few numbers in a quiet row, each with what is still to be looked at."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.services.overview import Standing
from app.views.counting import counted
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
                _noun(found.in_skeleton, self.tr("event in the skeleton"), self.tr("events in the skeleton")),
                self._events_told(found),
            ),
            (
                f"{found.conversations:,}",
                _noun(found.conversations, self.tr("conversation"), self.tr("conversations")),
                self._heard(found),
            ),
            (
                f"{found.episodes:,}",
                _noun(found.episodes, self.tr("key practice episode"), self.tr("key practice episodes")),
                self.tr("{} in the report; {} skeleton events in none").format(found.in_report, found.in_no_episode),
            ),
            (
                f"{found.findings:,}",
                _noun(found.findings, self.tr("finding"), self.tr("findings")),
                self.tr("{} agreed").format(found.agreed),
            ),
        )
        for cell, (number, what, more) in zip(self._cells, words, strict=True):
            cell.show_words(number, what, more)

    def _events_told(self, found: Standing) -> str:
        whence = counted(found.agencies, self.tr("{} agency"), self.tr("{} agencies"))
        told = self.tr("{} in all, from {}").format(f"{found.events:,}", whence)
        if not found.date_questions:
            return told
        return f"{told}; {counted(found.date_questions, self.tr('{} date to look at'), self.tr('{} dates to look at'))}"

    def _heard(self, found: Standing) -> str:
        heard = self.tr("{} of {} in the case group heard").format(found.heard, found.case_group)
        if not found.nobody_asked:
            return heard
        return f"{heard}; {self.tr('nobody asked about {} skeleton events').format(f'{found.nobody_asked:,}')}"

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


def _noun(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


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
