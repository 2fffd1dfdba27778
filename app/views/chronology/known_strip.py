"""The strip "as known on": whose eyes the chronology is read with, and on which day; shut, it narrows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.domain.dates import UncertainDate
from app.domain.knowing import Knew, knew
from app.services.event_rows import EventRow
from app.services.people import AgencyRow
from app.views.theme import space
from app.views.widgets.labels import button, icon_button, label

SETTLE = 40
"""Milliseconds the slider stands still before the table follows."""

MONTH = 30


class KnownStrip(QFrame):
    """Chooses an agency and a day; ``changed`` where what is to be shown is another."""

    changed = Signal()
    agency_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "advice")
        self._first = QDate(2000, 1, 1)
        self._known: dict[str, UncertainDate] = {}
        self.toggle = button(self.tr("As known on…"), kind="quiet", icon_name="history")
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(self.tr("Show only what one agency could know on a day"))
        self.agency = QComboBox()
        self.agency.setAccessibleName(self.tr("As known to"))
        self.agency.setMinimumContentsLength(10)
        self.day = QDateEdit()
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setAccessibleName(self.tr("On the day"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Day by day; Page Up and Page Down go by the month"))
        self.slider.setPageStep(MONTH)
        self.says = label(tone="attention", wrap=True)
        self.close_button = icon_button("x", self.tr("Show the whole chronology again (Esc)"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._lay_out()
        self._timer.timeout.connect(self.changed)
        self.toggle.toggled.connect(self._on_toggled)
        self.close_button.clicked.connect(self.shut)
        self.agency.activated.connect(self._on_agency_activated)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.day.dateChanged.connect(self._on_day_changed)
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(space("small"))
        top.addWidget(label(self.tr("As known to"), strong=True))
        top.addWidget(self.agency, 1)
        top.addWidget(label(self.tr("on"), strong=True))
        top.addWidget(self.day)
        top.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        rows.setSpacing(space("tight"))
        rows.addLayout(top)
        rows.addWidget(self.slider)
        rows.addWidget(self.says)

    @property
    def is_open(self) -> bool:
        """Whether the chronology is narrowed."""
        return self.toggle.isChecked()

    def shut(self) -> None:
        """Narrow nothing any more."""
        self.toggle.setChecked(False)

    def offer_agencies(self, agencies: Sequence[AgencyRow]) -> None:
        """Offer these agencies; the one chosen stays where it is among them."""
        chosen = self.agency_id()
        self.agency.clear()
        for row in agencies:
            self.agency.addItem(row.name, row.id)
        self.agency.setCurrentIndex(max(0, self.agency.findData(chosen)))
        self.toggle.setEnabled(bool(agencies))

    def agency_id(self) -> str:
        """Return the agency whose knowledge is asked for, "" for none."""
        return str(self.agency.currentData() or "")

    def set_days(self, rows: Iterable[EventRow]) -> None:
        """Let the slider go from the first day of a chronology to the last, staying at its day where it can."""
        days = sorted(day for row in rows for day in (row.earliest[:10], row.latest[:10]) if day)
        if not days:
            return
        at = self.day.date()
        self._first, end = (QDate.fromString(day, Qt.DateFormat.ISODate) for day in (days[0], days[-1]))
        with QSignalBlocker(self.day), QSignalBlocker(self.slider):
            self.slider.setRange(0, self._first.daysTo(end))
            self.day.setDateRange(self._first, end)
            self.day.setDate(at if self._first <= at <= end else end)
            self.slider.setValue(self._first.daysTo(self.day.date()))

    def set_known(self, known: dict[str, UncertainDate]) -> None:
        """Take over since when the agency chosen knew of each event."""
        self._known = known

    def knew(self) -> dict[str, Knew]:
        """Return the events that the agency knew of on the day, and those that it perhaps knew of."""
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day())
        found = ((event_id, knew(when, day)) for event_id, when in self._known.items())
        return {event_id: how for event_id, how in found if how is not Knew.NO}

    def say(self, shown: int, perhaps: int, total: int) -> None:
        """Say how much of the chronology is shown."""
        words = self.tr("Only what {agency} could know is shown: {shown} of {total} events").format(
            agency=self.agency.currentText(), shown=shown, total=total
        )
        self.says.setText(f"{words}, {self.tr('{} of them perhaps').format(perhaps)}." if perhaps else f"{words}.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows the whole chronology again."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, on: bool) -> None:
        self.setVisible(on)
        if on:
            self.agency_chosen.emit(self.agency_id())
            self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_agency_activated(self, _index: int) -> None:
        self.agency_chosen.emit(self.agency_id())
        self.changed.emit()

    def _on_slider_moved(self, days: int) -> None:
        with QSignalBlocker(self.day):
            self.day.setDate(self._first.addDays(days))
        self._timer.start()

    def _on_day_changed(self, day: QDate) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._first.daysTo(day))
        self._timer.start()
