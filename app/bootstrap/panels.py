"""The panels of the open review, and the one place where what one of them asks for is handed to another.

To add a panel: a line in ``plans``, and a method that makes it and connects its signals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.bootstrap.document_acts import DocumentActs, no_filter
from app.documents.returns.gate import read_file
from app.documents.saving import save
from app.services import attendance, conversation_rows, event_rows, findings, people
from app.services.episode_rows import board
from app.views.accounts.panel import AccountsPanel
from app.views.board.panel import BoardPanel
from app.views.chronology.panel import ChronologyPanel
from app.views.conversations.panel import ConversationPanel
from app.views.coverage.panel import CoveragePanel
from app.views.documents.panel import DocumentsPanel, Files
from app.views.findings.panel import FindingPanel
from app.views.main_window import MainWindow
from app.views.meetings.panel import MeetingsPanel
from app.views.overview.panel import OverviewPanel
from app.views.palette import Found
from app.views.panel import Panel, PanelPlan
from app.views.people.panel import PeoplePanel
from app.views.picture.panel import PicturePanel
from app.views.search.panel import SearchPanel
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace

HOMES = {"event": "chronology", "conversation": "conversations", "passage": "conversations", "episode": "board",
         "factor": "board", "finding": "findings", "person": "people", "meeting": "meetings",
         "review": "overview", "source": "documents"}  # fmt: skip
"""In which panel a kind of thing is shown."""

LONGEST = 120
"""Letters of an event that the palette shows."""


class Desk:
    """Makes the panels, each when it is first seen, and connects them."""

    def __init__(self, window: MainWindow, workspace: Workspace, documents: DocumentActs, tasks: Tasks) -> None:
        self._window = window
        self._workspace = workspace
        self._documents = documents
        self._tasks = tasks
        self._selecting = False
        documents.shown_events = no_filter
        window.set_finders((self._find,))
        for key, by in (("edit.next_mention", 1), ("edit.previous_mention", -1)):
            window.commands.action(key).triggered.connect(partial(self._go_to_mention, by))

    def plans(self) -> tuple[PanelPlan, ...]:
        """Return every panel there is: its key, its title and what makes it."""
        translate: Callable[[str], str] = self._window.tr
        return (
            PanelPlan("chronology", translate("Skeleton chronology"), self._chronology),
            PanelPlan("conversations", translate("Conversation notes"), self._conversations),
            PanelPlan("board", translate("Key practice episodes"), self._board),
            PanelPlan("findings", translate("Findings"), self._findings),
            PanelPlan("overview", translate("Overview"), partial(OverviewPanel, self._workspace)),
            PanelPlan("people", translate("People"), self._people),
            PanelPlan("picture", translate("Picture of the case"), self._picture),
            PanelPlan("accounts", translate("Seen by two"), self._accounts),
            PanelPlan("search", translate("Search"), self._search),
            PanelPlan("meetings", translate("Meetings"), self._meetings),
            PanelPlan("coverage", translate("Coverage"), self._coverage),
            PanelPlan("documents", translate("Documents"), self._sources),
        )

    # -- making a panel, and handing what it asks for to another ------------------------------------------------------

    def _chronology(self) -> Panel:
        panel = ChronologyPanel(self._workspace)
        panel.import_requested.connect(self._documents.take_in)
        panel.paste_requested.connect(self._documents.paste)
        panel.open_passage_requested.connect(partial(self.open, "passage"))
        panel.table.selectionModel().selectionChanged.connect(self._on_chronology_selection_changed)
        self._documents.shown_events = partial(_shown_events, panel)
        return panel

    def _conversations(self) -> Panel:
        panel = ConversationPanel(self._workspace)
        panel.open_event_requested.connect(partial(self.open, "event"))
        panel.open_episode_requested.connect(partial(self.open, "episode"))
        return panel

    def _board(self) -> Panel:
        panel = BoardPanel(self._workspace)
        panel.open_event_requested.connect(partial(self.open, "event"))
        panel.open_passage_requested.connect(partial(self.open, "passage"))
        return panel

    def _sources(self) -> Panel:
        panel = DocumentsPanel(self._workspace, self._tasks, Files(read_file, save))
        panel.import_requested.connect(self._documents.take_in)
        return panel

    def _findings(self) -> Panel:
        panel = FindingPanel(self._workspace)
        panel.open_requested.connect(self.open)
        return panel

    def _people(self) -> Panel:
        panel = PeoplePanel(self._workspace)
        panel.open_requested.connect(self.open)
        return panel

    def _go_to_mention(self, by: int) -> None:
        """Go to the next or the previous mention of the person that the People panel is at."""
        desks = self._window.desks
        panel = desks.panel("people") if desks is not None else None
        if isinstance(panel, PeoplePanel):
            (panel.next_mention if by > 0 else panel.previous_mention)()

    def _picture(self) -> Panel:
        panel = PicturePanel(self._workspace)
        panel.open_requested.connect(self.open)
        panel.export_requested.connect(self._documents.export_picture)
        panel.events_chosen.connect(self._on_picture_events_chosen)
        return panel

    def _accounts(self) -> Panel:
        panel = AccountsPanel(self._workspace, self._tasks)
        panel.open_event_requested.connect(partial(self.open, "event"))
        return panel

    def _search(self) -> Panel:
        panel = SearchPanel(self._workspace)
        panel.open_requested.connect(self.open)
        return panel

    def _meetings(self) -> Panel:
        panel = MeetingsPanel(self._workspace)
        panel.open_requested.connect(self.open)
        panel.export_requested.connect(self._documents.export_attendance)
        return panel

    def _coverage(self) -> Panel:
        panel = CoveragePanel(self._workspace)
        panel.open_requested.connect(self.open)
        return panel

    def open(self, kind: str, row_id: str) -> None:
        """Show a thing in its panel, whatever desk it lies on."""
        desks = self._window.desks
        if desks is not None:
            desks.focus_panel(HOMES[kind])
            desks.panel(HOMES[kind]).reveal(kind, row_id)

    def _on_picture_events_chosen(self, ids: list[str]) -> None:
        """Select in the table what was chosen in the picture; the keyboard stays in the picture."""
        chronology = self._made("chronology")
        if not isinstance(chronology, ChronologyPanel):
            return
        self._selecting = True
        try:
            if chronology.reveal("event", ids[0]) and len(ids) > 1:
                chronology.table.select_ids(ids, ids[0])
        finally:
            self._selecting = False

    def _on_chronology_selection_changed(self) -> None:
        chronology, picture = self._made("chronology"), self._made("picture")
        if not self._selecting and isinstance(chronology, ChronologyPanel) and isinstance(picture, PicturePanel):
            picture.select(chronology.table.selected_ids(), chronology.table.current_id())

    def _made(self, key: str) -> Panel | None:
        """Return a panel if it was made already; one that nobody has seen has nothing to follow."""
        desks = self._window.desks
        return desks.panels.get(key) if desks is not None else None

    def _find(self, typed: str) -> list[Found]:
        """Return people, events, conversations, episodes, findings and meetings in which every word typed stands."""
        words = typed.casefold().split()
        if not words or not self._workspace.is_open:
            return []
        return [
            Found(title, hint, icon, partial(self.open, kind, row_id))
            for kind, row_id, title, hint, icon in self._things()
            if all(word in title.casefold() for word in words)
        ]

    def _things(self) -> list[tuple[str, str, str, str, str]]:
        read, naming = self._workspace.read, self._workspace.naming
        translate: Callable[[str], str] = self._window.tr
        person = translate("Person")
        things = [("person", row.id, naming.person(row.id), person, "user") for row in read(people.register)]
        for conversation in read(conversation_rows.listed):
            who = ", ".join(naming.person(person_id) for person_id in conversation.participants)
            title = f"{who} {conversation.held.text}".strip()
            things.append(("conversation", conversation.id, title, translate("Conversation"), "messages-square"))
        for lane in read(board):
            things += [("episode", card.id, card.title, translate("Key practice episode"), "layers") for card in lane.cards]
        for finding in read(findings.listed):
            words = finding.headline.shown(naming)
            things.append(("finding", finding.id, f"{finding.number}. {words}", translate("Finding"), "lightbulb"))
        for meeting in read(attendance.listed):
            things.append(("meeting", meeting.id, f"{meeting.held.text}  {meeting.title}", translate("Meeting"), "users"))
        for event in read(event_rows.rows):
            words = event.what if isinstance(event.what, str) else event.what.shown(naming)
            title = f"{event.when_text}  {words[:LONGEST]}"
            things.append(("event", event.id, title, event.agency_short or translate("Event"), "calendar"))
        return things


def _shown_events(panel: ChronologyPanel) -> frozenset[str] | None:
    """Return the ids of the events that the chronology's filter leaves; None where nothing is filtered."""
    model = panel.model
    if not model.filter.active:
        return None
    return frozenset(row.id for row in model.events() if model.row_of(row.id) >= 0)
