"""The cover: hides the desks when the review is to be locked and cannot be, because the disk refuses what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.views.theme import space
from app.views.widgets.labels import button, label
from app.views.widgets.notice import Notice


class Cover(QWidget):
    """Shows nothing of the case; says why the review is not locked yet, and offers to try again."""

    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "ground")
        self._name = label(size="title", wrap=True)
        self._why = label(
            self.tr(
                "Covered, and not yet locked: what was typed last could not be written to disk. It is still held here and"
                " is tried again every few seconds; once it is written, the review locks by itself."
            ),
            tone="soft",
            wrap=True,
        )
        self._notice = Notice()
        self._again = button(self.tr("&Try again"), kind="primary")
        self._again.setDefault(True)
        self._again.clicked.connect(self.again_requested)
        self._lay_out()

    def ask(self, stem: str, problem: KnownError | None) -> None:
        """Name the review, say why the disk refused, and put the keyboard on the way out."""
        self._name.setText(stem)
        self._notice.say("")
        if problem is not None:
            self._notice.show_problem(problem)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, error: KnownError) -> None:
        """Say why the disk refused."""
        self._notice.show_problem(error)

    @property
    def says(self) -> str:
        """The reason shown, in one line."""
        return self._notice.text

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(460)
        inner = QVBoxLayout(column)
        inner.setSpacing(space("medium"))
        for each in (self._name, self._why, self._notice):
            inner.addWidget(each)
        inner.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
