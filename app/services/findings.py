"""Findings: the anatomy, what each part rests on, and the issues for the Board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.text import Text
from app.models import BoardIssue, EvidenceLink, Finding, FindingPart, FindingPattern
from app.services.common import fetch, now, renumber
from app.services.evidence import STORED as EVIDENCE
from app.services.evidence import Evidence, Reading, Weight, gaps
from app.storage.unit_of_work import UnitOfWork

STATUSES = ("emerging", "in discussion", "agreed")


@dataclass(frozen=True)
class FindingRow:
    """A finding as lists show it; ``number`` counts from 1 in the order of the report, ``gaps`` are keys of advice.

    ``evidence`` counts links, without what lies in the bin.
    """

    id: str
    number: int
    headline: Text
    status: str
    is_strength: bool
    evidence: int
    issues: int
    written: frozenset[str]
    weight: Weight
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class IssueRow:
    """A question to the Board."""

    id: str
    question: Text


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
    gaps: tuple[str, ...]


# -- reading --------------------------------------------------------------------------------------------------------


def listed(session: Session) -> tuple[FindingRow, ...]:
    """Return the findings that are not in the bin, in the order of the report."""
    query = (
        select(Finding)
        .where(Finding.binned_at.is_(None))
        .options(selectinload(Finding.parts), selectinload(Finding.evidence), selectinload(Finding.issues))
        .order_by(Finding.position, Finding.id)
    )
    findings = session.scalars(query).all()
    reading = Reading(session, [link for finding in findings for link in finding.evidence])
    return tuple(_row(number, finding, reading) for number, finding in enumerate(findings, 1))


def _row(number: int, finding: Finding, reading: Reading) -> FindingRow:
    evidence = reading.evidence(finding.id)
    weight = reading.weigh(evidence)
    written = _written(finding)
    return FindingRow(
        finding.id,
        number,
        finding.headline,
        finding.status,
        finding.is_strength,
        len(evidence),
        len(finding.issues),
        written,
        weight,
        gaps(evidence, weight, written),
    )


def _written(finding: Finding) -> frozenset[str]:
    return frozenset(part.part_key for part in finding.parts if not part.body.empty)


def detail(session: Session, finding_id: str) -> FindingDetail:
    """Return everything one finding holds; raises ``RuleBroken`` where it is gone. In the bin it has the number 0."""
    f = fetch(session, Finding, finding_id)
    order = [row.id for row in _in_order(session)]
    reading = Reading(session, f.evidence)
    evidence = reading.evidence(f.id)
    weight = reading.weigh(evidence)
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
        weight,
        gaps(evidence, weight, _written(f)),
    )


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
    """Write one part of the anatomy; a part in which nothing stands any more is not kept."""
    finding = fetch(uow.session, Finding, finding_id)
    there = next((part for part in finding.parts if part.part_key == part_key), None)
    if there is not None and body.empty:
        finding.parts.remove(there)
    elif there is not None:
        there.body = body
    elif not body.empty:
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
    last = max((row.position for row in finding.evidence), default=-1)
    row = EvidenceLink(part_key=part_key, position=last + 1, **{column: target_id})
    finding.evidence.append(row)
    uow.session.flush()
    return row.id


def link_many(uow: UnitOfWork, finding_id: str, things: Sequence[tuple[str, str]], part_key: str = "") -> tuple[str, ...]:
    """Let a finding rest on several things, (kind, id) each, and return the ids of the links."""
    return tuple(link_evidence(uow, finding_id, kind, target_id, part_key) for kind, target_id in things)


def unlink_evidence(uow: UnitOfWork, link_id: str) -> None:
    """Take a link away; the thing itself stays."""
    row = fetch(uow.session, EvidenceLink, link_id)
    row.finding.evidence.remove(row)


def add_issue(uow: UnitOfWork, finding_id: str, question: Text, position: int | None = None) -> str:
    """Put a question to the Board, at a place among the finding's others or after them, and return its id."""
    finding = fetch(uow.session, Finding, finding_id)
    order = list(finding.issues)
    issue = BoardIssue(question=question, position=len(order))
    finding.issues.append(issue)
    order.insert(len(order) if position is None else max(0, min(position, len(order))), issue)
    renumber(order)
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
    finding = issue.finding
    finding.issues.remove(issue)
    renumber(sorted(finding.issues, key=_position))


def _position(issue: BoardIssue) -> int:
    return issue.position


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
