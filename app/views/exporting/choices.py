"""What is chosen of a report: its outline, and what is chosen of every document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.domain.outlines import Outline
from app.views.exporting.audience import AudienceChoices
from app.views.widgets.labels import caption, label


class ReportChoices(AudienceChoices):
    """The fields of the export sheet."""

    def __init__(self, outlines: Sequence[Outline], outline_key: str, version: str) -> None:
        super().__init__(version)
        self._outlines = tuple(outlines)
        self.outline_box = QComboBox()
        self.outline_box.setAccessibleName(self.tr("Outline"))
        for outline in self._outlines:
            self.outline_box.addItem(outline.name, outline.key)
        self.outline_box.setCurrentIndex(max(0, self.outline_box.findData(outline_key)))
        self._about = label(tone="soft", wrap=True)
        self.rows.addRow(caption(self.tr("&Outline"), self.outline_box), self.outline_box)
        self.rows.addRow("", self._about)
        self.add_shared()
        self.outline_box.currentIndexChanged.connect(self._on_outline_changed)
        self._on_outline_changed()

    @property
    def outline(self) -> Outline:
        """The outline chosen."""
        return self._outlines[self.outline_box.currentIndex()]

    def _on_outline_changed(self) -> None:
        self._about.setText(self.outline.about)
        self.on_chosen()
