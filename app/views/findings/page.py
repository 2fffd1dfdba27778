"""A finding as a page to read and write on: head, headline, the parts of the anatomy, the box, the issues, the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.domain.text import EMPTY, Text
from app.services.evidence import Weight
from app.services.findings import FindingDetail
from app.views.findings.acts import FindingActs
from app.views.findings.anatomy import HEADLINE, ISSUES, SUMMARY, Part, Pattern
from app.views.findings.draft_field import DraftField
from app.views.findings.head import FindingHead, PatternChips
from app.views.findings.issues_box import IssuesBox
from app.views.findings.list_field import ListField
from app.views.findings.part_row import PartRow, dropped_things
from app.views.findings.whole import WeightNote, WholeEvidence
from app.views.findings.words import gap_words
from app.views.links import dragged_kinds, take_as_link
from app.views.text.mentions import MentionProvider
from app.views.theme import font, space
from app.workspace.drafts import Drafts

WIDE = 640
"""From this width on, the evidence stands beside the text."""

PART_OF_GAP = {"untested": "tested"}
"""Beside which part a gap is named; all others are said of the whole."""


class FindingPage(QScrollArea):
    """Shows one finding at a time; what is asked of the world around goes upward."""

    open_requested = Signal(str, str)
    link_requested = Signal(str)
    bin_requested = Signal()
    left_field = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self, acts: FindingActs, drafts: Drafts, parts: Sequence[Part], patterns: Sequence[Pattern], people: MentionProvider
    ) -> None:
        super().__init__()
        self._acts, self._drafts, self._people = acts, drafts, people
        self._finding_id = ""
        self._patterns: frozenset[str] = frozenset()
        self._naming = Naming()
        self.head = FindingHead()
        self.chips = PatternChips(patterns)
        self.weight = WeightNote()
        self.whole = WholeEvidence()
        self.rows: dict[str, PartRow] = {}
        self.issues: IssuesBox
        self._lay_out(parts)
        self._connect()

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self, parts: Sequence[Part]) -> None:
        self._inner = QWidget()
        self._inner.setProperty("surface", "paper")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(space("large"), space("medium"), space("large"), space("page"))
        self._column.setSpacing(space("large"))
        self._column.addWidget(self.head)
        for part in parts:
            if part.key == ISSUES:
                self.issues = IssuesBox(part.label, part.prompt, self._drafts, self._acts.write_issue)
                self._column.addWidget(self.issues)
                continue
            row = PartRow(part, self._field(part), links=part.key not in (HEADLINE, SUMMARY), boxed=part.key == SUMMARY)
            self.rows[part.key] = row
            self._column.addWidget(row)
            if part.key == HEADLINE:
                row.add_to_margin(self.weight)
                self._column.addWidget(self.chips)
        self._column.addWidget(self.whole)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _field(self, part: Part) -> DraftField:
        save = partial(self._save, part.key)
        size = font("title", strong=True) if part.key == HEADLINE else font("page")
        if part.signs:
            field = ListField(self._drafts, part.label, part.prompt, save, size=size, signs=part.signs)
        else:
            field = DraftField(self._drafts, part.label, part.prompt, save, size=size)
        if part.key == HEADLINE:
            field.close_lines()
        self._prepare(field)
        return field

    def _prepare(self, field: DraftField) -> None:
        field.set_shower(self._naming)
        field.set_people(self._people)
        field.left.connect(self.left_field)
        field.undo_in_review_requested.connect(self.undo_requested)
        field.redo_in_review_requested.connect(self.redo_requested)

    def _connect(self) -> None:
        self.head.status_chosen.connect(self._on_status_chosen)
        self.head.strength_chosen.connect(self._on_strength_chosen)
        self.head.bin_requested.connect(self.bin_requested)
        self.chips.chosen.connect(self._on_patterns_chosen)
        self.issues.add_requested.connect(self._on_issue_added)
        self.issues.move_requested.connect(self._on_issue_moved)
        self.issues.remove_requested.connect(self._on_issue_removed)
        for row in self.rows.values():
            row.dropped.connect(self._on_dropped)
            row.link_requested.connect(self.link_requested)
            row.followed.connect(self.open_requested)
            row.unlink_requested.connect(self._acts.unlink)
        self.whole.link_requested.connect(self.link_requested)
        self.whole.followed.connect(self.open_requested)
        self.whole.unlink_requested.connect(self._acts.unlink)

    # -- showing ----------------------------------------------------------------------------------------------------

    @property
    def finding_id(self) -> str:
        """The finding shown, "" for none."""
        return self._finding_id

    def fields(self) -> Iterator[DraftField]:
        """Every field, the questions' too."""
        for row in self.rows.values():
            yield row.field
        yield from self.issues.fields.values()

    def show_finding(self, finding: FindingDetail, naming: Naming) -> None:
        """Show a finding, or what changed in the one shown; what is being written stays."""
        other = finding.id != self._finding_id
        self._finding_id = finding.id
        self._patterns = finding.patterns
        self.head.show_finding(finding)
        self.chips.show_keys(finding.patterns)
        self.weight.show_weight(finding.weight, [gap for gap in finding.gaps if gap not in PART_OF_GAP], naming)
        advice = {PART_OF_GAP[gap]: gap_words(gap) for gap in finding.gaps if gap in PART_OF_GAP}
        for key, row in self.rows.items():
            text = finding.headline if key == HEADLINE else finding.parts.get(key, EMPTY)
            row.field.show_text(text, other=other)
            mine = [item for item in finding.evidence if item.part_key == key]
            row.show_evidence(mine, naming, advice.get(key, ""), other=other)
        self.issues.show_issues(finding.issues, self._prepare)
        whole = [item for item in finding.evidence if item.part_key not in self.rows]
        self.whole.show_evidence(whole, naming, other=other)
        if other:
            self.verticalScrollBar().setValue(0)

    def set_naming(self, naming: Naming) -> None:
        """Show people otherwise in every field; the margins are shown anew by ``show_finding``."""
        self._naming = naming
        for field in self.fields():
            field.set_shower(naming)

    def clear(self) -> None:
        """Hold no word of the case any more."""
        self._finding_id = ""
        self.issues.show_issues((), self._prepare)
        for row in self.rows.values():
            row.field.forget()
            row.show_evidence((), Naming(), "", other=True)
        self.whole.show_evidence((), Naming(), other=True)
        self.weight.show_weight(Weight(), (), Naming())
        self.set_naming(Naming())

    def flush(self) -> bool:
        """Commit everything unsaved; False where something could not be."""
        saved = [field.flush() for field in tuple(self.fields())]
        return all(saved)

    # -- places -----------------------------------------------------------------------------------------------------

    def part_at_caret(self) -> str:
        """Return the key of the part in which the keyboard is, "" for none."""
        return next((key for key, row in self.rows.items() if row.field.hasFocus()), "")

    def linkable(self) -> frozenset[str]:
        """Return the keys of the parts that have evidence of their own."""
        return frozenset(key for key, row in self.rows.items() if row.acceptDrops())

    def go_to(self, part_key: str) -> None:
        """Put the caret into a part and bring it into sight."""
        field = self.rows[part_key].field if part_key in self.rows else self.issues.add_button
        field.setFocus()
        self.bring(field)

    def bring(self, widget: QWidget) -> None:
        """Scroll so that the top of a widget is in sight."""
        self._inner.adjustSize()
        top = widget.mapTo(self._inner, QPoint(0, 0)).y()
        self.ensureVisible(0, top + min(widget.height(), self.viewport().height() // 2), 0, space("page"))
        self.ensureVisible(0, top, 0, space("page"))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Bring what the keyboard comes to into sight."""
        moved = super().focusNextPrevChild(next)
        focus = QApplication.focusWidget()
        if moved and focus is not None and self._inner.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, space("large"))
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the margins below the texts where the page is narrow."""
        wide = event.size().width() >= WIDE
        for row in self.rows.values():
            row.set_wide(wide)
        self.whole.evidence.set_columns(2 if wide else 1)
        super().resizeEvent(event)

    # -- acts -------------------------------------------------------------------------------------------------------

    def _save(self, part_key: str, text: Text) -> bool:
        if part_key == HEADLINE:
            return self._acts.write_headline(self._finding_id, text)
        return self._acts.write_part(self._finding_id, part_key, text)

    def _on_status_chosen(self, status: str) -> None:
        self._acts.set_status(self._finding_id, status)

    def _on_strength_chosen(self, on: bool) -> None:
        self._acts.set_strength(self._finding_id, on)

    def _on_patterns_chosen(self, keys: frozenset[str]) -> None:
        hidden = self._patterns - self.chips.chips.keys()
        self._acts.set_patterns(self._finding_id, keys | hidden)

    def _on_issue_added(self, position: int) -> None:
        issue_id = self._acts.add_issue(self._finding_id, position)
        if issue_id is not None and issue_id in self.issues.fields:
            self.issues.fields[issue_id].setFocus()
            self.bring(self.issues.fields[issue_id])

    def _on_issue_moved(self, issue_id: str, position: int) -> None:
        self._acts.move_issue(issue_id, position)

    def _on_issue_removed(self, issue_id: str, announce: bool) -> None:
        self._acts.remove_issue(issue_id, announce=announce)

    def _on_dropped(self, part_key: str, things: list[tuple[str, str]]) -> None:
        self._acts.link(self._finding_id, part_key, things)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome things of the review beside the parts: they are linked to the whole."""
        if self._finding_id and dragged_kinds(event.mimeData()) and take_as_link(event):
            self.whole.set_over(True)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep it a link."""
        take_as_link(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        self.whole.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Link what was dropped to the finding as a whole."""
        self.whole.set_over(False)
        things = dropped_things(event)
        if things:
            self._on_dropped("", things)
