"""What the chronology shows while nothing stands in it: how events come into it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button


class FirstSteps(EmptyState):
    """Offers to take a return in, to paste rows, and to write the first event."""

    add_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("list", "", parent=parent)
        self.say(
            self.tr("The chronology of the case stands here: what agencies recorded, and when."),
            self.tr("Returns are read from Word, Excel, CSV and TSV files; you see how each date is understood first."),
        )
        self.offer(self.tr("Take in an agency's return…"))
        self.paste = button(self.tr("Paste rows…"), kind="quiet")
        self.paste.clicked.connect(self.paste_requested)
        self.add = button(self.tr("Add an event"), kind="quiet")
        self.add.clicked.connect(self.add_requested)
        across = QHBoxLayout()
        across.setSpacing(space("small"))
        across.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for each in (self.paste, self.add):
            across.addWidget(each)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(layout.count() - 1, across)
