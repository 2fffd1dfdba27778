"""The message bar: one sentence at the foot of the window, with Undo or a next step; it never stands in the way.

Plain messages go after a while (not while the pointer or the keyboard is on them); problems stay until they are dealt with.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.catalogue import message_for
from app.domain.errors import KnownError
from app.views.icons import icon
from app.views.theme import space
from app.views.widgets.labels import button, icon_button, label, set_property

PLAIN_MS = 8000
"""How long a plain message stays."""


class MessageBar(QFrame):
    """Shows one message at a time over the foot of its parent."""

    undo_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._then: Callable[[], None] | None = None
        self._passing = False
        self._undoable = False
        self._timer = QTimer(self, singleShot=True)
        self._says = label(wrap=True, strong=True)
        self._advice = label(wrap=True)
        self._act = button("")
        self._close = icon_button("x", self.tr("Dismiss this message"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._says)
        words.addWidget(self._advice)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.setSpacing(space("medium"))
        layout.addLayout(words, 1)
        layout.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Message"))
        self._timer.timeout.connect(self.dismiss)
        self._act.clicked.connect(self._on_act_clicked)
        self._close.clicked.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentences shown, or nothing."""
        return "" if self.isHidden() else f"{self._says.text()} {self._advice.text()}".strip()

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """Say what has happened, with Undo where it can be undone."""
        self._show("notice", sentence, "", self.tr("&Undo") if undoable else "", self.undo_requested.emit)
        self._passing = True
        self._undoable = undoable
        self._timer.start(PLAIN_MS)

    def withdraw_undo(self) -> None:
        """Take a message with Undo away: something else was done since, and Undo would take that back."""
        if self._undoable and not self.isHidden():
            self.dismiss()

    def offer(self, sentence: str, action: str, then: Callable[[], None]) -> None:
        """Say something that has a next step, and stay until it is taken or dismissed."""
        self._show("notice", sentence, "", action, then)

    def show_problem(self, error: KnownError, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Say what went wrong and what to do next, and stay."""
        message = message_for(error)
        self._show("problem", message.says, message.advice, action, then)

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        had_focus = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) else False
        self.hide()
        if had_focus:
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dismissed.emit()

    def _show(self, kind: str, says: str, advice: str, action: str, then: Callable[[], None] | None) -> None:
        self._timer.stop()
        self._passing = self._undoable = False
        set_property(self, "kind", kind)
        for part in (self._says, self._advice, self._act, self._close):
            part.style().unpolish(part)
            part.style().polish(part)
        self._tint(kind)
        self._says.setText(says)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._then = then
        self.show()
        self.raise_()
        self._place()
        told = f"{says} {advice}".strip()
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _tint(self, kind: str) -> None:
        role = QPalette.ColorRole.Base if kind == "notice" else QPalette.ColorRole.WindowText
        self._close.setIcon(icon("x", role))

    def _place(self) -> None:
        room = self._over.rect()
        width = min(640, room.width() - 2 * space("medium"))
        self.setFixedWidth(max(width, 200))
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(self.width(), max(height, self.minimumSizeHint().height()))
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - space("large"))

    def _on_act_clicked(self) -> None:
        then = self._then
        self.dismiss()
        if then:
            then()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay at the foot when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is on the message."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again when the pointer has left."""
        if self._passing:
            self._timer.start(PLAIN_MS)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the message away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
