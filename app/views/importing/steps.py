"""Walking the dates in question of a return, from table to table and round."""

from __future__ import annotations

from app.services.import_draft import ImportDraft

Place = tuple[int, int, int]
"""Table, row and part."""


def question_after(draft: ImportDraft, here: Place, step: int) -> Place | None:
    """Return the next date in question from a place, or the one before it; None where there is none."""
    places = [
        (table, line.row_number, line.part)
        for table in range(len(draft.parsed.tables))
        for line in draft.lines(table)
        if line.understood and line.understood.questions
    ]
    if not places:
        return None
    if step > 0:
        return next((place for place in places if place > here), places[0])
    return next((place for place in reversed(places) if place < here), places[-1])
