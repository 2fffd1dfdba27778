"""What the panel shows, as it was read last: the conversations, the skeleton to ask from, and the one that is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from app.services import conversation_rows
from app.services.conversation_rows import ConversationDetail, ConversationRow, PassageRow, PromptSheetRow, count_words
from app.workspace.workspace import Workspace


class Reading:
    """Reads from the open review, and holds it until it is read again or forgotten."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.rows: tuple[ConversationRow, ...] = ()
        self.sheet: tuple[PromptSheetRow, ...] = ()
        self.detail: ConversationDetail | None = None

    @property
    def passages(self) -> tuple[PassageRow, ...]:
        """The passages of the open conversation."""
        return self.detail.passages if self.detail else ()

    def passage(self, passage_id: str) -> PassageRow | None:
        """Return a passage of the open conversation."""
        return next((row for row in self.passages if row.id == passage_id), None)

    def holds(self, conversation_id: str) -> bool:
        """Return whether a conversation is listed."""
        return any(row.id == conversation_id for row in self.rows)

    def nearest(self, conversation_id: str) -> str:
        """Return the conversation to show: this one, or where it is gone the first; nothing where there is none."""
        return conversation_id if self.holds(conversation_id) else next((row.id for row in self.rows), "")

    def read_list(self) -> None:
        """Read which conversations there are."""
        self.rows = self._workspace.read(conversation_rows.listed)

    def read_sheet(self) -> None:
        """Read the skeleton."""
        self.sheet = self._workspace.read(conversation_rows.prompt_sheet)

    def read_detail(self, conversation_id: str) -> ConversationDetail:
        """Read a conversation that is there; it is the open one from now on."""
        self.detail = self._workspace.read(partial(conversation_rows.detail, conversation_id=conversation_id))
        return self.detail

    def recount(self, conversation_id: str, note: str) -> None:
        """Count the words of a note that was written on, without reading every note again."""
        words = count_words(note)
        self.rows = tuple(replace(row, words=words) if row.id == conversation_id else row for row in self.rows)

    def conversation_of(self, passage_id: str) -> str:
        """Return the conversation that a passage stands in."""
        return self._workspace.read(partial(conversation_rows.conversation_of, passage_id=passage_id))

    def forget(self) -> None:
        """Forget every word."""
        self.rows, self.sheet, self.detail = (), (), None
