"""A contributory factor as it is named or changed: heading, level, effect, weight and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from app.domain.text import EMPTY, Text
from app.services.episode_rows import FactorRow
from app.services.factors import VOCABULARY, Heading
from app.services.vocabularies import labels
from app.views.people_offered import people_offered
from app.views.text.mentions import Mention
from app.views.text.text_field import TextField
from app.views.theme import space
from app.views.widgets.labels import button, label
from app.views.widgets.segmented_control import SegmentedControl
from app.workspace.workspace import Workspace


def level_words(level: str) -> str:
    """Return what a level is called."""
    words = {
        "frontline": QCoreApplication.translate("Factor", "Frontline"),
        "local-strategic": QCoreApplication.translate("Factor", "Local strategic"),
        "national": QCoreApplication.translate("Factor", "National"),
    }
    return words.get(level, level)


def effect_words(effect: str) -> str:
    """Return what an effect is called."""
    words = {
        "helps": QCoreApplication.translate("Factor", "Helped"),
        "hinders": QCoreApplication.translate("Factor", "Hindered"),
        "both": QCoreApplication.translate("Factor", "Helped and hindered"),
    }
    return words.get(effect, effect)


def weight_words(weight: int) -> str:
    """Return how much a factor weighs."""
    words = (
        QCoreApplication.translate("Factor", "Some weight"),
        QCoreApplication.translate("Factor", "Weighty"),
        QCoreApplication.translate("Factor", "Decisive"),
    )
    return words[weight - 1]


@dataclass(frozen=True)
class FactorDraft:
    """A factor as the form holds it; ``id`` is empty for a new one."""

    id: str
    heading: str
    level: str
    effect: str
    weight: int
    body: Text

    def named(self) -> dict[str, Any]:
        """Return what the services of factors take."""
        return {
            "framework_key": self.heading,
            "level": self.level,
            "effect": self.effect,
            "weight": self.weight,
            "body": self.body,
        }


class FactorForm(QFrame):
    """A quiet sheet inside the page; Ctrl+Enter keeps, Esc leaves."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._id = ""
        self._opened: FactorDraft | None = None
        self._headings: Sequence[Heading] = ()
        self.setProperty("kind", "card")
        self.heading = QComboBox()
        self.heading.setAccessibleName(self.tr("Heading of the framework"))
        self.heading.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._prompt = label(tone="soft", wrap=True)
        self.level = QComboBox()
        self.level.setAccessibleName(self.tr("Level"))
        for key in ("frontline", "local-strategic", "national"):
            self.level.addItem(level_words(key), key)
        self.effect = QComboBox()
        self.effect.setAccessibleName(self.tr("Effect on practice"))
        for key in ("helps", "hinders", "both"):
            self.effect.addItem(effect_words(key), key)
        self.weight = SegmentedControl(self.tr("Weight"), [(str(n), weight_words(n)) for n in (1, 2, 3)])
        self.words = TextField(least_lines=2)
        self.words.setPlaceholderText(self.tr("What influenced practice, in a sentence"))
        self.words.setAccessibleName(self.tr("The factor in words"))
        self.words.setProperty("kind", "field")
        self.words.set_people(self._offered)
        self.keep_button = button(self.tr("Keep the factor"), kind="primary")
        self.keep_button.setToolTip(self.tr("Keep the factor (Ctrl+Enter)"))
        self._leave = button(self.tr("Cancel"))
        self._lay_out()
        self.heading.activated.connect(self._on_heading_activated)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self.left)
        self.words.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("small"))
        grid.addWidget(self.heading, 0, 0, 1, 2)
        grid.addWidget(self._prompt, 1, 0, 1, 2)
        grid.addWidget(self.level, 2, 0)
        grid.addWidget(self.effect, 2, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("medium"), space("medium"), space("medium"))
        layout.setSpacing(space("small"))
        layout.addWidget(self.words)
        layout.addLayout(grid)
        layout.addWidget(self.weight, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(buttons)

    def open(self, headings: Sequence[Heading], row: FactorRow | None = None) -> None:
        """Show a factor to be changed, or an empty form for a new one."""
        self._id = row.id if row else ""
        self._offer(headings, row.framework_key if row else "")
        self.level.setCurrentIndex(max(0, self.level.findData(row.level if row else "frontline")))
        self.effect.setCurrentIndex(max(0, self.effect.findData(row.effect if row else "hinders")))
        self.weight.choose(str(row.weight if row else 1))
        self.words.set_shower(self._workspace.naming)
        self.words.set_text(row.body if row else EMPTY)
        self._show_prompt()
        self._opened = self.draft()
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Close, and forget every word."""
        self._opened = None
        self._workspace.drafts.forget(self)
        self.words.set_text(EMPTY)
        self.hide()

    @property
    def unsaved(self) -> bool:
        """Whether the open form holds a factor in words that is not kept yet; emptied words do not count."""
        return self._opened is not None and not self.words.text().empty and self.draft() != self._opened

    def save(self) -> bool:
        """Keep a factor that was begun and not kept; one that the disk refuses is a draft, and nothing closes over it."""
        if self.unsaved:
            self._workspace.drafts.touch(self)
        return self.save_draft()

    def save_draft(self) -> bool:
        """Have the half-filled form kept, as its button does; False where the disk refused it."""
        if self.unsaved:
            self.kept.emit(self.draft())
        return not self.unsaved

    def draft(self) -> FactorDraft:
        """Return the factor as the form holds it."""
        return FactorDraft(
            self._id,
            str(self.heading.currentData()),
            str(self.level.currentData()),
            str(self.effect.currentData()),
            int(self.weight.current),
            self.words.text(),
        )

    def _show_prompt(self) -> None:
        key = self.heading.currentData()
        heading = next((heading for heading in self._headings if heading.key == key), None)
        self._prompt.setText(heading.prompt if heading else "")
        self.heading.setToolTip("\n".join(heading.items) if heading else "")

    def follow(self, headings: Sequence[Heading]) -> None:
        """Show the headings as they are called now; what is chosen stays chosen, and what is typed stays."""
        self._offer(headings, str(self.heading.currentData() or ""))
        self._show_prompt()

    def _offer(self, headings: Sequence[Heading], chosen: str) -> None:
        """Offer the headings, and the one chosen before also where the review has hidden it since."""
        self._headings = headings
        self.heading.clear()
        for heading in headings:
            self.heading.addItem(heading.label, heading.key)
        if chosen and self.heading.findData(chosen) < 0:
            called = self._workspace.read(partial(labels, name=VOCABULARY))
            self.heading.addItem(called.get(chosen, self.tr("No longer among the headings")), chosen)
        self.heading.setCurrentIndex(max(0, self.heading.findData(chosen)))

    def _offered(self) -> Sequence[Mention]:
        return people_offered(self._workspace)

    def _on_heading_activated(self, _index: int) -> None:
        """A heading comes with the level on which it usually stands."""
        key = self.heading.currentData()
        level = next((heading.level for heading in self._headings if heading.key == key), "frontline")
        self.level.setCurrentIndex(max(0, self.level.findData(level)))
        self._show_prompt()

    def _on_keep_clicked(self) -> None:
        self.kept.emit(self.draft())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in the words keeps the factor."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_keep_clicked()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without keeping."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
