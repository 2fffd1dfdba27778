"""Whose account of an episode can be added: everybody of the review, as they are shown now."""

from __future__ import annotations

from app.views.people_offered import people_offered
from app.views.widgets.thing_picker import ICONS, PickRow, kind_words
from app.workspace.workspace import Workspace


def voices_offered(workspace: Workspace) -> tuple[PickRow, ...]:
    """Return everybody and every agency for the list of whose account to add."""
    return tuple(
        PickRow(
            each.kind, each.id, each.label, " · ".join(part for part in (kind_words(each.kind), *each.aliases) if part),
            ICONS[each.kind],
        )
        for each in people_offered(workspace)
    )  # fmt: skip
