"""The head of a finding: its number, how far it is, whether it is a strength, and the patterns it belongs to, if any."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.findings import STATUSES, FindingDetail
from app.views.findings.anatomy import Pattern
from app.views.findings.words import status_words
from app.views.theme import space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import icon_button, label
from app.views.widgets.segmented_control import SegmentedControl


class FindingHead(QWidget):
    """Shows and changes what a finding is, apart from its texts."""

    status_chosen = Signal(str)
    strength_chosen = Signal(bool)
    bin_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = label(tone="soft")
        self.status = SegmentedControl(self.tr("Status"), [(status, status_words(status)) for status in STATUSES])
        self.strength = QCheckBox(self.tr("A strength of the system"))
        self.bin = icon_button("trash-2", self.tr("Put this finding into the bin"))
        for beside in (self._number, self.strength):
            beside.setMinimumHeight(self.status.sizeHint().height())
        flow = FlowLayout(space("medium"), space("small"))
        for widget in (self._number, self.status, self.strength):
            flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("medium"), 0, 0, 0)
        row.setSpacing(space("medium"))
        row.addLayout(flow, 1)
        row.addWidget(self.bin, 0, Qt.AlignmentFlag.AlignTop)
        self.status.chosen.connect(self.status_chosen)
        self.strength.clicked.connect(self.strength_chosen)
        self.bin.clicked.connect(self.bin_requested)

    def show_finding(self, finding: FindingDetail) -> None:
        """Show what a finding is."""
        self._number.setText(self.tr("Finding {}").format(finding.number))
        self.status.choose(finding.status)
        self.strength.setChecked(finding.is_strength)


class PatternChips(QWidget):
    """The typology at hand: several classes or none, and never asked for."""

    chosen = Signal(frozenset)

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self.chips: dict[str, QPushButton] = {}
        holder = QWidget()
        flow = FlowLayout(space("small"), space("small"))
        holder.setLayout(flow)
        for pattern in patterns:
            chip = QPushButton(pattern.label)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setToolTip(pattern.help)
            chip.clicked.connect(self._on_chip_clicked)
            self.chips[pattern.key] = chip
            flow.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), 0, 0, 0)
        layout.setSpacing(space("tight"))
        layout.addWidget(label(self.tr("Kind of pattern, if that helps"), tone="soft"))
        layout.addWidget(holder)

    def show_keys(self, keys: frozenset[str]) -> None:
        """Show the classes that a finding belongs to."""
        for key, chip in self.chips.items():
            chip.setChecked(key in keys)

    def _on_chip_clicked(self) -> None:
        self.chosen.emit(frozenset(key for key, chip in self.chips.items() if chip.isChecked()))
