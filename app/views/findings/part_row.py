"""A part of a finding: its label quietly above, its text, and beside it its evidence and advice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.services.evidence import Evidence
from app.views.findings.anatomy import Part
from app.views.findings.draft_field import DraftField
from app.views.findings.evidence_list import EvidenceList
from app.views.links import LINK_KEYS, dragged_ids, dragged_kinds, take_as_link
from app.views.theme import space, tokens
from app.views.widgets.labels import icon_button, label

MARGIN = 236
"""How wide the margin beside the text is."""

LETTERS = 72
"""A line to read has so many letters at most."""

BAR = 3
FOLDED_TO = 4


class PartRow(QWidget):
    """One part. What is dropped on it is linked to it; ``link_requested`` asks for the list to choose from."""

    dropped = Signal(str, list)
    link_requested = Signal(str)
    followed = Signal(str, str)
    unlink_requested = Signal(str)

    def __init__(self, part: Part, field: DraftField, *, links: bool = True, boxed: bool = False) -> None:
        super().__init__()
        self.part = part
        self.field = field
        self.evidence = EvidenceList(FOLDED_TO)
        self._over = False
        self._wide: bool | None = None
        self._holds_more = False
        self._label = label(part.label, tone="soft")
        self._label.setBuddy(field)
        self._link = icon_button("link", self.tr("Link evidence to “{}” ({})").format(part.label, LINK_KEYS))
        self._link.setVisible(links)
        self._advice = label(tone="soft", wrap=True)
        self._advice.hide()
        self.setAcceptDrops(links)
        self._lay_out(boxed)
        self._link.clicked.connect(self._on_link_clicked)
        self.evidence.followed.connect(self.followed)
        self.evidence.unlink_requested.connect(self.unlink_requested)
        field.focus_changed.connect(self._on_focus_changed)

    def _lay_out(self, boxed: bool) -> None:
        top = QHBoxLayout()
        top.setSpacing(space("tight"))
        top.addWidget(self._label)
        top.addWidget(self._link)
        top.addStretch(1)
        self._text = QVBoxLayout()
        self._text.setSpacing(2)
        self._text.addLayout(top)
        self._text.addWidget(_boxed(self.field) if boxed else self.field)
        self._text.addStretch(1)
        self._margin = QWidget()
        self._inside = QVBoxLayout(self._margin)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(space("tight"))
        self._inside.addWidget(self._advice)
        self._inside.addWidget(self.evidence)
        self._inside.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(space("medium"), 0, 0, 0)
        self._grid.setHorizontalSpacing(space("large"))
        self._grid.setVerticalSpacing(space("tight"))
        self._grid.addLayout(self._text, 0, 0)
        self.set_wide(True)
        self.field.setMaximumWidth(round(QFontMetricsF(self.field.font()).averageCharWidth() * LETTERS))

    def add_to_margin(self, widget: QWidget) -> None:
        """Put something at the top of the margin."""
        self._inside.insertWidget(0, widget)
        self._holds_more = True

    def set_wide(self, wide: bool) -> None:
        """Put the evidence beside the text, or below it where the page is narrow."""
        if wide == self._wide:
            return
        self._wide = wide
        self._grid.removeWidget(self._margin)
        self._grid.addWidget(self._margin, *((0, 1) if wide else (1, 0)))
        self._grid.setColumnStretch(0, 1)
        self._margin.setMinimumWidth(MARGIN if wide else 0)
        self._margin.setMaximumWidth(MARGIN if wide else 16_777_215)
        self._margin.setVisible(wide or self._has_margin())

    def _has_margin(self) -> bool:
        return self._holds_more or bool(self.evidence.rows()) or not self._advice.isHidden()

    def show_evidence(self, items: Sequence[Evidence], naming: Naming, advice: str, *, other: bool) -> None:
        """Show what the part rests on, and softly what may be missing."""
        self.evidence.show_items(items, naming, other=other)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._margin.setVisible(bool(self._wide) or self._has_margin())

    @property
    def advice(self) -> str:
        """What is said of what is missing."""
        return self._advice.text()

    # -- linking ----------------------------------------------------------------------------------------------------

    def _on_link_clicked(self) -> None:
        self.link_requested.emit(self.part.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome things of the review."""
        if dragged_kinds(event.mimeData()) and take_as_link(event):
            self._set_over(True)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep it a link."""
        take_as_link(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        self._set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Link what was dropped."""
        self._set_over(False)
        things = dropped_things(event)
        if things:
            self.dropped.emit(self.part.key, things)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _on_focus_changed(self, _on: bool) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the part in which the caret stands, or on which something is about to be dropped."""
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._over:
            painter.setBrush(shown.colour("accent_wash"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        if self.field.hasFocus():
            top = self.field.mapTo(self, self.field.rect().topLeft()).y()
            painter.setBrush(shown.colour("accent"))
            painter.drawRoundedRect(0, top, BAR, self.field.height(), 1.5, 1.5)
        painter.end()


def _boxed(field: DraftField) -> QFrame:
    """Return the field in a box, as it will stand in the report."""
    box = QFrame()
    box.setProperty("kind", "box")
    inside = QVBoxLayout(box)
    inside.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
    inside.addWidget(field)
    return box


def dropped_things(event: QDropEvent) -> list[tuple[str, str]]:
    """Take a drop of things as a link and return them, (kind, id) each; none where it carries none."""
    mime = event.mimeData()
    things = [(kind, thing_id) for kind in dragged_kinds(mime) for thing_id in dragged_ids(mime, kind)]
    if not things or not take_as_link(event):
        event.ignore()
        return []
    return things
