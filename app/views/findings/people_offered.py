"""Who can be mentioned in a text, as people are shown now; read once until something changes."""

from __future__ import annotations

from collections.abc import Sequence

from app.services import people
from app.views.text.mentions import Mention
from app.workspace.workspace import Workspace


class PeopleOffered:
    """Gives everybody that can be mentioned; call it as a ``MentionProvider``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: tuple[Mention, ...] | None = None

    def __call__(self) -> Sequence[Mention]:
        """Return people, then agencies."""
        if not self._workspace.is_open:
            return ()
        if self._known is None:
            self._known = self._read()
        return self._known

    def forget(self) -> None:
        """Read anew when next asked."""
        self._known = None

    def _read(self) -> tuple[Mention, ...]:
        naming = self._workspace.naming
        register = self._workspace.read(people.register)
        agencies = self._workspace.read(people.agencies)
        return (
            *(Mention("person", row.id, naming.person(row.id), (row.name, row.role, *row.aliases)) for row in register),
            *(Mention("agency", row.id, row.name, (row.short_name,)) for row in agencies),
        )
