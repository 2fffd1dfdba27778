"""The warning before a readable copy of a document leaves the review."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.views.widgets.dialog_base import DialogBase
from app.views.widgets.labels import label


class CopySheet(DialogBase):
    """Says plainly what a readable copy means; accepted, the place for it is asked for."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, self.tr("Save a readable copy"), self.tr("&Choose a place…"), width=520)
        warning = self.tr(
            "A readable copy of “{}” leaves the review. It is not encrypted: whoever can read the disk can read it, and the"
            " program that opens it may keep copies of its own. Delete it when you no longer need it; the file stays in the"
            " review."
        )
        self.body.addWidget(label(warning.format(title), wrap=True))
