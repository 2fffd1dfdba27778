"""One piece of evidence in the margin: what it is softly above, what it says in two lines at most; it can be followed."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from app.services.evidence import Evidence
from app.views.icons import SOFT, icon
from app.views.links import mime_of
from app.views.mouse_drag import MouseDrag
from app.views.theme import tokens
from app.views.widgets.labels import icon_button
from app.views.widgets.thing_picker import ICONS

LINES = 2
PAD = 6
ICON = 16


def wrapped(text: str, metrics: QFontMetrics, width: int, font_of: QWidget, lines: int = LINES) -> list[str]:
    """Return a text in so many lines at most, the last one cut with a sign of it."""
    layout = QTextLayout(text, font_of.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) < lines:
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    found = [text[start:end].rstrip() for start, end in pairwise(starts)]
    rest = text[starts[-1] :] if starts else ""
    return [*found, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else found


class EvidenceRow(QAbstractButton):
    """Click or Enter follows it, Delete takes the link away, dragging it links the same thing elsewhere too."""

    followed = Signal(str, str)
    unlink_requested = Signal(str)

    def __init__(self, item: Evidence, about: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self._about, self._words = "", ""
        self._pressed = QPoint()
        self._drag = MouseDrag(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._away = icon_button("link-2-off", self.tr("Take this link away (Delete)"), self)
        self._away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._away.clicked.connect(self._on_away_clicked)
        self.clicked.connect(self._on_clicked)
        self._away.hide()
        self.say(item, about, words)

    @property
    def item(self) -> Evidence:
        """What is shown."""
        return self._item

    @property
    def words(self) -> tuple[str, str]:
        """What stands softly above, and what it says."""
        return self._about, self._words

    def say(self, item: Evidence, about: str, words: str) -> None:
        """Show a piece of evidence as it is now."""
        self._item, self._about, self._words = item, about, words
        self.setAccessibleName(f"{about}: {words}")
        self.setAccessibleDescription(self.tr("Enter opens it, Delete takes the link away"))
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    # -- look -------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the height of what is said in this width."""
        return QSize(200, (1 + len(self._lines())) * self.fontMetrics().height() + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        """Narrow margins cut the words, not the row."""
        return QSize(80, self.sizeHint().height())

    def _room(self) -> QRect:
        return self.rect().adjusted(PAD + ICON + PAD, PAD, -PAD, -PAD)

    def _lines(self) -> list[str]:
        return wrapped(self._words, self.fontMetrics(), self._room().width(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and keep the button in its corner."""
        size = self._away.sizeHint()
        self._away.setGeometry(self.width() - size.width(), 0, size.width(), size.height())
        self.updateGeometry()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, softly what it is, and what it says."""
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(shown.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour("hover"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        metrics, room = self.fontMetrics(), self._room()
        icon(ICONS[self._item.kind], SOFT).paint(painter, QRect(PAD, PAD, ICON, metrics.height()))
        place = QPointF(room.left(), room.top() + metrics.ascent())
        width = room.width() - (self._away.width() if self._away.isVisible() else 0)
        painter.setPen(shown.colour("ink_soft"))
        painter.drawText(place, metrics.elidedText(self._about, Qt.TextElideMode.ElideRight, width))
        painter.setPen(shown.colour("ink"))
        for number, words in enumerate(self._lines(), 1):
            painter.drawText(place + QPointF(0, number * metrics.height()), words)
        painter.end()

    # -- what is done -----------------------------------------------------------------------------------------------

    def _on_clicked(self) -> None:
        self.followed.emit(self._item.kind, self._item.target_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow or take away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_away_clicked()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the thing, so that another part or panel can be linked to it too."""
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.isDown() and far:
            self.setDown(False)
            self._drag.begin(self.dragged())

    def dragged(self) -> QMimeData:
        """Return what a drag of this row carries."""
        return mime_of(self._item.kind, (self._item.target_id,))

    def _on_away_clicked(self) -> None:
        self.unlink_requested.emit(self._item.id)

    def _show_away(self) -> None:
        self._away.setVisible(self.underMouse() or self.hasFocus())
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer to take the link away."""
        super().enterEvent(event)
        self._show_away()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self._away.setVisible(self.hasFocus())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._show_away()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be quiet again."""
        super().focusOutEvent(event)
        self._show_away()
