"""F1: says where the reviewer is and what this place is for; and a sheet of all keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app import __version__
from app.domain.resources import load_toml
from app.views.commands import Commands
from app.views.theme import space
from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label


class WhereSheet(DialogBase):
    """Explains one place, in a few sentences."""

    def __init__(self, parent: QWidget, place: str) -> None:
        places = load_toml("guidance_where.toml")["places"]
        told = places.get(place, places["other"])
        super().__init__(parent, told["title"], self.tr("&Back to work"), width=480)
        self.cancel_button.hide()
        self.body.addWidget(label(told["text"], size="page", wrap=True))
        keys = self.tr("Ctrl+K finds anything. F6 goes to the next panel. Ctrl+1 to Ctrl+5 open the desks. Ctrl+L locks.")
        self.body.addWidget(label(keys, tone="soft", wrap=True))
        self.accept_button.setFocus()


class AboutSheet(DialogBase):
    """Says what the program is, its version, and whose work stands in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Casement {}").format(__version__), self.tr("&Close"), width=480)
        self.cancel_button.hide()
        promise = self.tr("For carrying out serious case reviews, offline, in one encrypted file.")
        thanks = self.tr(
            "The typeface is Inter (SIL Open Font License); the icons are Lucide (ISC). Their licences are shipped with it."
        )
        self.body.addWidget(label(promise, size="page", wrap=True))
        self.body.addWidget(label(thanks, tone="soft", wrap=True))
        self.accept_button.setFocus()


class KeysSheet(DialogBase):
    """Lists every command that has a key."""

    def __init__(self, parent: QWidget, commands: Commands) -> None:
        super().__init__(parent, self.tr("Keys"), self.tr("&Close"), width=480)
        self.cancel_button.hide()
        holder = QWidget()
        holder.setProperty("surface", "ground")
        rows = QGridLayout(holder)
        rows.setVerticalSpacing(space("small"))
        rows.setColumnStretch(0, 1)
        for key in commands.names():
            action = commands.action(key)
            if not action.shortcut().isEmpty():
                at = rows.rowCount()
                rows.addWidget(label(action.text().replace("&", "").rstrip("…")), at, 0)
                keys = label(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
                keys.setProperty("kind", "key")
                rows.addWidget(keys, at, 1, Qt.AlignmentFlag.AlignRight)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        scroll.setMinimumHeight(320)
        scroll.setAccessibleName(self.tr("Keys"))
        self.body.addWidget(scroll)
        self.accept_button.setFocus()
