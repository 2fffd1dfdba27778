"""The findings of a report: the anatomy, the issues for the Board and what each finding stands on."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.report import Evidence, Finding, Rich, RichParagraph, Span, Words, paragraph
from app.models import ContributoryFactor, Conversation, Event, EvidenceLink, Meeting, Passage
from app.models import Episode as StoredEpisode
from app.models import Finding as StoredFinding
from app.services import attendance
from app.services.common import fetch
from app.services.report_words import Teller
from app.services.vocabularies import Entry, vocabulary

PLACES = {
    "manifest": "showed",
    "effects": "effects",
    "noticed": "unnoticed",
    "tested": "tested",
    "prevalence": "prevalence",
    "persists": "persists",
    "conclusion": "conclusion",
    "summary": "summary",
    "issues": "issues",
}
"""Where each part of the anatomy stands in a report; a part that the review added itself follows the conclusion."""

OWN = "Analysis"
"""The voice of an episode or a factor: what the review itself made of what it was told."""

STRENGTH = "A strength of the system"


def finding_numbers(session: Session) -> dict[str, int]:
    """Return the numbers that findings have in the report, by id."""
    return {finding.id: number for number, finding in enumerate(_in_order(session), 1)}


def _in_order(session: Session) -> list[StoredFinding]:
    query = select(StoredFinding).where(StoredFinding.binned_at.is_(None))
    return list(session.scalars(query.order_by(StoredFinding.position, StoredFinding.id)))


def report_findings(session: Session, teller: Teller, words: Words, *, adult: bool = False) -> tuple[Finding, ...]:
    """Return the findings in order; ``adult`` names a pattern as reviews about adults do."""
    parts = vocabulary(session, "finding-anatomy", with_hidden=True)
    patterns = {entry.key: _pattern_name(entry, adult=adult) for entry in vocabulary(session, "typology", with_hidden=True)}
    return tuple(
        _finding(session, teller, number, finding, parts, patterns, words)
        for number, finding in enumerate(_in_order(session), 1)
    )


def _pattern_name(entry: Entry, *, adult: bool) -> str:
    return entry.more.get("adult_label", entry.label) if adult else entry.label


def _finding(
    session: Session,
    teller: Teller,
    number: int,
    stored: StoredFinding,
    anatomy: tuple[Entry, ...],
    patterns: dict[str, str],
    words: Words,
) -> Finding:
    evidence = (_evidence(session, teller, link, words) for link in stored.evidence)
    has = {pattern.typology_key for pattern in stored.patterns}
    categories = [name for key, name in patterns.items() if key in has]
    finding = Finding(
        number,
        teller.line(stored.headline),
        evidence=tuple(item for item in evidence if item is not None),
        categories=(*categories, STRENGTH) if stored.is_strength else tuple(categories),
    )
    parts = _parts(teller, stored, anatomy)
    asked = tuple(p for issue in stored.issues for p in teller.rich(issue.question))
    return replace(finding, **{**parts, "issues": (*asked, *parts.get("issues", ()))})


def _parts(teller: Teller, stored: StoredFinding, anatomy: tuple[Entry, ...]) -> dict[str, Rich]:
    """Return the written parts by their place in the report."""
    written = {part.part_key: teller.rich(part.body) for part in stored.parts if not part.body.empty}
    parts = {place: written.pop(key) for key, place in PLACES.items() if key in written}
    names = {entry.key: entry.label for entry in anatomy}
    for key in sorted(written, key=[*names, *written].index):
        named = paragraph(names.get(key, key), bold=True)
        parts["conclusion"] = (*parts.get("conclusion", ()), named, *written[key])
    return parts


def _evidence(session: Session, teller: Teller, link: EvidenceLink, words: Words) -> Evidence | None:
    """Return what a link leads to; None while that lies in the bin, or its words are gone."""
    if link.event_id:
        return _record(teller, fetch(session, Event, link.event_id))
    if link.passage_id:
        passage = fetch(session, Passage, link.passage_id)
        told = teller.quoted(passage.conversation.note.extract(passage.mark_id))
        return _spoken(teller, passage.conversation, told, words) if told else None
    if link.conversation_id:
        return _spoken(teller, fetch(session, Conversation, link.conversation_id), (), words)
    if link.episode_id:
        episode = fetch(session, StoredEpisode, link.episode_id)
        return Evidence(OWN, "", paragraph(episode.title)) if episode.binned_at is None else None
    if link.meeting_id:
        return _counted(session, teller, fetch(session, Meeting, link.meeting_id))
    factor = fetch(session, ContributoryFactor, link.factor_id or "")
    return Evidence(OWN, "", teller.one_paragraph(factor.body))


def _record(teller: Teller, event: Event) -> Evidence | None:
    before = f"{event.when.text}: " if event.when.text else ""
    what = teller.one_paragraph(event.what, before)
    return Evidence("Record", teller.agency(event.agency_id), what) if event.binned_at is None else None


def _counted(session: Session, teller: Teller, meeting: Meeting) -> Evidence | None:
    """A meeting and what is counted at it; whose it is says the event that tells of it."""
    if meeting.binned_at is not None:
        return None
    event = session.get(Event, meeting.event_id) if meeting.event_id else None
    head = f"{meeting.held.text}: {meeting.title}" if meeting.held.text else meeting.title
    lines = "; ".join(attendance.count_lines(session, (meeting.id,))[meeting.id])
    what = paragraph(f"{head}: {lines}" if lines else head)
    return Evidence("Record", teller.agency(event.agency_id) if event else "", what)


def _spoken(teller: Teller, conversation: Conversation, told: Rich, words: Words) -> Evidence | None:
    if conversation.binned_at is not None:
        return None
    voice = teller.voices(part.person_id for part in conversation.parts if part.part == "participant")
    kind = "Family" if voice.kind == "family" else _first_capital(words.conversation)
    said = RichParagraph(tuple(span for p in told for span in (*p.spans, Span(" ")))[:-1], True, voice.shown)
    held = f", {conversation.held.text}" if conversation.held.text else ""
    return Evidence(kind, voice.agency, said if told else paragraph(f"{voice.shown}{held}"))


def _first_capital(word: str) -> str:
    return word[:1].upper() + word[1:]
