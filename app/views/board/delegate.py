"""How a card is drawn, and how its title is given another wording in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.views.board.card_layout import GAP, CardLayout, lay_out
from app.views.board.faces import CardFace
from app.views.itemmodels.episodes import FACE
from app.views.theme import font, tokens
from app.views.widgets.chip import paint_chip

RADIUS = 8
_MOST_KEPT = 2000

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Draws the cards of one lane; heights are worked out once for each card and width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._layouts: dict[tuple[CardFace, int], CardLayout] = {}
        self.dragged: str | None = None

    def forget(self) -> None:
        """Forget what was laid out, words and all: another font, or the review is closed."""
        self._layouts.clear()

    def card_width(self) -> int:
        """Return how wide cards are: room for the scroll bar is kept, so that it changes no height."""
        return max(80, self._view.width() - 2 * GAP - 4)

    def layout_of(self, face: CardFace) -> CardLayout:
        """Return a card laid out for the width of the lane."""
        key = (face, self.card_width())
        if key not in self._layouts:
            if len(self._layouts) > _MOST_KEPT:
                self._layouts.clear()
            self._layouts[key] = lay_out(*key)
        return self._layouts[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the card's words, and the gap below it."""
        return QSize(self.card_width(), self.layout_of(index.data(FACE)).height + GAP)

    def card_rect(self, item: QRect) -> QRect:
        """Return where the card stands in the room of its row."""
        return QRect(item.left() + GAP, item.top(), self.card_width(), item.height() - GAP)

    # -- drawing ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        face: CardFace = index.data(FACE)
        item: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - PySide does not declare it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        painter.save()
        if face.id == self.dragged:
            painter.setOpacity(0.45)
        self.draw(painter, QRectF(self.card_rect(item)), face, chosen=chosen, focused=focused)
        painter.restore()

    def draw(self, painter: QPainter, rect: QRectF, face: CardFace, *, chosen: bool = False, focused: bool = False) -> None:
        """Draw a card into a rectangle of the height that it was laid out with."""
        shown = tokens()
        edge = shown.colour("accent") if focused else shown.colour("field" if chosen else "line")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 2.0 if focused else 1.0))
        painter.setBrush(shown.colour("paper"))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.translate(rect.topLeft())
        layout = self.layout_of(face)
        for line in layout.lines:
            painter.setFont(font(strong=line.strong))
            painter.setPen(shown.colour(line.tone))
            painter.drawText(line.rect, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), line.words)
        painter.setFont(font())
        for chip in layout.chips:
            colour: QColor | None = shown.agency(chip.mark.colour) if chip.mark else None
            paint_chip(painter, chip.rect, chip.words, colour)

    def picture(self, face: CardFace) -> QPixmap:
        """Draw a card as the picture that hangs on the pointer while it is dragged."""
        size = QSize(self.card_width(), self.layout_of(face).height)
        ratio = self._view.devicePixelRatioF()
        drawn = QPixmap(size * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setOpacity(0.9)
        self.draw(painter, QRectF(QPoint(0, 0), size), face, chosen=True)
        painter.end()
        return drawn

    # -- another title ----------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Offer a field over the title."""
        field = QLineEdit(parent)
        field.setFont(font(strong=True))
        field.setAccessibleName(self.tr("Title of the episode"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the title into the field; a change of the card elsewhere leaves what is being typed alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the title typed to the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep the field over the title."""
        item: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        card = self.card_rect(item)
        editor.setGeometry(card.left() + 3, card.top() + 4, card.width() - 6, editor.sizeHint().height())

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        """Let the field have the keys that the board takes otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().eventFilter(editor, event)  # pyright: ignore[reportArgumentType]
