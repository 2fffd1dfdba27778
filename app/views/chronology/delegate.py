"""How a line of the chronology is drawn: the heading of a month, or an event's cells wrapped in full."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPainterPath, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.services.event_rows import EventRow
from app.services.glossary import explained_at
from app.views.chronology.wrapping import Wrapper
from app.views.icons import pixmap
from app.views.itemmodels.event_lines import Line, ShownEvent
from app.views.itemmodels.event_words import date_in_words, links_in_words
from app.views.itemmodels.events import Column, EventTableModel
from app.views.theme import Tokens, font, tokens
from app.views.widgets.chip import PAD as CHIP_PAD
from app.views.widgets.chip import paint_chip

PAD = 8
"""Room above and below the words of a line."""
SIDE = 10
"""Room left and right of the words of a cell."""
STRIPE = 4
BESIDE_STRIPE = STRIPE + 10
"""From the left of the agency's column to its name."""
HEADING = 44
"""Height of a month's heading."""
CHIP_GAP = 4
"""Room above a line of chips, and between two of them."""
LEAST_CHIP = 40
"""Where there is less room than this, no further chip is begun."""
COLUMNS = tuple(Column)
SIGN = 15
"""Side of the sign of a question."""


class EventDelegate(QStyledItemDelegate):
    """Draws the lines of an ``EventTableModel``; the view tells it how wide the columns are."""

    def __init__(self, model: EventTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.show_private = True
        self.heading_left = 0
        self.meanings: Mapping[tuple[str, str], str] = {}
        self._signs: dict[tuple[str, float], QPixmap] = {}
        self.set_font(font())

    def set_font(self, typeface: QFont) -> None:
        """Draw in a typeface, and forget what was laid out in another."""
        self.wrapper = Wrapper(typeface)

    # -- heights ----------------------------------------------------------------------------------------------------

    def height(self, line: Line, widths: tuple[int, ...]) -> int:
        """Return how high a line is when the columns are so wide."""
        if line.event is None:
            return HEADING
        wrap, row = self.wrapper.height, line.event.row
        tallest = wrap(line.event.what, room(widths[Column.WHAT])) + (self._chip_room if row.tags else 0)
        tallest = max(tallest, wrap(date_in_words(line.event) or " ", self._room_for_date(row, widths[Column.WHEN])))
        tallest = max(tallest, wrap(agency_words(row) or " ", room_for_agency(widths[Column.AGENCY])))
        if widths[Column.SOURCE]:
            tallest = max(tallest, wrap(self._beside(line.event), room(widths[Column.SOURCE])))
        return tallest + 2 * PAD + 1

    def guess(self, line: Line, widths: tuple[int, ...]) -> int:
        """Return about how high a line is, quickly."""
        if line.event is None:
            return HEADING
        return self.wrapper.guess(len(line.event.what), room(widths[Column.WHAT])) + 2 * PAD + 1

    @staticmethod
    def _room_for_date(row: EventRow, width: int) -> int:
        return room(width) - (SIGN + 4 if row.date_question else 0)

    def _beside(self, event: ShownEvent) -> str:
        row = event.row if self.show_private else event.row._replace(has_private_note=False)
        return "\n".join(part for part in (row.source_words, links_in_words(row)) if part)

    # -- tips -------------------------------------------------------------------------------------------------------

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say over an abbreviation what it stands for."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid() or index.column() != Column.WHAT:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(self._model.line(index.row()), option.rect, event.pos()), view)
        return True

    def tip(self, line: Line, rect: QRect, point: QPoint) -> str:
        """Return what is said of the word at a point of the cell that says what happened, "" where that is nothing."""
        if line.event is None:
            return ""
        words = line.event.what
        at = self.wrapper.letter_at(words, room(rect.width()), QPointF(point - rect.topLeft() - QPoint(SIDE, PAD)))
        found = explained_at(words, at, line.event.row.agency_id, self.meanings)
        return f"<p>{escape(found[0])}: {escape(found[1])}</p>" if found else ""

    # -- drawing ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one cell; a month's heading is drawn by each cell of its line, as far as it reaches."""
        line = self._model.line(index.row())
        rect = option.rect
        shown = tokens()
        painter.save()
        painter.setClipRect(rect)
        if line.event is None:
            _paint_heading(painter, rect, line.heading, self.heading_left, shown)
        else:
            self._paint_event(painter, rect, line.event, COLUMNS[index.column()], option.state, shown)
        painter.restore()

    def _paint_event(
        self, painter: QPainter, rect: QRect, event: ShownEvent, column: Column, state: QStyle.StateFlag, shown: Tokens
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, shown.colour("accent_wash"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shown.colour("line"))
        inside = rect.adjusted(SIDE, PAD, -SIDE, -PAD)
        match column:
            case Column.SKELETON:
                _paint_mark(painter, rect, event.row.in_skeleton, shown)
            case Column.WHEN:
                self._paint_date(painter, inside, event, shown)
            case Column.AGENCY:
                self._paint_agency(painter, rect, event.row, shown)
            case Column.WHAT:
                self._words(painter, inside, event.what, shown.colour("ink"))
                if event.row.tags:
                    self._paint_tags(painter, inside, event)
            case Column.SOURCE:
                self._words(painter, inside, self._beside(event), shown.colour("ink_soft"))
        if state & QStyle.StateFlag.State_HasFocus and column is Column.SKELETON:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), shown.colour("accent"))

    def _words(self, painter: QPainter, inside: QRect, text: str, colour: QColor) -> None:
        if text:
            layout: QTextLayout = self.wrapper.layout(text, inside.width())
            painter.setPen(colour)
            layout.draw(painter, QPointF(inside.topLeft()))

    @property
    def _chip_room(self) -> int:
        """Room that a line of chips takes below the words."""
        return self.wrapper.line_height + CHIP_GAP

    def _paint_tags(self, painter: QPainter, inside: QRect, event: ShownEvent) -> None:
        """Draw an event's tags as chips below its words, as many as there is room for."""
        top = inside.top() + self.wrapper.height(event.what, inside.width()) + CHIP_GAP
        left = inside.left()
        painter.setFont(font())
        for name in event.row.tags:
            width = painter.fontMetrics().horizontalAdvance(name) + 2 * CHIP_PAD + 2
            room_left = inside.right() - left
            if room_left < LEAST_CHIP:
                break
            paint_chip(painter, QRectF(left, top, min(width, room_left), self.wrapper.line_height), name, None)
            left += width + CHIP_GAP

    def _paint_date(self, painter: QPainter, inside: QRect, event: ShownEvent, shown: Tokens) -> None:
        row = event.row
        if row.date_question:
            top = inside.top() + (self.wrapper.line_height - SIGN) // 2
            painter.drawPixmap(inside.right() - SIGN + 1, top, self._sign(shown, painter.device().devicePixelRatioF()))
        words = date_in_words(event) or self.tr("Not known")
        colour = shown.colour("ink" if row.when_text else "ink_soft")
        self._words(painter, inside.adjusted(0, 0, -(SIGN + 4) if row.date_question else 0, 0), words, colour)

    def _sign(self, shown: Tokens, ratio: float) -> QPixmap:
        colour = shown.colour("attention")
        key = (colour.name(), ratio)
        if key not in self._signs:
            self._signs[key] = pixmap("circle-help", SIGN, colour, ratio)
        return self._signs[key]

    def _paint_agency(self, painter: QPainter, rect: QRect, row: EventRow, shown: Tokens) -> None:
        if row.agency_colour < 0:
            return
        bar = QRectF(rect.left() + 2, rect.top() + PAD, STRIPE, rect.height() - 2 * PAD - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.agency(row.agency_colour))
        painter.drawRoundedRect(bar, 2, 2)
        inside = QRect(rect.left() + BESIDE_STRIPE, rect.top() + PAD, room_for_agency(rect.width()), rect.height())
        self._words(painter, inside, agency_words(row), shown.colour("ink"))


