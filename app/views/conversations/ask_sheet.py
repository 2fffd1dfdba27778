"""What to ask: the prompts of the framework by section, each to be ticked once it was covered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.services.vocabularies import Entry, shipped
from app.views.theme import space
from app.views.widgets.labels import label

_INDENT = 26


class AskSheet(QScrollArea):
    """The prompts, as reminders and not a questionnaire."""

    covered_changed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What to ask"))
        self._entries: tuple[Entry, ...] = ()
        self._covered: frozenset[str] = frozenset()
        self.show_prompts(shipped("conversation-prompts"))

    def show_prompts(self, entries: Sequence[Entry]) -> None:
        """Show the prompts as the review has them, each under its section; what was covered stays ticked."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        self._boxes.clear()
        inner = QWidget()
        inner.setProperty("surface", "paper")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(space("medium"), space("small"), space("medium"), space("large"))
        self._column.setSpacing(2)
        self._count = label(tone="soft")
        self._column.addWidget(self._count)
        for entry in self._entries:
            self._column.addSpacing(space("tight" if entry.parent_key else "medium"))
            if entry.parent_key:
                self._add_prompt(entry)
            else:
                self._add_section(entry)
        self._column.addStretch(1)
        where = self.verticalScrollBar().value()
        self.setWidget(inner)
        self.verticalScrollBar().setValue(where)
        self.show_covered(self._covered)

    def _add_section(self, section: Entry) -> None:
        self._column.addWidget(label(section.label, strong=True, wrap=True))
        if section.help:
            self._column.addWidget(label(section.help, tone="soft", wrap=True))

    def _add_prompt(self, prompt: Entry) -> None:
        box = QCheckBox(prompt.label.replace("&", "&&"))
        box.setAccessibleDescription(prompt.help)
        box.setToolTip(self.tr("Tick what was covered"))
        self._boxes[prompt.key] = box
        self._column.addWidget(box)
        if prompt.help:
            words = label(prompt.help, tone="soft", wrap=True)
            words.setContentsMargins(_INDENT, 0, 0, 0)
            self._column.addWidget(words)
        box.clicked.connect(partial(self._on_box_clicked, prompt.key))

    def show_covered(self, covered: Collection[str]) -> None:
        """Show which prompts were covered."""
        self._covered = frozenset(covered)
        for key, box in self._boxes.items():
            box.setChecked(key in covered)
        done = sum(box.isChecked() for box in self._boxes.values())
        self._count.setText(self.tr("{} of {} covered").format(done, len(self._boxes)))

    def forget(self) -> None:
        """Show the shipped prompts, none of them covered."""
        self._covered = frozenset()
        self.show_prompts(shipped("conversation-prompts"))
        self.show_covered(())

    def box(self, key: str) -> QCheckBox:
        """Return the box of a prompt."""
        return self._boxes[key]

    def _on_box_clicked(self, key: str, _checked: bool = False) -> None:
        self.covered_changed.emit(key, self._boxes[key].isChecked())
