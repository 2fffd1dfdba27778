"""One person's page: name, role, agency, other names, pseudonym, parts in the review."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.dates import UncertainDate
from app.services.people import AgencyRow, PersonFields, PersonRow
from app.views.counting import counted
from app.views.theme import space
from app.views.widgets.field_form import FieldForm, put_line
from app.views.widgets.labels import label


def date_words(since: UncertainDate, until: UncertainDate) -> str:
    """Return a span of two dates as given."""
    return " – ".join(text for text in (since.text, until.text) if text)


class PersonPage(QWidget):
    """Shows a person and says what was changed, field by field, when a field is left."""

    fields_changed = Signal(object)
    aliases_changed = Signal(tuple)
    pseudonym_changed = Signal(str)
    part_changed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: PersonRow | None = None
        self._heading = label(size="title", wrap=True)
        self._name = self._line(self.tr("Name"))
        self._kind = self._choice(self.tr("Who"))
        self._kinds = {
            "family": self.tr("Family"),
            "professional": self.tr("Professional"),
            "review": self.tr("The review's own"),
        }
        for key, words in self._kinds.items():
            self._kind.addItem(words, key)
        self._role = self._line(self.tr("Role"))
        self._relationship = self._line(self.tr("Relationship to the child"))
        self._agency = self._choice(self.tr("Agency"))
        self._aliases = self._line(self.tr("Other names and initials"))
        self._aliases.setPlaceholderText(self.tr("As the records have them, with commas between"))
        self._pseudonym = self._line(self.tr("Name in the report"))
        self._pseudonym.setPlaceholderText(self.tr("For example Mother, GP 1, Health visitor 2"))
        self._single = QCheckBox(self.tr("The only holder of this role: known even without a name"))
        self._subject = QCheckBox(self.tr("The child this review is about"))
        self._parts = {
            "case group": QCheckBox(self.tr("Case group")),
            "review team": QCheckBox(self.tr("Review team")),
            "lead reviewer": QCheckBox(self.tr("Lead reviewer")),
        }
        self._life = label(tone="soft", wrap=True)
        self._lay_out()
        for line in (self._name, self._role, self._relationship):
            line.editingFinished.connect(self._on_fields_edited)
        for choice in (self._kind, self._agency):
            choice.activated.connect(self._on_fields_edited)
        for box in (self._single, self._subject):
            box.clicked.connect(self._on_fields_edited)
        for box in self._parts.values():
            box.clicked.connect(self._on_part_clicked)
        self._aliases.editingFinished.connect(self._on_aliases_edited)
        self._pseudonym.editingFinished.connect(self._on_pseudonym_edited)

    def show_person(self, row: PersonRow | None, shown_as: str, agencies: Sequence[AgencyRow], homes: str) -> None:
        """Show a person, or nobody; what is being typed in a field that did not change stays."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            for line in self.findChildren(QLineEdit):
                line.setText("")  # clear() would count as typing
            self._heading.clear()
            self._life.clear()
            return
        self._heading.setText(shown_as)
        put_line(self._name, row.name)
        put_line(self._role, row.role)
        put_line(self._relationship, row.relationship)
        put_line(self._aliases, ", ".join(row.aliases))
        put_line(self._pseudonym, row.pseudonyms.get("report", ""))
        self._kind.setCurrentIndex(self._kind.findData(row.kind))
        self._agency.clear()
        self._agency.addItem(self.tr("None"), None)
        for agency in agencies:
            self._agency.addItem(agency.name, agency.id)
        self._agency.setCurrentIndex(max(0, self._agency.findData(row.agency_id)))
        self._single.setChecked(row.single_holder)
        self._subject.setChecked(row.is_subject)
        for part, box in self._parts.items():
            box.setChecked(part in row.parts)
        family = row.kind == "family"
        self.form.set_shown(self._relationship, family)
        self.form.set_shown(self._subject, family)
        for field in (self._role, self._agency, self._single):
            self.form.set_shown(field, not family)
        self._life.setText(self._told(row, homes))
        self._life.setVisible(bool(self._life.text()))

    def focus_name(self) -> None:
        """Put the keyboard into the name, all of it selected."""
        self._name.setFocus()
        self._name.selectAll()

    def _told(self, row: PersonRow, homes: str) -> str:
        told: list[str] = []
        if row.born.text:
            told.append(self.tr("Born {}.").format(row.born.text))
        posts = [f"{post.role} {date_words(post.since, post.until)}".strip() for post in row.posts]
        if posts:
            told.append(self.tr("Posts: {}.").format("; ".join(posts)))
        if homes:
            told.append(self.tr("Lived: {}.").format(homes))
        if row.conversations:
            told.append(counted(row.conversations, self.tr("{} conversation."), self.tr("{} conversations.")))
        return "\n".join(told)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        return made

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        return made

    def _lay_out(self) -> None:
        self.form = FieldForm()
        for field in (
            self._name, self._kind, self._relationship, self._role, self._agency, self._aliases, self._pseudonym
        ):  # fmt: skip
            self.form.add(field.accessibleName(), field)
        self.form.add("", self._subject)
        self.form.add("", self._single)
        holder = QWidget()
        boxes = QVBoxLayout(holder)
        boxes.setContentsMargins(0, 0, 0, 0)
        for box in self._parts.values():
            boxes.addWidget(box)
        self.form.add(self.tr("Part in the review"), holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("large"), space("medium"), space("large"), space("large"))
        layout.setSpacing(space("medium"))
        layout.addWidget(self._heading)
        layout.addWidget(self.form)
        layout.addWidget(self._life)
        layout.addStretch(1)

    def commit(self) -> None:
        """Say what was changed in a field that the caret has not left."""
        self._on_fields_edited()
        self._on_aliases_edited()
        self._on_pseudonym_edited()

    # -- what was changed -------------------------------------------------------------------------------------------

    def _on_fields_edited(self) -> None:
        row = self._row
        if row is None:
            return
        fields = PersonFields(
            self._name.text(),
            self._kind.currentData(),
            self._role.text(),
            self._agency.currentData(),
            self._relationship.text(),
            row.sex,
            row.ethnicity,
            row.born,
            self._subject.isChecked(),
            self._single.isChecked(),
        )
        before = PersonFields(
            row.name, row.kind, row.role, row.agency_id, row.relationship,
            row.sex, row.ethnicity, row.born, row.is_subject, row.single_holder,
        )  # fmt: skip
        if fields != before:
            self.fields_changed.emit(fields)

    def _on_aliases_edited(self) -> None:
        names = tuple(name.strip() for name in self._aliases.text().split(",") if name.strip())
        if self._row is not None and names != self._row.aliases:
            self.aliases_changed.emit(names)

    def _on_pseudonym_edited(self) -> None:
        name = self._pseudonym.text().strip()
        if self._row is not None and name != self._row.pseudonyms.get("report", ""):
            self.pseudonym_changed.emit(name)

    def _on_part_clicked(self) -> None:
        for part, box in self._parts.items():
            if box is self.sender():
                self.part_changed.emit(part, box.isChecked())
