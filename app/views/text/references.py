"""How a reference looks on the page: the words the naming gives it, in one piece that the caret steps over."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QPyTextObject, QTextDocument, QTextFormat
from PySide6.QtWidgets import QWidget

from app.domain.text import Shower, as_given
from app.views.text.formats import REFERENCE_OBJECT, reference_of

_TINT = 28


class ReferenceObject(QPyTextObject):
    """Measures and paints the references of one document; showing others words is no edit."""

    def __init__(self, owner: QWidget, shower: Shower = as_given) -> None:
        super().__init__(owner)
        self._owner = owner
        self.shower = shower

    def words(self, made: QTextFormat) -> str:
        """Return what a reference is shown by."""
        reference = reference_of(made)
        return self.shower(reference) if reference else ""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        """Return the space that the words need, no wider than the page."""
        metrics = QFontMetricsF(format.toCharFormat().font())
        width = metrics.horizontalAdvance(self.words(format)) + 1
        limit = doc.textWidth() - 2 * doc.documentMargin()
        return QSizeF(min(width, limit) if limit > 0 else width, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """Write the words on a light tint."""
        made = format.toCharFormat()
        font = made.font()
        painter.save()
        tint = self._owner.palette().color(QPalette.ColorRole.Link)
        tint.setAlpha(_TINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, made.background() if made.hasProperty(QTextFormat.Property.BackgroundBrush) else tint)
        if made.hasProperty(QTextFormat.Property.ForegroundBrush):
            painter.setPen(made.foreground().color())
        painter.setFont(font)
        words = QFontMetricsF(font).elidedText(self.words(format), Qt.TextElideMode.ElideRight, rect.width() + 1)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


def show_references(document: QTextDocument, handler: QObject) -> None:
    """Let a document show its references through a handler."""
    document.documentLayout().registerHandler(REFERENCE_OBJECT, handler)
