"""A small invented review with a board, filled through the services."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.domain.text import new_id, text_from
from app.services import chronology, conversations, episode_rows, episodes, people, review
from app.workspace.workspace import Workspace

LANES = ("Proposed", "Agreed", "Set aside")
TITLES = ("Late booking", "Core group", "Joint visit", "Conference", "Transfer")


def fill(workspace: Workspace) -> dict[str, str]:
    """Fill an empty review; returns ids by short names (lane 0…, episode titles, event 0…, passage, person, agency)."""

    def do(service: Callable[..., Any], *arguments: object, **named: object) -> Any:
        done = workspace.perform("Begin", partial(service, *arguments, **named))
        assert done is not None
        return done.value

    do(review.start, title="Orchard", kind="scr", lanes=LANES)
    ids = {f"lane {n}": lane.id for n, lane in enumerate(workspace.read(episode_rows.board))}
    for number, title in enumerate(TITLES):
        ids[title] = do(episodes.add, lane_id=ids[f"lane {number % 2}"], title=title)
    ids["agency"] = do(people.add_agency, name="Housing")
    ids["other agency"] = do(people.add_agency, name="Midwifery")
    fields = people.PersonFields("Ines Falk", role="Health visitor", agency_id=ids["other agency"])
    ids["person"] = do(people.add, fields=fields)
    for number, agency in enumerate(("agency", "other agency", "agency")):
        words = text_from(f"What happened, number {number}")
        ids[f"event {number}"] = do(chronology.add_event, when=f"{number + 1} May 2010", agency_id=ids[agency], what=words)
    ids["conversation"] = do(conversations.add, participant_ids=(ids["person"],))
    note, mark = text_from("Nobody had rung before the visit."), new_id()
    note = note.with_mark(0, 15, mark)
    ids["passage"] = do(conversations.mark, conversation_id=ids["conversation"], note=note, mark_id=mark, kind="quotation")
    ids["factor"] = do(
        episodes.add_factor, episode_id=ids["Transfer"], framework_key="conditions", level="frontline", effect="hinders",
        weight=2, body=text_from("A limit shown in red."),
    )  # fmt: skip
    return ids
