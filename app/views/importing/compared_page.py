"""A corrected return beside the earlier one: new, changed and gone rows, and what the reviewer decides about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.services.differences import Choices, Compared, Difference, Kind
from app.services.row_matching import nearest
from app.views.importing.versions import Versions
from app.views.itemmodels.compared_lines import ComparedLinesModel
from app.views.theme import space
from app.views.widgets.labels import button, label
from app.views.widgets.segmented_control import SegmentedControl

ROW = 46
OFFERED = 12
"""New rows offered as what a gone one may be now."""


class ComparedPage(QWidget):
    """Shows a difference; ``difference`` and ``choices`` are what the reviewer made of it."""

    changed = Signal()

    def __init__(self, difference: Difference, links: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``links`` says by its id what the event of a row is linked with, in words."""
        super().__init__(parent)
        self.difference = difference
        self._links = links
        self.choices = Choices()
        self.model = ComparedLinesModel()
        self.says = label(wrap=True)
        self.kinds = SegmentedControl(self.tr("Which rows are shown"), self._kinds())
        self.rows = self._rows()
        self.versions = Versions()
        self.agencys = QCheckBox(self.tr("Take the agency's &words for your event"))
        self.binned = QCheckBox(self.tr("Put its event into the &bin"))
        self.all_gone = button(self.tr("Put all &gone into the bin"))
        self.apart = button(self.tr("These are t&wo different things"))
        self.now_is = QComboBox()
        self.now_is.setAccessibleName(self.tr("Which new row this is now"))
        self.none = label(tone="soft")
        self._lay_out()
        self._connect()
        self._show_kinds()
        first = next((kind for kind in Kind if self.difference.of(kind)), Kind.SAME)
        self.show_kind(first)

    def _rows(self) -> QTableView:
        made = QTableView()
        made.setModel(self.model)
        made.setAccessibleName(self.tr("Rows of both returns"))
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setTabKeyNavigation(False)
        made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        made.verticalHeader().setDefaultSectionSize(ROW)
        made.verticalHeader().setMinimumWidth(64)
        header = made.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 290)
        header.resizeSection(1, 150)
        return made

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.kinds)
        above.addStretch(1)
        above.addWidget(self.all_gone)
        below = QHBoxLayout()
        below.setSpacing(space("large"))
        for each in (self.agencys, self.binned, self.now_is, self.none):
            below.addWidget(each)
        below.addStretch(1)
        below.addWidget(self.apart)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("small"))
        layout.addWidget(self.says)
        layout.addLayout(above)
        layout.addWidget(self.rows, 3)
        layout.addWidget(self.versions, 2)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.rows.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.agencys.clicked.connect(self._on_agencys_clicked)
        self.binned.clicked.connect(self._on_binned_clicked)
        self.all_gone.clicked.connect(self._on_all_gone_clicked)
        self.apart.clicked.connect(self._on_apart_clicked)
        self.now_is.activated.connect(self._on_now_is_activated)
        for keys, step in (("F8", self._on_next), ("Shift+F8", self._on_previous)):
            QShortcut(QKeySequence(keys), self, step)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return tuple((kind.value, self._kind_in_words(kind)) for kind in Kind)

    def _kind_in_words(self, kind: Kind) -> str:
        words = {
            Kind.CHANGED: self.tr("Changed ({})"),
            Kind.NEW: self.tr("New ({})"),
            Kind.GONE: self.tr("Gone ({})"),
            Kind.SAME: self.tr("As before ({})"),
        }
        return words[kind].format(f"{self.difference.counts()[kind]:,}")

    def _show_kinds(self) -> None:
        for kind in Kind:
            self.kinds.rename(kind.value, self._kind_in_words(kind))
        taken = datetime.fromisoformat(self.difference.before.taken_in_at).astimezone()
        words = self.tr("Beside “{name}”, taken in on {day}. Links, episodes and notes stay with their events.")
        said = [words.format(name=self.difference.before.file_name, day=f"{taken.day} {taken:%B %Y}")]
        disputed = sum(bool(row.disputed) for row in self.difference.rows)
        if disputed:
            one = self.tr("1 changed row has an event that you edited; F8 goes to it.")
            many = self.tr("{} changed rows have an event that you edited; F8 goes from one to the next.")
            said.append(one if disputed == 1 else many.format(disputed))
        self.says.setText(" ".join(said))

    def show_kind(self, kind: Kind, key: tuple[str, int] | None = None, place: int = 0) -> None:
        """Show the rows of one kind, and go to one of them."""
        self.kinds.choose(kind.value)
        self.model.show_rows(self.difference.of(kind), self.choices)
        self.all_gone.setVisible(kind is Kind.GONE and self.model.rowCount() > 0)
        wanted = self.model.place_of(key) if key else min(place, self.model.rowCount() - 1)
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(max(0, wanted), 0))
        self._show_row()

    @property
    def row(self) -> Compared | None:
        """The row in hand."""
        return self.model.row(self.rows.currentIndex().row())

    def _show_row(self) -> None:
        row = self.row
        held = any(each.hasFocus() for each in self._deciding())
        self.versions.show_row(row)
        kind = row.kind if row else None
        old = row.old if row else None
        self.agencys.setVisible(bool(row and row.disputed))
        self.agencys.setChecked(old is not None and old.id in self.choices.agencys)
        self.binned.setVisible(kind is Kind.GONE and old is not None and old.can_be_binned)
        self.binned.setChecked(old is not None and old.id in self.choices.binned)
        self.apart.setVisible(kind is Kind.CHANGED)
        self.none.setText(self._aside(row))
        self._offer_now(row)
        if held and not any(each.hasFocus() for each in self._deciding()):
            self.rows.setFocus()  # what was decided with is gone; the keyboard must not land on Cancel

    def _deciding(self) -> tuple[QWidget, ...]:
        return self.agencys, self.binned, self.now_is, self.apart, self.all_gone

    def _aside(self, row: Compared | None) -> str:
        """Return what is to be known beside a row."""
        if row is None:
            return self.tr("No row of this kind.")
        if row.old is not None and row.old.in_bin:
            return self.tr("Its event lies in the bin, and stays there.")
        links = self._links.get(row.old.under_id, "") if row.old else ""
        return self.tr("Its event: {}.").format(links) if links else ""

    def _offer_now(self, row: Compared | None) -> None:
        """Offer the new rows that a gone one may be now, the likeliest first."""
        self.now_is.clear()
        old = row.old if row and row.kind is Kind.GONE else None
        news = [each.new for each in self.difference.of(Kind.NEW) if each.new] if old else []
        self.now_is.setVisible(bool(news))
        if old is None or not news:
            return
        self.now_is.addItem(self.tr("Is not in the return any more"), -1)
        for place in nearest(old.compared, [each.compared for each in news], OFFERED):
            each = news[place]
            words = " ".join(f"{each.when.text}: {each.said.words}".split())
            self.now_is.addItem(self.tr("Is now: {}").format(words[:60]), each.number)

    # -- what the reviewer does -------------------------------------------------------------------------------------

    def _choose(self, choices: Choices) -> None:
        self.choices = choices
        self.model.choose(choices)
        self._show_row()
        self.changed.emit()

    def _on_kind_chosen(self, key: str) -> None:
        self.show_kind(Kind(key))

    def _on_row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_row()

    def _on_agencys_clicked(self, on: bool) -> None:
        row = self.row
        if row is not None and row.old is not None:
            self._choose(self.choices.toggled("agencys", (row.old.id,), on))

    def _on_binned_clicked(self, on: bool) -> None:
        row = self.row
        if row is not None and row.old is not None:
            self._choose(self.choices.toggled("binned", (row.old.id,), on))

    def _on_all_gone_clicked(self) -> None:
        gone = [row.old.id for row in self.difference.of(Kind.GONE) if row.old]
        self._choose(self.choices.toggled("binned", gone, True))

    def _on_apart_clicked(self) -> None:
        row, place = self.row, self.rows.currentIndex().row()
        if row is not None:
            self._pair(self.difference.apart(row.key), Kind.CHANGED, place)

    def _on_now_is_activated(self, _index: int) -> None:
        row, number = self.row, self.now_is.currentData()
        if row is not None and row.old is not None and isinstance(number, int) and number >= 0:
            self._pair(self.difference.together(row.old.id, number), Kind.GONE, self.rows.currentIndex().row())

    def _pair(self, difference: Difference, kind: Kind, place: int) -> None:
        self.difference = difference
        self._show_kinds()
        self.show_kind(kind, place=place)
        self.changed.emit()

    def _on_next(self) -> None:
        self._go_to_disputed(1)

    def _on_previous(self) -> None:
        self._go_to_disputed(-1)

    def _go_to_disputed(self, step: int) -> None:
        if self.kinds.current != Kind.CHANGED.value:
            self.show_kind(Kind.CHANGED)
        place = self.model.next_disputed(self.rows.currentIndex().row(), step) if self.model.rowCount() else -1
        if place >= 0:
            self.rows.setCurrentIndex(self.model.index(place, 0))
            self.agencys.setFocus()
