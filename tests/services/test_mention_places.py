"""Where a person is mentioned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.text import Text, text_from
from app.services import chronology, findings, mention_places, names_found, people
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def test_events_stand_in_their_order_ahead_of_findings(act: Act, review_file: ReviewFile) -> None:
    person_id = act(people.add, PersonFields("Sally Mercer"))
    later = act(chronology.add_event, when="3 May 2010", what=text_from("Sally Mercer came."))
    sooner = act(chronology.add_event, when="1 May 2010", what=text_from("Sally Mercer rang."))
    act(chronology.add_event, what=text_from("Nobody came."))
    binned = act(chronology.add_event, what=text_from("Sally Mercer left."))
    act(names_found.accept, person_id, ("Sally Mercer",))
    act(chronology.bin_events, [binned])
    with review_file.session() as session:
        named: Text = chronology.fetch(session, chronology.Event, later).what
    finding = act(findings.add, named)
    with review_file.session() as session:
        found = mention_places.of_person(session, person_id)
    assert found == (("event", sooner), ("event", later), ("finding", finding))
