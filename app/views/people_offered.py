"""Who can be mentioned: everybody of the review and every agency, as they are shown now."""

from __future__ import annotations

from app.domain.naming import NamingMode
from app.services import people
from app.views.text.mentions import Mention
from app.workspace.workspace import Workspace


def persons_offered(workspace: Workspace) -> tuple[Mention, ...]:
    """Return everybody; a person is found by role and other names too, and by name where names are not shown."""
    if not workspace.is_open:
        return ()
    naming = workspace.naming
    named = naming.mode is NamingMode.NAMED
    return tuple(
        Mention("person", row.id, naming.person(row.id), (*row.aliases, row.role, *(() if named else (row.name,))))
        for row in workspace.read(people.register)
    )


def people_offered(workspace: Workspace) -> tuple[Mention, ...]:
    """Return everybody, then every agency, for the list that "@" opens."""
    if not workspace.is_open:
        return ()
    agencies = workspace.read(people.agencies)
    return (*persons_offered(workspace), *(Mention("agency", row.id, row.name, (row.short_name,)) for row in agencies))
