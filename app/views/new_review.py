"""The sheet for a new review: the name of its file, what kind of review it is, and its passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.views.passphrase_form import PassphraseForm, PassphraseHelp
from app.views.theme import space
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import caption, label
from app.views.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True)
class NewReview:
    """What was asked for: a title that becomes the file's name, the key of the kind, and the passphrase."""

    title: str
    kind: str
    passphrase: str


class NewReviewSheet(DialogBase):
    """Asks for what a new review needs, and says it once all of it is there."""

    create_requested = Signal(NewReview)

    def __init__(self, parent: QWidget, kinds: Sequence[tuple[str, str]], helping: PassphraseHelp) -> None:
        super().__init__(parent, self.tr("New review"), self.tr("&Choose where to keep it…"), width=600)
        self._title = QLineEdit()
        self._title.setPlaceholderText(self.tr("For example: Review 2026-4"))
        self._title.setMaxLength(80)
        self._title.setAccessibleName(self.tr("Title of the file"))
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Kind of review"))
        for key, text in kinds:
            self._kind.addItem(text, key)
        self._form = PassphraseForm(helping)
        rows = QFormLayout()
        rows.setHorizontalSpacing(space("medium"))
        rows.setVerticalSpacing(space("small"))
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(caption(self.tr("&Title"), self._title), self._title)
        hint = self.tr("It names the file and the window, so leave out the names of people.")
        rows.addRow("", label(hint, tone="soft", wrap=True))
        rows.addRow(caption(self.tr("&Kind"), self._kind), self._kind)
        self.body.addLayout(rows)
        self.body.addWidget(self._form)
        self._title.textChanged.connect(self._on_changed)
        self._form.ready_changed.connect(self._on_changed)
        self._title.setFocus()
        self._on_changed()

    def try_accept(self) -> None:
        """Say what was asked for; the sheet stays until the file is there (``accept``) or a problem is shown in it."""
        if self.accept_button.isEnabled():
            title = self._title.text().strip()
            self.create_requested.emit(NewReview(title, self._kind.currentData(), self._form.passphrase))

    def _on_changed(self, _changed: object = None) -> None:
        self.accept_button.setEnabled(bool(self._title.text().strip()) and self._form.ready)


class ChangePassphraseSheet(DialogBase):
    """Asks for the passphrase of now and for the one from now on."""

    change_requested = Signal(str, str)

    def __init__(self, parent: QWidget, helping: PassphraseHelp) -> None:
        super().__init__(parent, self.tr("Change passphrase"), self.tr("&Change it"), width=600)
        self._now = PassphraseField(self.tr("Passphrase until now"))
        self._form = PassphraseForm(helping)
        rows = QFormLayout()
        rows.setHorizontalSpacing(space("medium"))
        rows.addRow(caption(self.tr("Passphrase &until now"), self._now), self._now)
        self.body.addLayout(rows)
        self.body.addWidget(self._form)
        self.body.addWidget(label(self.tr("Older backups keep the passphrase they were made with."), tone="soft", wrap=True))
        self._now.textChanged.connect(self._on_changed)
        self._form.ready_changed.connect(self._on_changed)
        self._now.setFocus()
        self._on_changed()

    def try_accept(self) -> None:
        """Say both passphrases; the sheet stays until the change is done or a problem is shown in it."""
        if self.accept_button.isEnabled():
            self.change_requested.emit(self._now.text(), self._form.passphrase)

    def _on_changed(self, _changed: object = None) -> None:
        self.accept_button.setEnabled(bool(self._now.text()) and self._form.ready)
