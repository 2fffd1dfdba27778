"""What a finding rests on as a whole: the evidence that belongs to none of its parts, and whose voices there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.naming import Naming
from app.services.evidence import Evidence, Weight
from app.views.counting import NO_BREAK
from app.views.findings.evidence_list import EvidenceList
from app.views.findings.words import gap_words, weight_words
from app.views.links import LINK_KEYS
from app.views.theme import space, tokens
from app.views.widgets.labels import button, label

FOLDED_TO = 6
MOST_AGENCIES = 6


class WeightNote(QWidget):
    """How many things, voices and agencies a finding rests on, agency by agency, and what may be missing."""

    def __init__(self) -> None:
        super().__init__()
        self._sum = label(wrap=True)
        self._agencies = label(tone="soft", wrap=True)
        self._gaps = label(tone="soft", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("tight"))
        for words in (self._sum, self._agencies, self._gaps):
            layout.addWidget(words)
        self.show_weight(Weight(), (), Naming())

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(words.text() for words in (self._sum, self._agencies, self._gaps) if words.text())

    def show_weight(self, weight: Weight, gaps: Sequence[str], naming: Naming) -> None:
        """Show counts and advice; the people behind them stand in the tip."""
        self._sum.setText(weight_words(weight) if weight.things else "")
        shown = weight.by_agency[:MOST_AGENCIES]
        lines = [f"{name}{NO_BREAK}{number}" for name, number in shown]
        if len(weight.by_agency) > len(shown):
            lines.append(self.tr("and {} more").format(len(weight.by_agency) - len(shown)))
        self._agencies.setText("\n".join(lines))
        self._gaps.setText("\n".join(gap_words(gap) for gap in gaps))
        for words in (self._sum, self._agencies, self._gaps):
            words.setVisible(bool(words.text()))
        self.setToolTip("\n".join(f"{naming.person(person_id)} {number}" for person_id, number in weight.by_person))


class WholeEvidence(QWidget):
    """The list at the foot of the page."""

    link_requested = Signal(str)
    followed = Signal(str, str)
    unlink_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.evidence = EvidenceList(FOLDED_TO)
        self._over = False
        self._hint = label(
            self.tr("Drag events, passages, conversations, episodes or factors here or on to a part, or press {}.").format(
                LINK_KEYS
            ),
            tone="soft",
            wrap=True,
        )
        self._link = button(self.tr("Link evidence…"), kind="quiet", icon_name="link")
        top = QHBoxLayout()
        top.addWidget(label(self.tr("What the finding rests on as a whole"), tone="soft", wrap=True), 1)
        top.addWidget(self._link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), 0, 0, 0)
        layout.setSpacing(space("tight"))
        layout.addLayout(top)
        layout.addWidget(self._hint)
        layout.addWidget(self.evidence)
        self._link.clicked.connect(self._on_link_clicked)
        self.evidence.followed.connect(self.followed)
        self.evidence.unlink_requested.connect(self.unlink_requested)

    def show_evidence(self, items: Sequence[Evidence], naming: Naming, *, other: bool) -> None:
        """Show evidence, or how to link some."""
        self.evidence.show_items(items, naming, other=other)
        self._hint.setVisible(not items)

    def set_over(self, over: bool) -> None:
        """Show that a drop would land here."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark where a drop would land."""
        if self._over:
            painter = QPainter(self)
            painter.fillRect(self.rect(), tokens().colour("accent_wash"))
            painter.end()

    def _on_link_clicked(self) -> None:
        self.link_requested.emit("")
