"""The people panel: everybody on the left, one person's page on the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListView, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.services import mention_places, people
from app.services.people import AgencyRow, PersonFields, PersonRow
from app.views.itemmodels.people import PeopleModel
from app.views.people.delegate import PersonDelegate
from app.views.people.glossary_sheet import GlossarySheet
from app.views.people.names_sheet import NamesSheet
from app.views.people.page import PersonPage, date_words
from app.views.theme import space
from app.views.widgets.empty_state import EmptyState
from app.views.widgets.labels import button
from app.views.widgets.search_field import SearchField
from app.views.writing import let_write
from app.workspace.workspace import Workspace

TABLES = (
    "person", "agency", "person_alias", "pseudonym", "post", "residence", "participation",
    "conversation", "conversation_part",
)  # fmt: skip


NARROW = 440
"""Below this width the page stands under the list."""


class PeoplePanel(QWidget):
    """Shows the register and changes it; goes through the mentions of the person shown."""

    open_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._agencies: tuple[AgencyRow, ...] = ()
        self._current: str = ""
        self._model = PeopleModel(self)
        self._search = SearchField(self.tr("Filter people"))
        self._add = button(self.tr("Add a person"), kind="quiet", icon_name="plus")
        self.names_button = button(self.tr("Names found in texts…"), kind="quiet", icon_name="search")
        self.glossary_button = button(self.tr("Glossary…"), kind="quiet", icon_name="book-open")
        self._last_place: tuple[str, str] = ("", "")
        self.mentions_button = button(self.tr("Mentions"), kind="quiet", icon_name="search")
        self._list = QListView()
        self._page = PersonPage()
        self._empty = EmptyState(
            "users",
            self.tr("Everybody the review speaks of belongs here: the family, the professionals, the review's own."),
            self.tr("Add a person"),
            self.tr("Named once, a person can be shown by name, by role or by pseudonym everywhere."),
        )
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._refresh()

    # -- what the window asks of a panel ------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        """What a dock holds."""
        return self

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        (self._list if self._model.people else self._empty).setFocus()

    def save_state(self) -> dict[str, object]:
        """Return who is shown."""
        return {"person": self._current}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Show who was shown."""
        self.reveal("person", str(state.get("person", "")))

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a person; False where they are not here."""
        if kind != "person" or all(row.id != row_id for row in self._model.people):
            return False
        if self._model.row_of(row_id) < 0:
            self._search.wipe()
        self._current = row_id
        self._choose()
        return True

    # -- showing ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(PersonDelegate(self._list))
        self._list.setAccessibleName(self.tr("People"))
        self._list.setUniformItemSizes(False)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(space("medium"), space("medium"), space("small"), 0)
        column.setSpacing(space("small"))
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        for each in (self._add, self.mentions_button, self.names_button, self.glossary_button):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea()
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setMinimumWidth(220)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._split.addWidget(left)
        self._split.addWidget(scroll)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([2000, 3000])
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page below the list where both don't fit side by side."""
        super().resizeEvent(event)
        orientation = Qt.Orientation.Vertical if self.width() < NARROW else Qt.Orientation.Horizontal
        if orientation is not self._split.orientation():
            self._split.setOrientation(orientation)
            self._split.setSizes([2000, 3000])

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._refresh)
        workspace.closing.connect(self._page.commit)
        workspace.closed.connect(self._on_workspace_closed)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.naming_changed.connect(self._refresh)
        self._search.searched.connect(self._on_searched)
        self._search.entered_list.connect(self._list.setFocus)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._add.clicked.connect(self._on_add)
        self.mentions_button.clicked.connect(self.next_mention)
        self.names_button.clicked.connect(self.show_names)
        self.glossary_button.clicked.connect(self.show_glossary)
        self._empty.step_requested.connect(self._on_add)
        self._page.fields_changed.connect(self._on_fields_changed)
        self._page.aliases_changed.connect(self._on_aliases_changed)
        self._page.pseudonym_changed.connect(self._on_pseudonym_changed)
        self._page.part_changed.connect(self._on_part_changed)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)

    def _refresh(self) -> None:
        if not self._workspace.is_open:
            return
        self._agencies = self._workspace.read(people.agencies)
        self._model.show(self._workspace.read(people.register), self._workspace.naming)
        self._stack.setCurrentIndex(1 if self._model.people else 0)
        if self._person() is None:
            self._current = self._model.people[0].id if self._model.people else ""
        self._choose()

    def _choose(self) -> None:
        row = self._model.row_of(self._current)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row, 0))
        person = self._person()
        homes = (
            "; ".join(f"{name} {date_words(since, until)}".strip() for name, since, until in person.homes) if person else ""
        )
        shown = self._workspace.naming.person(self._current)
        self._page.show_person(person, shown, self._agencies, homes)
        let_write(self._page, self._workspace)
        self._count_mentions()

    def _person(self) -> PersonRow | None:
        return next((row for row in self._model.people if row.id == self._current), None)

    # -- doing ------------------------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        act = partial(people.add, fields=PersonFields(self.tr("New person")))
        done = self._workspace.perform(self.tr("Add a person"), act, initiator=self)
        if done is not None:
            self.reveal("person", done.value)
            self._page.focus_name()

    def next_mention(self) -> None:
        """Go to the next place in which the person is mentioned; after the last comes the first."""
        self._step(1)

    def previous_mention(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        places = self._places()
        if not places:
            return
        if self._last_place in places:
            at = (places.index(self._last_place) + by) % len(places)
        else:
            at = 0 if by > 0 else len(places) - 1
        self._last_place = places[at]
        self.open_requested.emit(*places[at])

    def _places(self) -> list[tuple[str, str]]:
        if not self._workspace.is_open or not self._current:
            return []
        found = self._workspace.read(partial(mention_places.of_person, person_id=self._current))
        return [(place.kind, place.id) for place in found]

    def _count_mentions(self) -> None:
        number = len(self._places())
        self.mentions_button.setText(self.tr(" Mentions: {}").format(f"{number:,}"))
        self.mentions_button.setToolTip(self.tr("Go to the next mention (F4); Shift+F4 goes back"))
        self.mentions_button.setEnabled(number > 0)

    def show_names(self) -> None:
        """Show the names found in texts, to be answered."""
        NamesSheet(self, self._workspace).open()

    def show_glossary(self) -> None:
        """Show each agency's abbreviations."""
        GlossarySheet(self, self._workspace).open()

    def _on_remove(self) -> None:
        if self._current:
            act = partial(people.remove, person_id=self._current)
            self._workspace.perform(self.tr("Take a person out of the register"), act, initiator=self, announce=True)

    def _on_fields_changed(self, fields: PersonFields) -> None:
        act = partial(people.change, person_id=self._current, fields=fields)
        if self._workspace.perform(self.tr("Change a person"), act, initiator=self) is None:
            self._choose()

    def _on_aliases_changed(self, names: tuple[str, ...]) -> None:
        act = partial(people.set_aliases, person_id=self._current, names=names)
        self._workspace.perform(self.tr("Change other names"), act, initiator=self)

    def _on_pseudonym_changed(self, name: str) -> None:
        act = partial(people.set_pseudonym, person_id=self._current, audience="report", name=name)
        if self._workspace.perform(self.tr("Change a pseudonym"), act, initiator=self) is None:
            self._choose()

    def _on_part_changed(self, part: str, takes_it: bool) -> None:
        act = partial(people.set_part, person_id=self._current, part=part, takes_it=takes_it)
        self._workspace.perform(self.tr("Change a part in the review"), act, initiator=self)

    # -- hearing ----------------------------------------------------------------------------------------------------

    def _on_searched(self, letters: str) -> None:
        self._model.set_filter(letters)
        self._choose()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line = self._model.line(current.row()) if current.isValid() else None
        if line is not None and line.person is not None and line.person.id != self._current:
            self._current = line.person.id
            self._choose()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*TABLES):
            self._refresh()
        elif change_set.touches(*mention_places.TABLES):
            self._count_mentions()

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._current = ""
        self._model.show((), self._workspace.naming)
        self._page.show_person(None, "", (), "")
