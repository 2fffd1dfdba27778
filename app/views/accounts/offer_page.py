"""One offer: events that may be one, side by side, and what the reviewer says to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.views.accounts.told import Told, ToldColumn, marks_of_dates, where_it_differs
from app.views.theme import space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import button, label


class OfferPage(QWidget):
    """Shows the records of an offer in columns; where there are more than two, each can be left out."""

    one_requested = Signal()
    apart_requested = Signal()
    later_requested = Signal()
    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[ToldColumn] = []
        self._writable = True
        self._boxes: list[QCheckBox] = []
        self.one = button(self.tr("One event"), kind="primary")
        self.one.setToolTip(self.tr("Put the records under one event, each as it is (1); they can be parted again"))
        self.apart = button(self.tr("Two events"))
        self.apart.setToolTip(self.tr("They are events of their own (2); they are not offered again"))
        self.later = button(self.tr("Later"), kind="quiet")
        self.later.setToolTip(self.tr("Leave it open and go to the next (3)"))
        for each, signal in (
            (self.one, self.one_requested), (self.apart, self.apart_requested), (self.later, self.later_requested),
        ):  # fmt: skip
            each.clicked.connect(signal)
        self.advice = label(tone="soft", wrap=True)
        self._ground = QWidget()
        self._ground.setProperty("surface", "paper")
        self._row = QHBoxLayout(self._ground)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space("medium"))
        self._area = QScrollArea()
        self._area.setWidget(self._ground)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setCornerWidget(QWidget())
        acts = FlowLayout(space("small"), space("tight"))
        for each in (self.one, self.apart, self.later):
            acts.addWidget(each)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        rows.setSpacing(space("small"))
        rows.addLayout(acts)
        rows.addWidget(self.advice)
        rows.addWidget(self._area, 1)

    @property
    def columns(self) -> tuple[ToldColumn, ...]:
        """The records from left to right."""
        return tuple(self._columns)

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """The boxes by which a record is left out; none where there are but two."""
        return tuple(self._boxes)

    def show_told(self, told: Sequence[Told]) -> None:
        """Show the records of an offer, where they differ marked; nothing for none."""
        for column in self._columns:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._boxes = []
        self._columns = [self._made(each, choose=len(told) > 2) for each in told]
        spans = where_it_differs([each.words for each in told])
        dates = marks_of_dates(told)
        for column, date, words in zip(self._columns, dates, spans, strict=True):
            column.mark(date, words)
            self._row.addWidget(column, 1)
        many = len(told) > 2
        self.apart.setText(self.tr("Events of their own") if many else self.tr("Two events"))
        self.advice.setText(
            self.tr("What differs is marked. Leave out what is an event of its own.") if many
            else self.tr("What differs is marked. Each record stays as it was received, whatever you say.")
        )  # fmt: skip
        self._area.verticalScrollBar().setValue(0)

    def _made(self, told: Told, *, choose: bool) -> ToldColumn:
        column = ToldColumn(told)
        column.acted.connect(self._on_column_acted)
        if choose:
            box = QCheckBox(self.tr("Belongs"))
            box.setChecked(True)
            box.setAccessibleName(self.tr("{} belongs to this event").format(told.voice))
            box.toggled.connect(self._on_box_toggled)
            column.acts.insertWidget(0, box)
            self._boxes.append(box)
        return column

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the events that belong together."""
        ids = [column.told.id for column in self._columns]
        return tuple(i for n, i in enumerate(ids) if not self._boxes or self._boxes[n].isChecked())

    def left_out(self) -> tuple[str, ...]:
        """Return the ids of the events that were left out."""
        chosen = self.chosen()
        return tuple(column.told.id for column in self._columns if column.told.id not in chosen)

    def set_writable(self, on: bool) -> None:
        """Offer the acts only where the review can be written."""
        self._writable = on
        for each in (self.one, self.apart):
            each.setEnabled(on)

    def _on_box_toggled(self, _on: bool) -> None:
        self.one.setEnabled(self._writable and len(self.chosen()) > 1)

    def _on_column_acted(self, _kind: str, event_id: str) -> None:
        self.open_requested.emit(event_id)
