"""Which events a change concerns, so that no more is read again than that."""

from __future__ import annotations

from app.domain.changes import ChangeSet

MANY = 200
"""Events from which on the whole chronology is read at once."""

LINKING = ("entry", "episode_event", "passage", "account", "event_tag")
"""Tables whose rows name an event."""

WIDE = ("agency", "source_document", "episode", "conversation", "tag")
"""Tables whose rows may concern any event."""


def affected_events(change_set: ChangeSet) -> frozenset[str] | None:
    """Return the events a change concerns; None where that may be any."""
    if change_set.touches(*WIDE):
        return None
    found = set(change_set.ids("event"))
    for change in change_set.changes:
        if change.table == "event":
            images = (image for image in (change.before, change.after) if image)
            found.update(image["joined_to_id"] for image in images if image["joined_to_id"])
        if change.table in LINKING:
            images = (image for image in (change.before, change.after) if image)
            found.update(image["event_id"] for image in images if image["event_id"])
    return frozenset(found) if len(found) <= MANY else None
