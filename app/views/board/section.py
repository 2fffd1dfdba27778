"""A part of a page: its heading, and a text with what to write in grey until something is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.text import Text
from app.views.drafting import Draft
from app.views.people_offered import people_offered
from app.views.text.mentions import Mention
from app.views.text.text_field import TextField
from app.views.theme import space
from app.views.widgets.labels import label
from app.workspace.workspace import Workspace

PAGE_LINES = 400
"""A part grows with what is written in it; the page scrolls, not the part."""


class Section(QWidget):
    """One text of a page; ``keep`` commits it and says whether that worked."""

    def __init__(
        self, workspace: Workspace, title: str, prompt: str, keep: Callable[[Text], bool], *, tone: str = "", lines: int = 2
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.field = TextField(least_lines=lines, most_lines=PAGE_LINES)
        self.field.setProperty("kind", "part")
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(prompt)
        self.field.set_people(self._offered)
        self.field.undo_in_review_requested.connect(workspace.undo)
        self.field.redo_in_review_requested.connect(workspace.redo)
        self.draft = Draft(workspace, self.field, keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("tight"))
        layout.addWidget(label(title, strong=True, tone=tone))
        layout.addWidget(self.field)
        layout.addStretch(1)

    def show_text(self, text: Text) -> None:
        """Show what is stored, people as they are named now."""
        self.field.set_shower(self._workspace.naming)
        self.draft.show(text)

    def _offered(self) -> Sequence[Mention]:
        return people_offered(self._workspace)
