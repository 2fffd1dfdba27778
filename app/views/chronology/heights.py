"""The heights of a long table's rows: measured where they are seen at once, elsewhere when nothing else is to be done.

Laying 5,000 texts out takes half a second, a glance at a dozen none. Until a row is measured it has a guessed height;
what lies above the first row in view never moves what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

SLICE = 0.006
"""Seconds of measuring between two looks at what the reviewer does."""

MANY = 100
"""Rows changed at once from which on those not seen wait."""

SAMPLE = 40
"""Rows from which the height of those not measured yet is guessed."""


class RowHeights(QObject):
    """Keeps the vertical header of a table at the heights a measure gives."""

    def __init__(self, view: QTableView, measure: Callable[[int], int], guess: Callable[[int], int]) -> None:
        super().__init__(view)
        self._view = view
        self._measure = measure
        self._guess = guess
        self._measured: list[bool] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def settled(self) -> bool:
        """Whether every row has been measured."""
        return all(self._measured)

    def reset(self) -> None:
        """Begin anew: other rows, another width or typeface. Rows not seen keep the height they have until measured."""
        header = self._view.verticalHeader()
        count = header.count()
        if count:
            sample = range(0, count, max(1, count // SAMPLE))
            header.setDefaultSectionSize(sum(self._guess(row) for row in sample) // len(sample))
        self._measured = [False] * count
        self._next = 0
        self.measure_in_view()
        if count:
            self._timer.start()

    def rows_inserted(self, first: int, last: int) -> None:
        """Make room for new rows."""
        self._measured[first:first] = [False] * (last - first + 1)
        self._set(range(first, last + 1))

    def rows_removed(self, first: int, last: int) -> None:
        """Forget rows that went."""
        del self._measured[first : last + 1]

    def rows_changed(self, first: int, last: int) -> None:
        """Measure rows whose words changed; of many those in view, the others by and by."""
        if last - first < MANY:
            self._set(range(first, last + 1))
            return
        self._measured[first : last + 1] = [False] * (last - first + 1)
        self._next = min(self._next, first)
        self.measure_in_view()
        self._timer.start()

    def measure_in_view(self) -> None:
        """Measure the rows that are seen, before they are drawn."""
        view = self._view
        bottom = view.viewport().height()
        while True:
            top = view.rowAt(0)
            if top < 0:
                return
            low = view.rowAt(bottom - 1)
            low = len(self._measured) - 1 if low < 0 else low
            wanted = [row for row in range(top, min(low + 1, len(self._measured))) if not self._measured[row]]
            if not wanted:
                return
            self._set(wanted)

    def _set(self, rows: range | list[int]) -> None:
        """Give rows their heights, keeping the first row in view where it is."""
        view, header = self._view, self._view.verticalHeader()
        bar = view.verticalScrollBar()
        anchor = view.rowAt(0)
        shift = 0
        changed = False
        header.blockSignals(True)
        for row in rows:
            height = self._measure(row)
            self._measured[row] = True
            before = header.sectionSize(row)
            if height != before:
                header.resizeSection(row, height)
                changed = True
                if row < anchor:
                    shift += height - before
        header.blockSignals(False)
        if changed:
            value = bar.value()
            view.updateGeometries()
            if shift:
                bar.setValue(value + shift)
            view.viewport().update()

    def _on_timer_timeout(self) -> None:
        """Measure for a moment, and go on later."""
        end = perf_counter() + SLICE
        count = len(self._measured)
        batch: list[int] = []
        while self._next < count and perf_counter() < end:
            if not self._measured[self._next]:
                batch.append(self._next)
                self._measure(self._next)
            self._next += 1
        if batch:
            self._set(batch)
        if self._next >= count:
            self._timer.stop()

    def clear(self) -> None:
        """Forget everything."""
        self._timer.stop()
        self._measured = []
        self._next = 0
