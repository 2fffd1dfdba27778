"""Beneath the preview: the row the keyboard is at, in full, and how it can be mended before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.date_parsing import Understanding
from app.domain.date_showing import show
from app.domain.return_rows import SetAside, Taken
from app.services.import_draft import DraftLine
from app.views.importing.parted_text import PartedText
from app.views.itemmodels.event_words import question_in_words
from app.views.itemmodels.import_lines import reason_in_words
from app.views.theme import space
from app.views.widgets.labels import button, caption, label


class LineEditor(QWidget):
    """Shows one line; says how its date is to be read, where it parts into events, and whether it is taken."""

    date_corrected = Signal(str)
    date_typed = Signal(str)
    cuts_changed = Signal(list)
    take_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given = label(wrap=True)
        self.read_as = QLineEdit()
        self.read_as.setAccessibleName(self.tr("Read the date as"))
        self.read_as.setPlaceholderText(self.tr("As given"))
        self.understood = label(tone="soft", wrap=True)
        self.take = QCheckBox(self.tr("This row becomes an e&vent"))
        self.text = PartedText()
        self.part = button(self.tr("&Part here"), icon_name="split")
        self.part.setToolTip(self.tr("What follows the cursor becomes an event of its own (Ctrl+Enter in the text)"))
        self.join = button(self.tr("&Join"))
        self.join.setToolTip(self.tr("Join the part the cursor is in with the one before it (Ctrl+Backspace in the text)"))
        self.by_dates = button(self.tr("Part at its &dates"))
        self.remarks = label(tone="attention", wrap=True)
        self._suggested: tuple[int, ...] = ()
        self._lay_out()
        self.read_as.textEdited.connect(self.date_typed)
        self.read_as.editingFinished.connect(self.commit_date)
        self.take.clicked.connect(self.take_toggled)
        self.part.clicked.connect(self.text.part_here)
        self.join.clicked.connect(self.text.join_here)
        self.by_dates.clicked.connect(self._on_by_dates_clicked)
        self.text.cuts_changed.connect(self.cuts_changed)
        self.show_line(None)

    def _lay_out(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(space("medium"))
        facts.setVerticalSpacing(space("tight"))
        facts.addWidget(label(self.tr("Date as given"), tone="soft"), 0, 0)
        facts.addWidget(caption(self.tr("&Read it as"), self.read_as), 0, 1)
        facts.addWidget(self.given, 1, 0)
        facts.addWidget(self.read_as, 1, 1)
        facts.addWidget(self.understood, 2, 0, 1, 2)
        facts.addWidget(self.take, 3, 0, 1, 2)
        facts.addWidget(self.remarks, 4, 0, 1, 2)
        facts.setRowStretch(5, 1)
        facts.setColumnStretch(0, 1)
        facts.setColumnStretch(1, 1)
        below = QHBoxLayout()
        below.addWidget(self.text.says, 1)
        for each in (self.by_dates, self.join, self.part):
            below.addWidget(each)
        telling = QVBoxLayout()
        telling.setSpacing(space("tight"))
        telling.addWidget(self.text, 1)
        telling.addLayout(below)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(space("large"))
        both.addLayout(facts, 2)
        both.addLayout(telling, 3)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_line(
        self,
        line: DraftLine | None,
        *,
        whole: Taken | None = None,
        cuts: Sequence[int] = (),
        suggested: Sequence[int] = (),
    ) -> None:
        """Show a line; ``whole`` is its row before it was split, ``cuts`` say where, ``suggested`` where it may be."""
        taken = line.row if line is not None and isinstance(line.row, Taken) else None
        self._suggested = tuple(suggested)
        self.setEnabled(line is not None)
        self.given.setText((taken.when.text if taken else "") or self.tr("None"))
        self.read_as.setText(line.corrected_text if line else "")
        self.take.setChecked(taken is not None)
        self.show_understood(line.understood if line else None)
        if line is not None and isinstance(line.row, SetAside):
            self.understood.setText(self.tr("Set aside: {}").format(reason_in_words(line.row.reason)))
        if line is not None and whole is not None:
            self.text.show_parts(whole.what, cuts, line.part)
        else:
            cells = (cell.text for cell in line.row.cells) if line else ()
            self.text.show_plain("\n".join(text for text in cells if text.strip()))
        for each in (self.part, self.join, self.by_dates):
            each.setVisible(whole is not None)
        self.join.setEnabled(bool(cuts))
        self.by_dates.setVisible(whole is not None and bool(set(suggested) - set(cuts)))
        self.remarks.setText("\n".join(str(remark) for remark in line.row.remarks) if line else "")
        self.remarks.setVisible(bool(self.remarks.text()))

    def show_understood(self, understood: Understanding | None) -> None:
        """Say how the date is understood."""
        if understood is None:
            self.understood.setText("")
            return
        when = understood.when
        words = self.tr("Understood as {}.").format(show(when)) if when.known else self.tr("Not understood as a date.")
        self.understood.setText(" ".join([words, *(question_in_words(key) for key in understood.questions)]))

    def commit_date(self) -> None:
        """Let what was typed for the date count."""
        if self.read_as.isModified():
            self.read_as.setModified(False)
            self.date_corrected.emit(self.read_as.text())

    def _on_by_dates_clicked(self) -> None:
        self.cuts_changed.emit(sorted({*self.text.cuts, *self._suggested}))
