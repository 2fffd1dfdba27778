"""Findings: the anatomy, what each part rests on, and the issues for the Board."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.text import EMPTY, Text
from app.models import (
    Agency,
    BoardIssue,
    ContributoryFactor,
    Conversation,
    Episode,
    Event,
    EvidenceLink,
    Finding,
    FindingPart,
    FindingPattern,
    Passage,
    Person,
)
from app.services.common import fetch, now, renumber
from app.storage.unit_of_work import UnitOfWork

STATUSES = ("emerging", "in discussion", "agreed")
EVIDENCE = {
    "event": Event,
    "conversation": Conversation,
    "passage": Passage,
    "episode": Episode,
    "factor": ContributoryFactor,
}
"""What a finding can rest on."""


@dataclass(frozen=True)
class FindingRow:
    """A finding as lists show it; ``number`` counts from 1 in the order of the report."""

    id: str
    number: int
    headline: Text
    status: str
    is_strength: bool
    evidence: int
    issues: int
    written: frozenset[str]


@dataclass(frozen=True)
class Evidence:
    """One thing a finding rests on: ``kind`` is a key of ``EVIDENCE``; ``words`` what it says.

    ``when`` is a date as given, ``source`` an agency's name, ``person_ids`` who speaks (participants of a conversation).
    ``place`` is the conversation to open for a passage, otherwise the thing itself.
    """

    id: str
    part_key: str
    kind: str
    target_id: str
    place: str
    words: Text
    when: str
    source: str
    person_ids: tuple[str, ...]


@dataclass(frozen=True)
class IssueRow:
    """A question to the Board."""

    id: str
    question: Text


@dataclass(frozen=True)
class Weight:
    """How many things a finding rests on, from how many voices and how many agencies."""

    things: int
    voices: int
    agencies: int


@dataclass(frozen=True)
class FindingDetail:
    """Everything a finding holds; ``parts`` has the written parts by key of the anatomy."""

    id: str
    number: int
    headline: Text
    status: str
    is_strength: bool
    parts: dict[str, Text]
    patterns: frozenset[str]
    evidence: tuple[Evidence, ...]
    issues: tuple[IssueRow, ...]
    weight: Weight


# -- reading --------------------------------------------------------------------------------------------------------


def listed(session: Session) -> tuple[FindingRow, ...]:
    """Return the findings that are not in the bin, in the order of the report."""
    query = (
        select(Finding)
        .where(Finding.binned_at.is_(None))
        .options(selectinload(Finding.parts), selectinload(Finding.evidence), selectinload(Finding.issues))
        .order_by(Finding.position, Finding.id)
    )
    return tuple(
        FindingRow(
            f.id,
            number,
            f.headline,
            f.status,
            f.is_strength,
            len(f.evidence),
            len(f.issues),
            frozenset(part.part_key for part in f.parts if not part.body.empty),
        )
        for number, f in enumerate(session.scalars(query), 1)
    )


def detail(session: Session, finding_id: str) -> FindingDetail:
    """Return everything one finding holds; raises ``RuleBroken`` where it is gone."""
    f = fetch(session, Finding, finding_id)
    order = [row.id for row in _in_order(session)]
    evidence = tuple(found for found in (_evidence(session, row) for row in f.evidence) if found is not None)
    return FindingDetail(
        f.id,
        order.index(f.id) + 1 if f.id in order else 0,
        f.headline,
        f.status,
        f.is_strength,
        {part.part_key: part.body for part in f.parts if not part.body.empty},
        frozenset(pattern.typology_key for pattern in f.patterns),
        evidence,
        tuple(IssueRow(issue.id, issue.question) for issue in f.issues),
        _weight(session, evidence),
    )


def _weight(session: Session, evidence: tuple[Evidence, ...]) -> Weight:
    """Count voices (people who spoke, agencies whose records are cited) and the agencies they stand for."""
    people = {person_id for item in evidence for person_id in item.person_ids}
    sources = {item.source for item in evidence if item.source}
    employed = session.scalars(select(Agency.name).join(Person, Person.agency_id == Agency.id).where(Person.id.in_(people)))
    return Weight(len(evidence), len(people) + len(sources), len(sources | set(employed)))


def _evidence(session: Session, row: EvidenceLink) -> Evidence | None:
    """Return what a link leads to, None while that lies in the bin."""
    if row.event_id:
        event = fetch(session, Event, row.event_id)
        agency = session.get(Agency, event.agency_id) if event.agency_id else None
        source = agency.name if agency else ""
        item = Evidence(row.id, row.part_key, "event", event.id, event.id, event.what, event.when.text, source, ())
        return item if event.binned_at is None else None
    if row.passage_id:
        passage = fetch(session, Passage, row.passage_id)
        return _spoken(row, "passage", passage.id, passage.conversation, passage.conversation.note.extract(passage.mark_id))
    if row.conversation_id:
        conversation = fetch(session, Conversation, row.conversation_id)
        return _spoken(row, "conversation", conversation.id, conversation, EMPTY)
    if row.episode_id:
        episode = fetch(session, Episode, row.episode_id)
        words = episode.what_happened
        item = Evidence(row.id, row.part_key, "episode", episode.id, episode.id, words, episode.period.text, "", ())
        return item if episode.binned_at is None else None
    factor = fetch(session, ContributoryFactor, row.factor_id or "")
    return Evidence(row.id, row.part_key, "factor", factor.id, factor.id, factor.body, "", "", ())


def _spoken(row: EvidenceLink, kind: str, target_id: str, conversation: Conversation, words: Text) -> Evidence | None:
    people = tuple(part.person_id for part in conversation.parts if part.part == "participant")
    item = Evidence(row.id, row.part_key, kind, target_id, conversation.id, words, conversation.held.text, "", people)
    return item if conversation.binned_at is None else None


def _in_order(session: Session) -> list[Finding]:
    query = select(Finding).where(Finding.binned_at.is_(None)).order_by(Finding.position, Finding.id)
    return list(session.scalars(query))


def resting_on(session: Session, kind: str, target_id: str) -> tuple[FindingRow, ...]:
    """Return the findings that rest on a thing: the other side of the link."""
    rows = session.scalars(select(EvidenceLink.finding_id).where(getattr(EvidenceLink, f"{kind}_id") == target_id))
    ids = set(rows)
    return tuple(row for row in listed(session) if row.id in ids)


# -- changing -------------------------------------------------------------------------------------------------------


def add(uow: UnitOfWork, headline: Text) -> str:
    """Add a finding at the end and return its id."""
    finding = Finding(headline=headline, position=len(_in_order(uow.session)))
    uow.session.add(finding)
    uow.session.flush()
    return finding.id


def set_headline(uow: UnitOfWork, finding_id: str, headline: Text) -> None:
    """Change what the finding says in one sentence."""
    fetch(uow.session, Finding, finding_id).headline = headline


def set_status(uow: UnitOfWork, finding_id: str, status: str) -> None:
    """Say how far a finding is; ``status`` is one of ``STATUSES``."""
    if status not in STATUSES:
        raise AssertionError(f"no status {status}")
    fetch(uow.session, Finding, finding_id).status = status


def set_strength(uow: UnitOfWork, finding_id: str, is_strength: bool) -> None:
    """Say whether the finding is a strength of the system (F3)."""
    fetch(uow.session, Finding, finding_id).is_strength = is_strength


def set_part(uow: UnitOfWork, finding_id: str, part_key: str, body: Text) -> None:
    """Write one part of the anatomy."""
    finding = fetch(uow.session, Finding, finding_id)
    for part in finding.parts:
        if part.part_key == part_key:
            part.body = body
            return
    finding.parts.append(FindingPart(part_key=part_key, body=body))


def set_patterns(uow: UnitOfWork, finding_id: str, keys: frozenset[str]) -> None:
    """Say to which classes of the typology a finding belongs; none is as good as several (F62)."""
    finding = fetch(uow.session, Finding, finding_id)
    for pattern in [p for p in finding.patterns if p.typology_key not in keys]:
        finding.patterns.remove(pattern)
    there = {pattern.typology_key for pattern in finding.patterns}
    finding.patterns.extend(FindingPattern(typology_key=key) for key in sorted(keys - there))


def move(uow: UnitOfWork, finding_id: str, position: int) -> None:
    """Put a finding at a place in the order of the report, counted among the others."""
    finding = fetch(uow.session, Finding, finding_id)
    order = [f for f in _in_order(uow.session) if f.id != finding_id]
    order.insert(max(0, min(position, len(order))), finding)
    renumber(order)


def link_evidence(uow: UnitOfWork, finding_id: str, kind: str, target_id: str, part_key: str = "") -> str:
    """Let a finding rest on a thing, for one of its parts or as a whole; a link that is there already is returned."""
    finding = fetch(uow.session, Finding, finding_id)
    fetch(uow.session, EVIDENCE[kind], target_id)
    column = f"{kind}_id"
    for row in finding.evidence:
        if getattr(row, column) == target_id and row.part_key == part_key:
            return row.id
    row = EvidenceLink(part_key=part_key, position=len(finding.evidence), **{column: target_id})
    finding.evidence.append(row)
    uow.session.flush()
    return row.id


def unlink_evidence(uow: UnitOfWork, link_id: str) -> None:
    """Take a link away; the thing itself stays."""
    row = fetch(uow.session, EvidenceLink, link_id)
    row.finding.evidence.remove(row)


def add_issue(uow: UnitOfWork, finding_id: str, question: Text) -> str:
    """Put a question to the Board, after the others, and return its id."""
    finding = fetch(uow.session, Finding, finding_id)
    issue = BoardIssue(question=question, position=len(finding.issues))
    finding.issues.append(issue)
    uow.session.flush()
    return issue.id


def set_issue(uow: UnitOfWork, issue_id: str, question: Text) -> None:
    """Change a question to the Board."""
    fetch(uow.session, BoardIssue, issue_id).question = question


def move_issue(uow: UnitOfWork, issue_id: str, position: int) -> None:
    """Put a question at another place among its finding's questions."""
    issue = fetch(uow.session, BoardIssue, issue_id)
    others = [row for row in issue.finding.issues if row.id != issue_id]
    others.insert(max(0, min(position, len(others))), issue)
    renumber(others)


def remove_issue(uow: UnitOfWork, issue_id: str) -> None:
    """Take a question away."""
    issue = fetch(uow.session, BoardIssue, issue_id)
    issue.finding.issues.remove(issue)


def put_in_bin(uow: UnitOfWork, finding_id: str) -> None:
    """Put a finding into the bin; the others close up."""
    finding = fetch(uow.session, Finding, finding_id)
    finding.binned_at = now()
    renumber([f for f in _in_order(uow.session) if f.id != finding_id])


def take_from_bin(uow: UnitOfWork, finding_id: str) -> None:
    """Take a finding out of the bin, to the end."""
    finding = fetch(uow.session, Finding, finding_id)
    finding.position = len(_in_order(uow.session))
    finding.binned_at = None
