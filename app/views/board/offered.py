"""Who can be mentioned or asked for an account: everybody of the review, as they are named now."""

from __future__ import annotations

from app.services import people
from app.views.text.mentions import Mention
from app.views.widgets.thing_picker import ICONS, PickRow, kind_words
from app.workspace.workspace import Workspace


def people_offered(workspace: Workspace) -> tuple[Mention, ...]:
    """Return everybody and every agency for the list that "@" opens."""
    if not workspace.is_open:
        return ()
    naming = workspace.naming
    persons = workspace.read(people.register)
    agencies = workspace.read(people.agencies)
    return (
        *(Mention("person", row.id, naming.person(row.id), (*row.aliases, row.role)) for row in persons),
        *(Mention("agency", row.id, row.name, (row.short_name,)) for row in agencies),
    )


def voices_offered(workspace: Workspace) -> tuple[PickRow, ...]:
    """Return everybody and every agency for the list of whose account to add."""
    return tuple(
        PickRow(
            each.kind, each.id, each.label, " · ".join(part for part in (kind_words(each.kind), *each.aliases) if part),
            ICONS[each.kind],
        )
        for each in people_offered(workspace)
    )  # fmt: skip
