"""The unlock screen: which file, its passphrase, and beside the field what was wrong with it. It knows no storage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.views.icons import pixmap
from app.views.theme import space, tokens
from app.views.widgets.labels import button, caption, label, set_property
from app.views.widgets.notice import Notice
from app.views.widgets.passphrase_field import PassphraseField


class Unlock(QWidget):
    """Asks for the passphrase of one file."""

    unlock_requested = Signal(str)
    other_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "ground")
        self._picture = QLabel()
        self._name = label(size="title", wrap=True)
        self._why = label(tone="soft", wrap=True)
        self._field = PassphraseField(self.tr("Passphrase"))
        self._capitals = label(self.tr("Capital letters seem to be locked."), tone="attention", wrap=True)
        self._notice = Notice()
        self._unlock = button(self.tr("&Unlock"), kind="primary")
        self._unlock.setDefault(True)
        self._other = button(self.tr("Open &another review"), kind="quiet")
        self._restore = button(self.tr("&Restore a backup…"), kind="quiet")
        self._capitals.hide()
        self._lay_out()
        self._draw()
        self._field.textEdited.connect(self._on_field_edited)
        self._field.returnPressed.connect(self._on_unlock)
        self._field.capitals_changed.connect(self._capitals.setVisible)
        self._unlock.clicked.connect(self._on_unlock)
        self._other.clicked.connect(self.other_requested)
        self._restore.clicked.connect(self.restore_requested)

    def ask(self, stem: str, *, locked: bool = False) -> None:
        """Ask for the passphrase of a file named by its stem; ``locked`` when it was open a moment ago."""
        self._name.setText(stem)
        self._why.setText(
            self.tr("Locked. Everything is saved; nothing is shown until you unlock it.")
            if locked
            else self.tr("Type the passphrase of this review.")
        )
        self._notice.say("")
        self._busy(False)
        self._field.forget()
        self.focus_first()

    def working(self) -> None:
        """Show that the file is being opened."""
        self._busy(True)

    def rest(self) -> None:
        """Let a passphrase be typed again, however the opening ended."""
        self._busy(False)

    def refuse(self, error: KnownError) -> None:
        """Say beside the field why the file was not opened; what was typed stays selected, to be mended."""
        self._busy(False)
        self._notice.show_problem(error)
        set_property(self._field, "state", "problem")
        self._field.selectAll()
        self.focus_first()

    def forget(self) -> None:
        """Drop what was typed."""
        self._field.forget()
        self._busy(False)

    def focus_first(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the lock in the new colours when the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the start screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.other_requested.emit()
        else:
            super().keyPressEvent(event)

    def _busy(self, busy: bool) -> None:
        self._unlock.setText(self.tr("Opening…") if busy else self.tr("&Unlock"))
        for each in (self._unlock, self._field, self._other, self._restore):
            each.setEnabled(not busy)

    def _on_field_edited(self, _text: str) -> None:
        set_property(self._field, "state", "")
        self._notice.say("")

    def _on_unlock(self) -> None:
        if self._unlock.isEnabled() and self._field.text():
            self.unlock_requested.emit(self._field.text())

    def _draw(self) -> None:
        self._picture.setPixmap(pixmap("lock", 32, tokens().colour("accent"), self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(480)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(36, 32, 36, 28)
        inner.setSpacing(space("small"))
        inner.addWidget(self._picture)
        inner.addSpacing(space("small"))
        inner.addWidget(self._name)
        inner.addWidget(self._why)
        inner.addSpacing(space("small"))
        inner.addWidget(caption(self.tr("&Passphrase"), self._field))
        inner.addWidget(self._field)
        inner.addWidget(self._capitals)
        inner.addWidget(self._notice)
        inner.addSpacing(space("small"))
        self._unlock.setMinimumHeight(36)
        inner.addWidget(self._unlock)
        below = QHBoxLayout()
        below.addWidget(self._other)
        below.addStretch(1)
        below.addWidget(self._restore)
        inner.addLayout(below)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(3)
