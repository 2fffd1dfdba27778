"""What is chosen of a chronology: its form, which events, about whom alone, and what is chosen of every document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.domain.chronology_out import OutForm
from app.services.chronology_out import Choice
from app.views.exporting.audience import AudienceChoices
from app.views.widgets.labels import caption, label
from app.views.widgets.segmented_control import SegmentedControl

SKELETON, WHOLE, SHOWN = "skeleton", "whole", "shown"


class ChronologyChoices(AudienceChoices):
    """The fields of the sheet; ``shown`` are the events that the chronology's filter leaves, None for no filter."""

    def __init__(self, version: str, people: Sequence[tuple[str, str]], shown: frozenset[str] | None) -> None:
        super().__init__(version)
        self._shown = shown
        self.form = SegmentedControl(
            self.tr("Taken out as"),
            (
                (OutForm.WORD.value, self.tr("Word")),
                (OutForm.EXCEL.value, self.tr("Excel")),
                (OutForm.CSV.value, self.tr("CSV")),
                (OutForm.PROMPTS.value, self.tr("Prompt sheet")),
            ),
        )
        self.form.set_tip(OutForm.PROMPTS.value, self.tr("A Word document to hold conversations by"))
        which = [(SKELETON, self.tr("Skeleton")), (WHOLE, self.tr("Whole chronology"))]
        if shown is not None:
            which.append((SHOWN, self.tr("As filtered now")))
        self.which = SegmentedControl(self.tr("Which events"), which)
        if shown is not None:
            self.which.set_tip(SHOWN, self.tr("The events that the chronology's filter leaves"))
        self.about = QComboBox()
        self.about.setAccessibleName(self.tr("About"))
        self.about.addItem(self.tr("Everybody"), "")
        for person_id, name in people:
            self.about.addItem(name, person_id)
        self.preview = label(tone="soft", wrap=True)
        self.rows.addRow(caption(self.tr("&Form"), self.form), self.form)
        self.rows.addRow(caption(self.tr("&Events"), self.which), self.which)
        self.rows.addRow(caption(self.tr("A&bout"), self.about), self.about)
        self.rows.addRow("", self.preview)
        self.add_shared()
        self.form.chosen.connect(self.on_chosen)
        self.which.chosen.connect(self.on_chosen)
        self.about.currentIndexChanged.connect(self.on_chosen)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return Choice(
            OutForm(self.form.current),
            skeleton=self.which.current == SKELETON,
            mode=self.mode,
            only=self._shown if self.which.current == SHOWN else None,
            about=str(self.about.currentData()),
            version=self.version,
            confidential=self.draft.isChecked(),
        )
