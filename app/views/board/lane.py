"""A lane: its title, how many cards, whether they stand in the report, the cards, and the place to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.episode_rows import LaneRow
from app.views.board.faces import CardFace
from app.views.board.inline_title import InlineTitle
from app.views.board.lane_view import LaneView
from app.views.theme import space
from app.views.widgets.labels import button, icon_button, label

NARROWEST = 220
WIDEST = 420


class Lane(QFrame):
    """One column of the board."""

    renamed = Signal(str)
    added = Signal(str)
    menu_requested = Signal()
    adding_ended = Signal()

    def __init__(self, board: str, row: LaneRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "lane")
        self.id = row.id
        self.in_report = row.in_report
        self.view = LaneView(board)
        self.title = InlineTitle(self.tr("Title of the lane"))
        self._count = label(tone="soft")
        self._outside = label(self.tr("Stays out of the report"), tone="soft", wrap=True)
        self.menu_button = icon_button("ellipsis", self.tr("What can be done with this lane"))
        self._add = button(self.tr("Add an episode"), kind="quiet", icon_name="plus")
        self._add.setToolTip(self.tr("Add an episode to this lane (Ctrl+N)"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Title of the episode"))
        self._field.setAccessibleName(self.tr("Title of the new episode"))
        self._field.installEventFilter(self)
        self._field.hide()
        self._lay_out()
        self._wire()
        self.show_row(row, ())

    def _lay_out(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        head = QHBoxLayout()
        head.setContentsMargins(space("medium"), space("small"), space("tight"), 0)
        head.setSpacing(space("tight"))
        head.addWidget(self.title, 1)
        head.addWidget(self._count)
        head.addWidget(self.menu_button)
        self._outside.setContentsMargins(space("medium"), 0, space("medium"), 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(space("small"), 0, space("small"), space("small"))
        foot.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self._field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("tight"))
        layout.addLayout(head)
        layout.addWidget(self._outside)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.title.renamed.connect(self.renamed)
        self.menu_button.clicked.connect(self.menu_requested)
        self._add.clicked.connect(self.begin_adding)
        self._field.editingFinished.connect(self._on_field_editing_finished)

    def show_row(self, row: LaneRow, faces: Sequence[CardFace]) -> None:
        """Show a lane as it stands in the review."""
        self.in_report = row.in_report
        if self.title.title() != row.title:
            self.title.set_title(row.title)
        self._count.setText(str(len(faces)) if faces else "")
        self._outside.setVisible(not row.in_report)
        where = "" if row.in_report else self.tr(", stays out of the report")
        self.view.setAccessibleName(self.tr("Lane {}").format(row.title) + where)
        self.view.cards.set_faces(faces)

    @property
    def adding(self) -> bool:
        """Whether the title of a new episode is being typed."""
        return not self._field.isHidden()

    def begin_adding(self) -> None:
        """Let the title of a new episode be typed at the foot of the lane."""
        self._add.hide()
        self._field.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep every title as typed so far, the lane's and those of its cards."""
        self.title.commit()
        self.view.commit_title()
        self._on_field_editing_finished()

    def _end_adding(self) -> None:
        if not self.adding:
            return
        self._field.clear()  # first: a field that is hidden loses the keyboard, and then says what was typed
        self._field.hide()
        self._add.show()
        self.adding_ended.emit()

    def _on_field_editing_finished(self) -> None:
        """The field was left, with Enter or otherwise: what was typed is never lost."""
        typed = self._field.text().strip()
        self._field.clear()
        if typed:
            self.added.emit(typed)
        if not self._field.hasFocus():
            self._end_adding()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the field; Enter with nothing typed does too."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (enter and not self._field.text().strip()):
                self._end_adding()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def forget(self) -> None:
        """Forget every word: the review is closed."""
        self._end_adding()
        self.title.set_title("")
        self.view.forget()
