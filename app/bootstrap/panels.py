"""The panels of the open review, and the one place where what one of them asks for is handed to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from app.bootstrap.document_acts import DocumentActs
from app.services import conversation_rows, event_rows, findings, people
from app.services.episode_rows import board
from app.views.board.panel import BoardPanel
from app.views.chronology.panel import ChronologyPanel
from app.views.conversations.panel import ConversationPanel
from app.views.findings.panel import FindingPanel
from app.views.main_window import MainWindow
from app.views.overview.panel import OverviewPanel
from app.views.palette import Found
from app.views.panel import Panel
from app.views.people.panel import PeoplePanel
from app.views.search.panel import SearchPanel
from app.workspace.workspace import Workspace


class Reveals(Panel, Protocol):
    """A panel that can show one thing of the review."""

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select and show it; False where it is not here."""
        ...


HOMES = {"event": "chronology", "conversation": "conversations", "passage": "conversations", "episode": "board",
         "factor": "board", "finding": "findings", "person": "people", "meeting": "overview",
         "review": "overview"}  # fmt: skip
"""In which panel a kind of thing is shown."""

LONGEST = 120
"""Letters of an event that the palette shows."""


class Desk:
    """Makes the panels and wires them."""

    def __init__(self, window: MainWindow, workspace: Workspace, documents: DocumentActs) -> None:
        self._window = window
        self._workspace = workspace
        self._documents = documents
        self.chronology = ChronologyPanel(workspace)
        self.overview = OverviewPanel(workspace)
        self.people = PeoplePanel(workspace)
        self.board = BoardPanel(workspace)
        self.conversations = ConversationPanel(workspace)
        self.findings = FindingPanel(workspace)
        self.search = SearchPanel(workspace)
        self.panels: Sequence[Reveals] = (
            self.chronology,
            self.conversations,
            self.board,
            self.findings,
            self.overview,
            self.people,
            self.search,
        )

    def connect_links(self) -> None:
        """Hand what one panel asks for to another: the one place where panels meet."""
        self.chronology.import_requested.connect(self._documents.take_in)
        self.board.open_event_requested.connect(partial(self.open, "event"))
        self.board.open_passage_requested.connect(partial(self.open, "passage"))
        self.conversations.open_event_requested.connect(partial(self.open, "event"))
        self.conversations.open_episode_requested.connect(partial(self.open, "episode"))
        self.findings.open_requested.connect(self.open)
        self.search.open_requested.connect(self.open)
        self._window.set_finders((self._find,))

    def open(self, kind: str, row_id: str) -> None:
        """Show a thing in its panel, whatever desk it lies on."""
        home = HOMES[kind]
        for panel in self.panels:
            if panel.key == home and self._window.desks is not None:
                self._window.desks.focus_panel(home)
                panel.reveal(kind, row_id)

    def _find(self, typed: str) -> list[Found]:
        """Return people, events, conversations, episodes and findings in which every word typed stands."""
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
        for event in read(event_rows.rows):
            words = event.what if isinstance(event.what, str) else event.what.shown(naming)
            title = f"{event.when_text}  {words[:LONGEST]}"
            things.append(("event", event.id, title, event.agency_short or translate("Event"), "calendar"))
        return things
