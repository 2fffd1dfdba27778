"""What is chosen of a report: its outline, who is shown how, its version, whether it is a draft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from app.domain.naming import NamingMode
from app.domain.outlines import Outline
from app.views.theme import space
from app.views.widgets.labels import caption, label
from app.views.widgets.segmented_control import SegmentedControl


class ReportChoices(QWidget):
    """The fields of the export sheet."""

    changed = Signal()

    def __init__(self, outlines: Sequence[Outline], outline_key: str, version: str) -> None:
        super().__init__()
        self._outlines = tuple(outlines)
        self.outline_box = QComboBox()
        self.outline_box.setAccessibleName(self.tr("Outline"))
        for outline in self._outlines:
            self.outline_box.addItem(outline.name, outline.key)
        self.outline_box.setCurrentIndex(max(0, self.outline_box.findData(outline_key)))
        self._about = label(tone="soft", wrap=True)
        self.people = SegmentedControl(
            self.tr("How people are shown"),
            (
                (NamingMode.PSEUDONYM.value, self.tr("Pseudonym")),
                (NamingMode.BY_ROLE.value, self.tr("By role")),
                (NamingMode.NAMED.value, self.tr("Named")),
            ),
        )
        self.version_field = QLineEdit(version)
        self.version_field.setAccessibleName(self.tr("Version"))
        self.version_field.setMaxLength(40)
        self.draft = QCheckBox(self.tr("&Draft, confidential: said on every page"))
        self.draft.setChecked(True)
        self._lay_out()
        self.outline_box.currentIndexChanged.connect(self._on_outline_changed)
        self.people.chosen.connect(self._on_chosen)
        self.version_field.textChanged.connect(self._on_chosen)
        self.draft.toggled.connect(self._on_chosen)
        self._on_outline_changed()

    @property
    def outline(self) -> Outline:
        """The outline chosen."""
        return self._outlines[self.outline_box.currentIndex()]

    @property
    def mode(self) -> NamingMode:
        """How people are to be shown."""
        return NamingMode(self.people.current)

    @property
    def version(self) -> str:
        """The version label, as typed."""
        return self.version_field.text().strip()

    def _lay_out(self) -> None:
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(space("medium"))
        rows.setVerticalSpacing(space("small"))
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(caption(self.tr("&Outline"), self.outline_box), self.outline_box)
        rows.addRow("", self._about)
        rows.addRow(caption(self.tr("&People"), self.people), self.people)
        rows.addRow(caption(self.tr("&Version"), self.version_field), self.version_field)
        rows.addRow("", self.draft)

    def _on_outline_changed(self) -> None:
        self._about.setText(self.outline.about)
        self.changed.emit()

    def _on_chosen(self) -> None:
        self.changed.emit()
