"""Labels and buttons with a part to play; what each looks like stands in the style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from app.views.icons import icon


def label(text: str = "", *, size: str = "", tone: str = "", strong: bool = False, wrap: bool = False) -> QLabel:
    """Return a label: size "page" or "title" (body otherwise), tone "soft", "good", "attention" or "loss"."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("scale", size)
    made.setProperty("tone", tone)
    made.setProperty("strong", strong)
    made.setWordWrap(wrap)
    return made


CAPTION_WIDTH = 132
"""So wide are the captions of a sheet, that its fields stand under each other."""


def caption(text: str, field: QWidget) -> QLabel:
    """Return the caption of a field; its Alt key leads to the field."""
    made = QLabel(text)
    made.setBuddy(field)
    made.setMinimumWidth(CAPTION_WIDTH)
    return made


def button(text: str, *, kind: str = "", icon_name: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button: "primary" (one in a place), "quiet", "row", or plain. An ampersand makes its Alt key."""
    made = QPushButton(f" {text}" if icon_name else text, parent)
    made.setAccessibleName(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name))
    return made


def icon_button(icon_name: str, says: str, parent: QWidget | None = None) -> QToolButton:
    """Return a button that shows an icon only; what it does stands in its tip and is read to a screen reader."""
    made = QToolButton(parent)
    made.setIcon(icon(icon_name))
    made.setToolTip(says)
    made.setAccessibleName(says)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAutoRaise(True)
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("kind", "line")
    made.setFixedHeight(1)
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and have the widget drawn by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
