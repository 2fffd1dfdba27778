"""The part of a sheet that takes a new passphrase twice, or suggests six words, and shows its strength calmly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QWidget

from app.views.theme import space
from app.views.widgets.labels import button, caption, label
from app.views.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True)
class Strength:
    """How strong a passphrase is: from 0 to 4, and whether it is enough to keep a review with."""

    score: int
    enough: bool


@dataclass(frozen=True)
class PassphraseHelp:
    """What the form is given to judge and to suggest with; it knows no rule of its own."""

    judge: Callable[[str], Strength]
    suggest: Callable[[], str]


class PassphraseForm(QWidget):
    """Takes a new passphrase; says when it can be used."""

    ready_changed = Signal(bool)

    def __init__(self, helping: PassphraseHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._helping = helping
        self._first = PassphraseField(self.tr("New passphrase"))
        self._again = PassphraseField(self.tr("New passphrase again"))
        self._suggest = button(self.tr("&Suggest six words"))
        self._strength = QProgressBar()
        self._strength.setRange(0, 4)
        self._strength.setTextVisible(False)
        self._strength.setFixedHeight(6)
        self._strength.setAccessibleName(self.tr("Strength of the passphrase"))
        self._says = label(tone="soft", wrap=True)
        self._lay_out()
        self._first.textChanged.connect(self._on_changed)
        self._again.textChanged.connect(self._on_changed)
        self._suggest.clicked.connect(self._on_suggest_clicked)
        self._on_changed()

    @property
    def passphrase(self) -> str:
        """The passphrase, once it is ready."""
        return self._first.text()

    @property
    def ready(self) -> bool:
        """Whether it is strong enough and typed twice alike."""
        text = self._first.text()
        return bool(text) and text == self._again.text() and self._helping.judge(text).enough

    @property
    def says(self) -> str:
        """What is said about the passphrase just now."""
        return self._says.text()

    def _lay_out(self) -> None:
        warning = self.tr(
            "If you forget it, nobody can open the review: not we, not your computer people. "
            "Write it down and keep it apart from the computer."
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(space("medium"))
        layout.setVerticalSpacing(space("small"))
        layout.addWidget(caption(self.tr("&Passphrase"), self._first), 0, 0)
        layout.addWidget(self._first, 0, 1)
        layout.addWidget(caption(self.tr("Passphrase &again"), self._again), 1, 0)
        layout.addWidget(self._again, 1, 1)
        below = QHBoxLayout()
        below.setSpacing(space("medium"))
        below.addWidget(self._strength, 1)
        below.addWidget(self._suggest)
        layout.addLayout(below, 2, 1)
        layout.addWidget(self._says, 3, 1)
        layout.addWidget(label(warning, tone="attention", wrap=True), 4, 1)
        layout.setColumnStretch(1, 1)

    def _on_suggest_clicked(self) -> None:
        words = self._helping.suggest()
        for field in (self._first, self._again):
            field.setText(words)
            if not field.shown:
                field.toggle_shown()

    def _on_changed(self, _text: str = "") -> None:
        text = self._first.text()
        strength = self._helping.judge(text) if text else Strength(0, False)
        self._strength.setValue(strength.score)
        self._says.setText(self._sentence(text, strength))
        self.ready_changed.emit(self.ready)

    def _sentence(self, text: str, strength: Strength) -> str:
        if not text:
            return self.tr("Six words are strong, and easier to remember than signs.")
        if not strength.enough:
            return self.tr("Easy to guess so far. Add another word or two.")
        if not self._again.text():
            return self.tr("Strong enough. Now type it again.")
        if text != self._again.text():
            return self.tr("The two are not alike yet.")
        return self.tr("Strong enough, and both alike.")
