"""The strip under the page: every key with what it does, to be read or clicked; it never takes the keyboard."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from app.views.conversations.note_keys import MARK, NOTE_KEYS, SIGN, NoteKey
from app.views.theme import font, space, tokens
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import label

_PAD = 4


class KeyButton(QAbstractButton):
    """A key cap and what the key does; checked where it holds for the paragraph at the caret."""

    def __init__(self, key: NoteKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(key.words)
        self.setToolTip(key.tip)
        self.setAccessibleName(key.words)
        self.setAccessibleDescription(key.tip)
        self.setCheckable(key.act == SIGN)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as cap and words."""
        metrics = QFontMetrics(font("body"))
        wide = self._cap_width(metrics) + 2 * _PAD + 4 + metrics.horizontalAdvance(self.text())
        return QSize(wide, metrics.height() + 2 * _PAD)

    def _cap_width(self, metrics: QFontMetrics) -> int:
        return max(metrics.height(), metrics.horizontalAdvance(self.key.letter) + 8)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the cap, the words, and a ground while pointed at or checked."""
        shown, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("body"))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(shown.colour("accent_wash" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        metrics = painter.fontMetrics()
        cap = QRectF(_PAD, _PAD - 1, self._cap_width(metrics), metrics.height() + 2)
        painter.setBrush(shown.colour("accent" if self.isChecked() else "sunk"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(shown.colour("on_accent" if self.isChecked() else "ink_soft"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key.letter)
        painter.setPen(shown.colour("ink" if self.isChecked() else "ink_soft"))
        words = QRectF(self.rect()).adjusted(cap.right() + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


class KeyStrip(QWidget):
    """Signs, time and link in one row, marks in the next; both go on in another where it is narrow."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = [KeyButton(key) for key in NOTE_KEYS]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space("medium"), space("tight"), space("tight"), space("tight"))
        rows.setSpacing(0)
        for marks in (False, True):
            flow = FlowLayout(0, 0)
            if not marks:
                flow.addWidget(self._alt())
            for button in self._buttons:
                if (button.key.act == MARK) is marks:
                    flow.addWidget(button)
                    button.clicked.connect(partial(self._on_clicked, button.key))
            rows.addLayout(flow)

    def _alt(self) -> QLabel:
        made = label(self.tr("Alt"), tone="soft")
        made.setContentsMargins(0, _PAD, _PAD, _PAD)
        return made

    def show_signs(self, signs: Collection[str]) -> None:
        """Show which signs the paragraph at the caret carries."""
        for button in self._buttons:
            if button.isCheckable():
                button.setChecked(button.key.name in signs)

    def button(self, name: str) -> KeyButton:
        """Return the button of a sign or kind, or of "time" and "link"."""
        return next(button for button in self._buttons if name in (button.key.name, button.key.act))

    def _on_clicked(self, key: NoteKey, _checked: bool = False) -> None:
        self.pressed.emit(key)
