"""Beneath the preview: the row the keyboard is at, in full, and how it can be mended before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.date_parsing import Understanding
from app.domain.date_showing import show
from app.domain.return_rows import SetAside, Taken, paragraphs
from app.services.import_draft import DraftLine
from app.views.itemmodels.event_words import question_in_words
from app.views.itemmodels.import_lines import reason_in_words
from app.views.theme import space
from app.views.widgets.labels import button, label


class LineEditor(QWidget):
    """Shows one line; says how its date is to be read, at which paragraphs it parts, and whether it is taken."""

    date_corrected = Signal(str)
    date_typed = Signal(str)
    split_requested = Signal(list)
    take_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given = label(wrap=True)
        self.read_as = QLineEdit()
        self.read_as.setAccessibleName(self.tr("Read the date as"))
        self.read_as.setPlaceholderText(self.tr("As given"))
        self.understood = label(tone="soft", wrap=True)
        self.take = QCheckBox(self.tr("Take this row in as an event"))
        self.told = label(wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Paragraphs: each one ticked begins an event"))
        self.parts.setWordWrap(True)
        self.split = button(self.tr("Make several events of this row"), icon_name="split")
        self.remarks = label(tone="attention", wrap=True)
        self._lay_out()
        self.read_as.textEdited.connect(self.date_typed)
        self.read_as.editingFinished.connect(self._on_read_as_finished)
        self.take.clicked.connect(self.take_toggled)
        self.split.clicked.connect(self._on_split_clicked)
        self.show_line(None, (), wanted=False)

    def _lay_out(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(space("medium"))
        facts.setVerticalSpacing(space("tight"))
        for column, caption in enumerate((self.tr("Date as given"), self.tr("Read it as"))):
            facts.addWidget(label(caption, tone="soft"), 0, column)
        facts.addWidget(self.given, 1, 0)
        facts.addWidget(self.read_as, 1, 1)
        facts.addWidget(self.understood, 2, 0, 1, 2)
        facts.addWidget(self.take, 3, 0, 1, 2)
        facts.addWidget(self.remarks, 4, 0, 1, 2)
        facts.setRowStretch(5, 1)
        facts.setColumnStretch(0, 1)
        facts.setColumnStretch(1, 1)
        words = QWidget()
        words.setProperty("surface", "paper")
        inside = QVBoxLayout(words)
        inside.addWidget(self.told)
        inside.addStretch(1)
        self._words = QScrollArea()
        self._words.setWidgetResizable(True)
        self._words.setWidget(words)
        telling = QVBoxLayout()
        telling.addWidget(self._words, 1)
        telling.addWidget(self.parts, 1)
        telling.addWidget(self.split, 0, Qt.AlignmentFlag.AlignRight)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(space("large"))
        both.addLayout(facts, 2)
        both.addLayout(telling, 3)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_line(self, line: DraftLine | None, starts: Sequence[int], *, wanted: bool, whole: Taken | None = None) -> None:
        """Show a line of the preview; ``whole`` is its row before it was split, ``starts`` where it is or may be split."""
        taken = line.row if line is not None and isinstance(line.row, Taken) else None
        self.setEnabled(line is not None)
        self.given.setText((taken.when.text if taken else "") or self.tr("None"))
        self.read_as.setText(line.corrected_text if line else "")
        self.read_as.setEnabled(taken is not None)
        self.take.setVisible(line is not None and (wanted or taken is None))
        self.take.setChecked(wanted)
        self.show_understood(line.understood if line else None)
        if line is not None and isinstance(line.row, SetAside):
            cells = "\n".join(cell.text for cell in line.row.cells if cell.text.strip())
            self.told.setText(cells)
            self.understood.setText(self.tr("Set aside: {}").format(reason_in_words(line.row.reason)))
        else:
            self.told.setText(taken.what if taken else "")
        self.remarks.setText("\n".join(str(remark) for remark in line.row.remarks) if line else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        self._show_parts(whole, starts)

    def _show_parts(self, whole: Taken | None, starts: Sequence[int]) -> None:
        texts = paragraphs(whole) if whole else ()
        several = len(texts) > 1
        self.parts.clear()
        for number, text in enumerate(texts if several else ()):
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number == 0 or number in starts else Qt.CheckState.Unchecked)
            self.parts.addItem(item)
        self.parts.setVisible(several)
        self._words.setVisible(not several)
        self.split.setVisible(several)

    def show_understood(self, understood: Understanding | None) -> None:
        """Say how the date is understood."""
        if understood is None:
            self.understood.setText("")
            return
        when = understood.when
        words = self.tr("Understood as {}.").format(show(when)) if when.known else self.tr("Not understood as a date.")
        self.understood.setText(" ".join([words, *(question_in_words(key) for key in understood.questions)]))

    def _on_read_as_finished(self) -> None:
        if self.read_as.isModified():
            self.read_as.setModified(False)
            self.date_corrected.emit(self.read_as.text())

    def _on_split_clicked(self) -> None:
        ticked = [n for n in range(1, self.parts.count()) if self.parts.item(n).checkState() is Qt.CheckState.Checked]
        self.split_requested.emit(ticked)
