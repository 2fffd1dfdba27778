"""The people of the practice review: agencies, the register, posts, homes, parts in the review, meetings, proceedings."""

from __future__ import annotations

from typing import Any

from app.domain.dates import UncertainDate
from app.domain.text import EMPTY, text_from
from app.services import meetings, people
from app.services.people import PersonFields
from app.services.practice_words import Making

SERIES = "Child protection meetings"
"""What the conferences and core groups of the case are called together."""

_KINDS = {"family": "family", "professional": "professional", "reviewer": "review"}


def add_agencies(making: Making) -> None:
    """Add the agencies."""
    for row in making.content.rows("agency"):
        making.agencies[row["slug"]] = people.add_agency(
            making.uow, row["name"], row["short"], row["colour"] - 1, kind=row["kind"]
        )


def add_people(making: Making) -> None:
    """Add everybody, with aliases, pseudonyms, posts and homes."""
    for row in making.content.rows("person"):
        born = making.when(row.get("born"))
        person_id = making.people[row["slug"]] = people.add(making.uow, _fields(row, making.agency(row), born))
        people.set_aliases(making.uow, person_id, tuple(row.get("aliases", ())))
        for audience, name in row["pseudonyms"].items():
            people.set_pseudonym(making.uow, person_id, audience, name)
    _add_posts(making)
    _add_homes(making)


def _fields(row: dict[str, Any], agency_id: str | None, born: UncertainDate) -> PersonFields:
    return PersonFields(
        name=row["name"],
        kind=_KINDS[row["kind"]],
        role=row.get("role", ""),
        agency_id=agency_id,
        relationship=row.get("relationship", ""),
        sex=row.get("sex", ""),
        born=born,
        is_subject=row.get("subject", False),
    )


def _add_posts(making: Making) -> None:
    for row in making.content.rows("post"):
        person_id = making.people[row["person"]]
        since, until = making.when(row.get("from")), making.when(row.get("to"))
        people.add_post(making.uow, person_id, making.agency(row), row["role"], since, until)
        if "note" in row:
            people.set_note(making.uow, person_id, text_from(f"{row['note'].capitalize()}."))


def _add_homes(making: Making) -> None:
    homes: dict[str, str] = {}
    residences = making.content.rows("residence")
    for row in making.content.rows("household"):
        # A residence has no place for a note of its own: what is to be said of one is said of the home.
        notes = [each["note"] for each in residences if each["household"] == row["slug"] and "note" in each]
        homes[row["slug"]] = people.add_household(making.uow, row["address"], making.lines([row["text"], *notes]))
    for row in residences:
        since, until = making.when(row["from"]), making.when(row["to"])
        people.add_residence(making.uow, making.people[row["person"]], homes[row["household"]], since, until)


def add_parts(making: Making) -> None:
    """Say who takes what part in the review."""

    def part(row: dict[str, Any], name: str, involvement: str, reason: str) -> None:
        people.set_part(making.uow, making.people[row["person"]], name, True, involvement, reason)

    content = making.content
    for row in content.rows("participant"):
        part(row, "case group" if row["involvement"] == "case group" else "conversation", "conversation", row["reason"])
    for row in content.rows("lead_reviewer"):
        part(row, "lead reviewer", "", row["text"])
    for row in content.rows("review_team"):
        part(row, "review team", "", "")
    for row in content.rows("family_involvement"):
        part(row, "family", row["state"], row["text"])


def add_meetings(making: Making) -> None:
    """Add the meetings in the case and of the review, and who came."""
    for row in making.content.rows("case_meeting"):
        meeting_id = making.meetings[row["slug"]] = _meeting(making, row, "case", SERIES)
        meetings.set_event(making.uow, meeting_id, making.events[row["event"]])
        _attend_case(making, meeting_id, row)
    for row in making.content.rows("review_meeting"):
        meeting_id = _meeting(making, row, row["group"], "")
        for presence in ("came", "apologies"):
            for slug in row[presence]:
                meetings.set_attendance(making.uow, meeting_id, making.people[slug], presence)


def _meeting(making: Making, row: dict[str, Any], kind: str, series: str) -> str:
    note = making.text(row["text"]) if row["text"] else EMPTY
    held = making.when(row["date"])
    return meetings.add(making.uow, kind, row["title"], held, series=series, place=row["place"], note=note)


def _attend_case(making: Making, meeting_id: str, row: dict[str, Any]) -> None:
    """Who came uninvited came in somebody's place; who was asked and neither came nor sent word was absent."""
    silent = "absent" if row["held"] else "unknown"
    for slug in dict.fromkeys((*row["invited"], *row["came"], *row["family"])):
        came = slug in row["came"] or slug in row["family"]
        presence = "came" if came else "apologies" if slug in row["apologies"] else silent
        invited = slug in row["invited"] or slug in row["family"]
        role = "chair" if slug == row["chair"] else ""
        meetings.set_attendance(making.uow, meeting_id, making.people[slug], presence, invited=invited, role=role)


def add_proceedings(making: Making) -> None:
    """Add the trial and the care proceedings."""
    for row in making.content.rows("proceeding"):
        since = making.when(row["from"])
        meetings.add_proceeding(making.uow, row["kind"], row["title"], since, note=making.text(row["text"]))
