"""The analysis of the practice review: episodes, conversations with their passages, factors, findings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.domain.practice_content import Row, marks_of
from app.domain.resources import load_toml
from app.domain.text import Text, new_id
from app.models import Lane
from app.services import conversations, episodes, factors, findings
from app.services.practice_words import Making

PARTS = ("manifest", "effects", "noticed", "tested", "persists", "conclusion", "summary")
"""The parts of a finding that are written as text."""

_SIGNS = {"free": "told-freely", "prompted": "after-prompt"}
_KINDS = {"events": "event", "passages": "passage", "episodes": "episode", "factors": "factor", "meetings": "meeting"}


def add_episodes(making: Making) -> None:
    """Add the episodes, in their lanes, with their events and who saw what how."""
    lanes = {lane.title: lane.id for lane in making.session.scalars(select(Lane))}
    for row in sorted(making.content.rows("episode"), key=_order):
        episode_id = making.episodes[row["slug"]] = episodes.add(making.uow, lanes[row["lane"]], row["title"])
        episodes.set_period_words(making.uow, episode_id, row["period"])
        for field in ("what_happened", "good", "problematic", "standard"):
            episodes.set_text(making.uow, episode_id, field, making.text(row[field]))
        episodes.set_text(making.uow, episode_id, "outcome_relation", making.text(row["outcome"]))
        episodes.link_events(making.uow, episode_id, tuple(making.events[key] for key in row["events"]))
        for view in row["looked_then"]:
            person_id = making.people[view["who"]]
            episodes.add_account(making.uow, episode_id, person_id, None, making.text(view["text"]))


def add_conversations(making: Making) -> None:
    """Add the conversations with notes, passages, signs and the prompts that were covered."""
    sections = {row["key"]: row["prompts"] for row in load_toml("vocabularies", "conversation-prompts.toml")["section"]}
    for row in making.content.rows("conversation"):
        conversation_id = conversations.add(making.uow)
        parts = [("participant", slug) for slug in row["with"]] + [("reviewer", slug) for slug in row["reviewers"]]
        people = tuple((part, making.people[slug]) for part, slug in parts)
        conversations.set_people(making.uow, conversation_id, people)
        conversations.set_held(making.uow, conversation_id, making.when(row["date"]))
        conversations.set_place(making.uow, conversation_id, row["place"])
        conversations.set_status(making.uow, conversation_id, "agreed")
        _write_note(making, conversation_id, row)
        covered = (prompt["key"] for note in row["note"] for prompt in sections[note["section"]])
        for key in dict.fromkeys(covered):
            conversations.set_prompt(making.uow, conversation_id, key, covered=True)


def _write_note(making: Making, conversation_id: str, row: Row) -> None:
    words = "\n\n".join(note["text"].strip() for note in row["note"])
    mark_ids = {key: new_id() for key in marks_of(words)}
    note = making.text(words, mark_ids)
    passages = {passage["key"]: passage for passage in row["passages"]}
    if set(passages) != set(mark_ids):
        raise AssertionError(f"marks and passages of the conversation {row['slug']} differ")
    for key, mark_id in mark_ids.items():
        passage_id = conversations.mark(making.uow, conversation_id, note, mark_id, passages[key]["kind"])
        making.passages[f"{row['slug']}:{key}"] = passage_id
        _say_of_what(making, passage_id, passages[key].get("event"))
    _put_signs(making, conversation_id, note, {mark_ids[key]: passage["told"] for key, passage in passages.items()})


def _say_of_what(making: Making, passage_id: str, event: str | None) -> None:
    """Link a passage to its event, and to the episode where that event belongs to one alone."""
    if event is None:
        return
    conversations.link_event(making.uow, passage_id, making.events[event])
    of = [row["slug"] for row in making.content.rows("episode") if event in row["events"]]
    if len(of) == 1:
        conversations.link_episode(making.uow, passage_id, making.episodes[of[0]])


def _put_signs(making: Making, conversation_id: str, note: Text, told: dict[str, str]) -> None:
    """Put a sign beside paragraphs all of whose passages were told in the same way; beside the others none would be true."""
    for paragraph in note.paragraphs:
        ways = {told[mark_id] for run in paragraph.runs for mark_id in run.style.marks}
        if len(ways) == 1:
            conversations.set_sign(making.uow, conversation_id, paragraph.id, _SIGNS[ways.pop()], on=True)


def add_factors(making: Making) -> None:
    """Add the contributory factors, in the passages they were heard in and the episodes they show in."""
    for row in making.content.rows("factor"):
        body = making.text(row["text"])
        factor_id = factors.add(making.uow, row["heading"], row["level"], row["effect"], row["weight"], body)
        making.factors[row["slug"]] = factor_id
        factors.show_in_passage(making.uow, factor_id, making.passages[row["source"]])
        for slug in row["episodes"]:
            episodes.link_factor(making.uow, making.episodes[slug], factor_id)


def add_findings(making: Making) -> None:
    """Add the findings with their parts, what they rest on, and their issues for the Board."""
    known = {"event": making.events, "passage": making.passages, "episode": making.episodes, "factor": making.factors}
    known["meeting"] = making.meetings
    for row in sorted(making.content.rows("finding"), key=_order):
        finding_id = findings.add(making.uow, making.text(row["headline"]))
        findings.set_status(making.uow, finding_id, "agreed")
        findings.set_patterns(making.uow, finding_id, frozenset(row["typology"]))
        for part in PARTS:
            findings.set_part(making.uow, finding_id, part, making.lines(row[part]))
        for group, slugs in row["evidence"].items():
            kind = _KINDS[group]
            for slug in slugs:
                findings.link_evidence(making.uow, finding_id, kind, known[kind][slug])
        for question in row["issues"]:
            findings.add_issue(making.uow, finding_id, making.text(question))


def _order(row: dict[str, Any]) -> int:
    return row["order"]
