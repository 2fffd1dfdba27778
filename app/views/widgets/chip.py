"""A chip: a short word with a stripe of its agency's colour; the word always stands there, colour is never the only sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import tokens

STRIPE = 4
PAD = 8


def paint_chip(painter: QPainter, rect: QRectF, text: str, colour: QColor | None) -> None:
    """Draw a chip into a rectangle; item delegates draw theirs with it too."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.colour("hover"))
    painter.drawRoundedRect(rect, 4, 4)
    left = rect.left() + PAD
    if colour is not None:
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(rect.left() + 4, rect.top() + 4, STRIPE, rect.height() - 8), 2, 2)
        left += STRIPE + 2
    room = QRectF(left, rect.top(), rect.right() - PAD - left, rect.height())
    painter.setPen(shown.colour("ink"))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    painter.restore()


class Chip(QWidget):
    """Shows an agency, a factor or a state as a short word, with a stripe where it has a colour."""

    def __init__(self, text: str, agency: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._agency = agency
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip(text)

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    def set_text(self, text: str, agency: int | None = None) -> None:
        """Show another word."""
        self._text, self._agency = text, agency
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word, as high as a line."""
        metrics = self.fontMetrics()
        stripe = STRIPE + 2 if self._agency is not None else 0
        return QSize(metrics.horizontalAdvance(self._text) + 2 * PAD + stripe + 1, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a dock dragged narrow; the word is then cut with a sign of it."""
        return QSize(min(56, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        colour = tokens().agency(self._agency) if self._agency is not None else None
        paint_chip(painter, QRectF(self.rect()), self._text, colour)
        painter.end()
