"""What a report says of the family, of those who took part, and of the process of the review."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ages import age_on
from app.domain.report import ConversationRow, FamilyRow, MeetingRow, Process, Reviewer, Rich, Term, Words, paragraph
from app.models import Agency, Conversation, GlossaryEntry, Meeting, Participation, Person
from app.services.common import column
from app.services.report_words import Teller, Voice, counted, listed

_SEXES = {"female": "F", "male": "M"}
FAMILY = "Family"


def family(session: Session, teller: Teller, on: date) -> tuple[FamilyRow, ...]:
    """Return the family composition with ages on a day; a date of birth is never printed."""
    query = select(Person).where(Person.kind == "family").order_by(Person.position, Person.name)
    return tuple(
        FamilyRow(
            teller.voice(person.id).shown,
            _SEXES.get(person.sex.casefold(), person.sex),
            _age(person, on),
            person.relationship_to_child,
            person.ethnicity,
        )
        for person in session.scalars(query)
    )


def _age(person: Person, on: date) -> str:
    died = person.died.latest.date() if person.died.latest else None
    age = age_on(person.born, min(on, died) if died else on)
    return f"{age} at death" if age and died and died <= on else age


def taking_part(session: Session, part: str) -> tuple[Participation, ...]:
    """Return who takes a part in the review, by agency and place in the register."""
    query = (
        select(Participation)
        .join(Person)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(Participation.part == part)
        .order_by(Agency.position, Person.position, Person.name)
    )
    return tuple(session.scalars(query))


def lead_reviewers(session: Session, teller: Teller) -> tuple[Reviewer, ...]:
    """Return the lead reviewers as the title page names them.

    They are people like all others: by role or pseudonym they stand there under those, and whoever has neither is left
    out rather than called "a member of the review".
    """
    people = teller.naming.people
    reviewers: list[Reviewer] = []
    for row in taking_part(session, "lead reviewer"):
        names, shown = people[row.person_id], teller.voice(row.person_id).shown
        if shown.casefold() in {name.casefold() for name in (names.name, names.role, names.pseudonym)}:
            reviewers.append(Reviewer(shown, names.role if names.role.casefold() != shown.casefold() else ""))
    return tuple(reviewers)


def expertise(session: Session, teller: Teller) -> Rich:
    """Return what is noted of the lead reviewers' experience and independence."""
    notes = ((teller.voice(row.person_id).shown, row.reason.strip()) for row in taking_part(session, "lead reviewer"))
    return tuple(paragraph(f"{shown}: {reason}") for shown, reason in notes if reason)


def professionals_part(session: Session, words: Words) -> Rich:
    """Return how many professionals took part, and how."""
    group = len(taking_part(session, "case group"))
    spoken = _held(session)
    asked = {person.id for _, people in spoken for person in people if person.kind != "family"}
    held = sum(1 for _, people in spoken if any(person.kind != "family" for person in people))
    said: list[str] = []
    if group:
        said.append(f"The {words.case_group} had {counted(group, 'member', 'members')}.")
    if held:
        verb = "was" if held == 1 else "were"
        of = counted(len(asked), "professional", "professionals")
        said.append(f"{counted(held, words.conversation, words.conversations)} {verb} held with {of}.")
    return (paragraph(" ".join(said)),) if said else ()


def family_part(session: Session, teller: Teller) -> Rich:
    """Return how members of the family were involved."""
    told: list[str] = []
    for row in taking_part(session, "family"):
        said = ". ".join(part.strip().rstrip(".") for part in (row.involvement, row.reason) if part.strip())
        if said:
            told.append(f"{teller.voice(row.person_id).shown}: {said}.")
    return tuple(paragraph(words) for words in told)


def acronyms(session: Session, teller: Teller) -> tuple[Term, ...]:
    """Return the abbreviations of the review; whose one is, where it means different things to different agencies."""
    rows = session.scalars(select(GlossaryEntry).order_by(GlossaryEntry.abbreviation, GlossaryEntry.meaning)).all()
    meanings: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        meanings[row.abbreviation].add(row.meaning)
    terms: dict[Term, None] = {}
    for row in rows:
        whose = teller.agency(row.agency_id) if len(meanings[row.abbreviation]) > 1 else ""
        terms.setdefault(Term(row.abbreviation, f"{row.meaning} ({whose})" if whose else row.meaning))
    return tuple(terms)


def process(session: Session, teller: Teller, words: Words) -> Process:
    """Return how the review was carried out: its team, its own meetings, and how many were spoken to."""
    spoken = _held(session)
    rows = _conversation_rows(teller, spoken)
    seen = {person.id for _, people in spoken for person in people}
    return Process(_team(session, teller, words), _meetings(session), rows, len(seen), len(spoken))


def _team(session: Session, teller: Teller, words: Words) -> Rich:
    members = [teller.voice(row.person_id) for row in taking_part(session, "review team")]
    if not members:
        return ()
    has = f"The {words.review_team} had {counted(len(members), 'member', 'members')}"
    return (paragraph(f"{has}: {listed(_with_agencies(members))}."),)


def _with_agencies(voices: Iterable[Voice]) -> list[str]:
    """Return each voice with its agency; those that read the same are counted."""
    shown = Counter(f"{voice.shown} ({voice.agency})" if voice.agency else voice.shown for voice in voices)
    return [name if number == 1 else f"{number} times {name}" for name, number in shown.items()]


def _meetings(session: Session) -> tuple[MeetingRow, ...]:
    """Return the review's own meetings; those held in the case are part of its story."""
    held = column(Meeting, "held_earliest")
    query = (
        select(Meeting).where(Meeting.kind != "case", Meeting.binned_at.is_(None)).order_by(held.is_(None), held, Meeting.id)
    )
    return tuple(
        MeetingRow(meeting.held.text, meeting.kind[:1].upper() + meeting.kind[1:], _attended(meeting), meeting.title)
        for meeting in session.scalars(query)
    )


def _attended(meeting: Meeting) -> int | None:
    came = [row.presence == "came" for row in meeting.attendances]
    return sum(came) if came else None


def _held(session: Session) -> list[tuple[Conversation, list[Person]]]:
    """Return the conversations that took place, each with those who were spoken to."""
    query = select(Conversation).where(Conversation.binned_at.is_(None), Conversation.status != "planned")
    people = {person.id: person for person in session.scalars(select(Person))}
    return [
        (conversation, [people[part.person_id] for part in conversation.parts if part.part == "participant"])
        for conversation in session.scalars(query.order_by(Conversation.id))
    ]


def _conversation_rows(teller: Teller, spoken: list[tuple[Conversation, list[Person]]]) -> tuple[ConversationRow, ...]:
    """Count people and conversations by agency; a conversation with two agencies counts for both."""
    people: dict[str, set[str]] = defaultdict(set)
    conversations: dict[str, set[str]] = defaultdict(set)
    for conversation, asked in spoken:
        for person in asked:
            group = FAMILY if person.kind == "family" else teller.agency(person.agency_id) or "No agency"
            people[group].add(person.id)
            conversations[group].add(conversation.id)
    order = [*teller.agencies.values(), "No agency", FAMILY]
    return tuple(
        ConversationRow(group, len(people[group]), len(conversations[group])) for group in sorted(people, key=order.index)
    )
