"""What to ask: the prompts of the framework by section, each to be ticked once it was covered."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.domain.resources import load_toml
from app.views.theme import space
from app.views.widgets.labels import label

_INDENT = 26


class AskSheet(QScrollArea):
    """The prompts, as reminders and not a questionnaire."""

    covered_changed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._count = label(tone="soft")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What to ask"))
        inner = QWidget()
        inner.setProperty("surface", "paper")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(space("medium"), space("small"), space("medium"), space("large"))
        self._column.setSpacing(2)
        self._column.addWidget(self._count)
        for section in load_toml("vocabularies", "conversation-prompts.toml")["section"]:
            self._add_section(section)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.show_covered(())

    def _add_section(self, section: dict[str, object]) -> None:
        self._column.addSpacing(space("medium"))
        self._column.addWidget(label(str(section["label"]), strong=True, wrap=True))
        self._column.addWidget(label(str(section["help"]), tone="soft", wrap=True))
        prompts: list[dict[str, str]] = section["prompts"]  # pyright: ignore[reportAssignmentType] - as the TOML has it
        for prompt in prompts:
            self._column.addSpacing(space("tight"))
            self._add_prompt(prompt)

    def _add_prompt(self, prompt: dict[str, str]) -> None:
        box = QCheckBox(prompt["label"].replace("&", "&&"))
        box.setAccessibleDescription(prompt["prompt"])
        box.setToolTip(self.tr("Tick what was covered"))
        words = label(prompt["prompt"], wrap=True)
        words.setContentsMargins(_INDENT, 0, 0, 0)
        words.setProperty("tone", "soft")
        self._boxes[prompt["key"]] = box
        self._column.addWidget(box)
        self._column.addWidget(words)
        box.clicked.connect(partial(self._on_box_clicked, prompt["key"]))

    def show_covered(self, covered: Collection[str]) -> None:
        """Show which prompts were covered."""
        for key, box in self._boxes.items():
            box.setChecked(key in covered)
        done = sum(box.isChecked() for box in self._boxes.values())
        self._count.setText(self.tr("{} of {} covered").format(done, len(self._boxes)))

    def box(self, key: str) -> QCheckBox:
        """Return the box of a prompt."""
        return self._boxes[key]

    def _on_box_clicked(self, key: str, _checked: bool = False) -> None:
        self.covered_changed.emit(key, self._boxes[key].isChecked())
