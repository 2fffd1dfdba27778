"""The issues for the Board: numbered questions, as they will stand in the report; each a field of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.domain.text import Text
from app.services.findings import IssueRow
from app.views.findings.draft_field import DraftField
from app.views.icons import icon
from app.views.theme import font, space
from app.views.widgets.labels import button, icon_button, label
from app.workspace.drafts import Drafts

SaveIssue = Callable[[str, Text], bool]
"""Commits a question by its id; False where that failed."""


class IssueField(DraftField):
    """A question. Enter at its end begins the next one, Backspace in an empty one takes it away, Alt+arrows move it."""

    next_requested = Signal()
    removed = Signal()
    move_requested = Signal(int)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Handle the keys of a list of questions."""
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not e.modifiers()
        if e.modifiers() & Qt.KeyboardModifier.AltModifier and e.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_requested.emit(-1 if e.key() == Qt.Key.Key_Up else 1)
        elif enter and not self.mentions().isVisible() and self.textCursor().atEnd():
            self.next_requested.emit()
        elif e.key() == Qt.Key.Key_Backspace and self.document().isEmpty():
            self.removed.emit()
        else:
            super().keyPressEvent(e)


class IssuesBox(QFrame):
    """Shows and changes the questions; what is asked for goes upward by id and place."""

    add_requested = Signal(int)
    move_requested = Signal(str, int)
    remove_requested = Signal(str, bool)

    def __init__(self, title: str, prompt: str, drafts: Drafts, save: SaveIssue) -> None:
        super().__init__()
        self.setProperty("kind", "issues")
        self._prompt, self._drafts, self._save = prompt, drafts, save
        self._fields: dict[str, IssueField] = {}
        self._menus: dict[str, QToolButton] = {}
        self._hint = label(prompt, tone="soft", wrap=True)
        self._add = button(self.tr("Add a question"), kind="quiet", icon_name="plus")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space("small"))
        self._grid.setVerticalSpacing(space("tight"))
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space("medium"),) * 4)
        layout.addWidget(label(title, strong=True))
        layout.addWidget(self._hint)
        layout.addLayout(self._grid)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.clicked.connect(self._on_add_clicked)

    @property
    def fields(self) -> dict[str, IssueField]:
        """The fields of the questions by id, in order."""
        return self._fields

    @property
    def add_button(self) -> QWidget:
        """The button that adds a question."""
        return self._add

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_issues(self, issues: Sequence[IssueRow], made: Callable[[IssueField], None]) -> None:
        """Show questions; ``made`` gets each new field, to be told how people are shown."""
        here = next((issue_id for issue_id, field in self._fields.items() if field.hasFocus()), None)
        before = list(self._fields)
        shown: dict[str, IssueField] = {}
        for row in issues:
            field = self._fields.pop(row.id, None)
            if field is None:
                field = self._made(row.id)
                made(field)
            field.show_text(row.question)
            shown[row.id] = field
        for issue_id, field in tuple(self._fields.items()):
            self._drop(issue_id, field)
        self._fields = shown
        if list(shown) != before:
            self._place()
        if here in shown and not shown[here].hasFocus():
            shown[here].setFocus()
        self._hint.setVisible(not shown)

    def _made(self, issue_id: str) -> IssueField:
        prompt = self.tr("Ask; do not instruct.")
        name = self.tr("Question to the Board")
        field = IssueField(self._drafts, name, prompt, partial(self._save, issue_id), size=font("page"), parent=self)
        field.next_requested.connect(partial(self._on_next, issue_id))
        field.removed.connect(partial(self._remove, issue_id))
        field.move_requested.connect(partial(self._move, issue_id))
        field.installEventFilter(self)
        self._menus[issue_id] = self._menu(issue_id)
        return field

    def _menu(self, issue_id: str) -> QToolButton:
        opener = icon_button("ellipsis", self.tr("Move or remove this question"), self)
        opener.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(opener)
        for name, words, keys, act in (
            ("arrow-up", self.tr("Move up"), "Alt+Up", partial(self._move, issue_id, -1)),
            ("arrow-down", self.tr("Move down"), "Alt+Down", partial(self._move, issue_id, 1)),
            ("trash-2", self.tr("Remove"), "", partial(self._remove, issue_id)),
        ):
            action = QAction(icon(name), f"{words}\t{keys}" if keys else words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        opener.setMenu(menu)
        return opener

    def _drop(self, issue_id: str, field: IssueField) -> None:
        field.forget()
        for widget in (field, self._menus.pop(issue_id)):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _place(self) -> None:
        for at in reversed(range(self._grid.count())):
            item = self._grid.takeAt(at)
            widget = item.widget() if item else None
            if widget is not None and widget.property("number"):
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for at, (issue_id, field) in enumerate(self._fields.items()):
            number = label(f"{at + 1}.", size="page", tone="soft")
            number.setProperty("number", True)
            number.setContentsMargins(0, 1, 0, 0)
            self._grid.addWidget(number, at, 0, top)
            self._grid.addWidget(field, at, 1, top)
            self._grid.addWidget(self._menus[issue_id], at, 2, top)
            for widget in (number, field, self._menus[issue_id]):
                widget.show()

    # -- asking -----------------------------------------------------------------------------------------------------

    def _index(self, issue_id: str) -> int:
        return list(self._fields).index(issue_id)

    def _on_add_clicked(self) -> None:
        self.add_requested.emit(len(self._fields))

    def _on_next(self, issue_id: str) -> None:
        if not self._fields[issue_id].document().isEmpty():
            self.add_requested.emit(self._index(issue_id) + 1)

    def _move(self, issue_id: str, steps: int, *_checked: bool) -> None:
        wanted = self._index(issue_id) + steps
        if 0 <= wanted < len(self._fields):
            self.move_requested.emit(issue_id, wanted)

    def _remove(self, issue_id: str, *_checked: bool) -> None:
        field = self._fields[issue_id]
        field.flush()
        said_something = not field.text().empty
        at = self._index(issue_id)
        had_focus = field.hasFocus()
        self.remove_requested.emit(issue_id, said_something)
        if had_focus and self._fields:
            list(self._fields.values())[max(0, at - 1)].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Alt with the arrows for moving, whatever the window does with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if event.key() in arrows and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()
                return True
        return False
