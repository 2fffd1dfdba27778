"""What is chosen of every document: who is shown how, its version, whether it is a draft."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from app.domain.naming import NamingMode
from app.views.theme import space
from app.views.widgets.labels import caption
from app.views.widgets.segmented_control import SegmentedControl


class Choices(QWidget):
    """Rows of fields for one kind of document; it always says for whom the document is, and which version."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(space("medium"))
        self.rows.setVerticalSpacing(space("small"))
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    @property
    def mode(self) -> NamingMode:
        """How people are to be shown."""
        raise NotImplementedError

    @property
    def version(self) -> str:
        """The version label."""
        return ""

    def on_chosen(self) -> None:
        """Say that something was chosen."""
        self.changed.emit()


class AudienceChoices(Choices):
    """The fields that reports and chronologies share; those of their own stand above them."""

    def __init__(self, version: str) -> None:
        super().__init__()
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

    @property
    def mode(self) -> NamingMode:
        """How people are to be shown."""
        return NamingMode(self.people.current)

    @property
    def version(self) -> str:
        """The version label, as typed."""
        return self.version_field.text().strip()

    def add_shared(self) -> None:
        """Put the shared fields below what is there, and begin to say when anything changes."""
        self.rows.addRow(caption(self.tr("&People"), self.people), self.people)
        self.rows.addRow(caption(self.tr("&Version"), self.version_field), self.version_field)
        self.rows.addRow("", self.draft)
        self.people.chosen.connect(self.on_chosen)
        self.version_field.textChanged.connect(self.on_chosen)
        self.draft.toggled.connect(self.on_chosen)
