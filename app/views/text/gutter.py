"""The margin beside a page: how each paragraph was told, and letters for the marks that begin in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QTextBlock
from PySide6.QtWidgets import QToolTip, QWidget

from app.views.text.formats import paragraph_id_of
from app.views.text.marked_edit import MarkedEdit
from app.views.text.marks import look_of, mark_words, marks_of_block


@dataclass(frozen=True)
class Sign:
    """A sign for a whole paragraph: its shape in a narrow margin, its words in a wide one."""

    shape: str
    words: str


def sign_for(key: str) -> Sign:
    """Return the sign of a key of a paragraph's sign; any other key is its own word."""
    signs = {
        "told-freely": Sign("●", QCoreApplication.translate("Sign", "told freely")),
        "after-prompt": Sign("◐", QCoreApplication.translate("Sign", "after a prompt")),
        "not-recalled": Sign("○", QCoreApplication.translate("Sign", "not recalled")),
        "then": Sign("‹", QCoreApplication.translate("Sign", "view then")),
        "now": Sign("›", QCoreApplication.translate("Sign", "hindsight now")),
    }
    return signs.get(key, Sign("▪", key))


class Gutter(QWidget):
    """Paints the margin of one page; it takes no focus, what it shows is said by the page's description too."""

    def __init__(self, page: MarkedEdit) -> None:
        super().__init__(page)
        self._page = page
        self._signs: dict[str, tuple[str, ...]] = {}
        self.setObjectName("pageGutter")

    def set_signs(self, signs: Mapping[str, tuple[str, ...]]) -> None:
        """Set the keys of the signs of each paragraph, by paragraph id."""
        self._signs = dict(signs)
        self.update()

    def signs_of(self, block: QTextBlock) -> tuple[Sign, ...]:
        """Return the signs of a block."""
        return tuple(sign_for(key) for key in self._signs.get(paragraph_id_of(block.blockFormat()), ()))

    def kinds_of(self, block: QTextBlock) -> tuple[str, ...]:
        """Return the kinds of the marks that stand in a block, in order and each once."""
        kinds = self._page.mark_kinds()
        return tuple(dict.fromkeys(kinds[mark_id] for mark_id in marks_of_block(block) if mark_id in kinds))

    def words_of(self, block: QTextBlock) -> str:
        """Return everything that the margin says beside a block."""
        return ", ".join([*(sign.words for sign in self.signs_of(block)), *(mark_words(k) for k in self.kinds_of(block))])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write letters and signs beside the first line of each block."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for block, place in self._page.visible_blocks(event.rect()):
            self._paint_block(painter, block, place.top())
        painter.end()

    def _paint_block(self, painter: QPainter, block: QTextBlock, top: int) -> None:
        line = block.layout().lineAt(0)
        height = int(line.y() + line.height()) if line.isValid() else self.fontMetrics().height()
        letters = " ".join(look_of(kind).letter for kind in self.kinds_of(block))
        space = self.fontMetrics().horizontalAdvance("m")
        right = QRect(0, top, self.width() - space, height)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        painter.drawText(right, flags, letters)
        signs = self.signs_of(block)
        left = right.adjusted(0, 0, -(self.fontMetrics().horizontalAdvance(letters) + space if letters else 0), 0)
        words = ", ".join(sign.words for sign in signs)
        if self.fontMetrics().horizontalAdvance(words) > left.width():
            words = " ".join(sign.shape for sign in signs)
        painter.drawText(left, flags, words)

    def event(self, event: QEvent) -> bool:
        """Say in words what stands beside a paragraph."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, place: QPoint) -> str:
        """Return what the margin says at a place."""
        for block, area in self._page.visible_blocks():
            if area.top() <= place.y() <= area.bottom():
                return self.words_of(block)
        return ""