def room(width: int) -> int:
    """Return the room for words in a column."""
    return max(40, width - 2 * SIDE)


def room_for_agency(width: int) -> int:
    """Return the room for an agency's name beside its stripe."""
    return max(40, width - BESIDE_STRIPE)


def agency_words(row: EventRow) -> str:
    """Return what an agency is called in the chronology."""
    return row.agency_short or row.agency_name


def _paint_heading(painter: QPainter, rect: QRect, heading: str, left: int, shown: Tokens) -> None:
    painter.fillRect(rect, shown.colour("paper"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shown.colour("field"))
    painter.setPen(shown.colour("ink"))
    painter.setFont(font(strong=True))
    words = QRect(left + SIDE, rect.top() + 12, 600, rect.height() - 16)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, heading)


def _paint_mark(painter: QPainter, rect: QRect, on: bool, shown: Tokens) -> None:
    """Draw the skeleton's mark: a bookmark, filled where the event stands in the skeleton."""
    left, top = rect.center().x() - 5.0, rect.top() + PAD + 2.5
    path = QPainterPath(QPointF(left, top))
    for x, y in ((10, 0), (10, 14), (5, 10), (0, 14)):
        path.lineTo(left + x, top + y)
    path.closeSubpath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(shown.colour("accent" if on else "field"), 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(shown.colour("accent") if on else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
