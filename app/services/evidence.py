"""What findings rest on: the things their evidence leads to, whose voices stand behind them, and what is still missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.text import EMPTY, Text, text_from
from app.models import (
    Account,
    Agency,
    Base,
    ContributoryFactor,
    Conversation,
    Episode,
    EpisodeEvent,
    Event,
    EvidenceLink,
    FactorUse,
    Meeting,
    Passage,
    Person,
)
from app.services import attendance

STORED: dict[str, type[Base]] = {
    "event": Event,
    "conversation": Conversation,
    "passage": Passage,
    "episode": Episode,
    "factor": ContributoryFactor,
    "meeting": Meeting,
}
"""What a finding can rest on."""

GAPS = ("nothing", "one_voice", "no_event", "untested")
"""What may be missing, as advice: nothing linked, one voice only, nothing that happened, no word on how it was tested."""


@dataclass(frozen=True)
class Evidence:
    """One thing a finding rests on: ``kind`` is a key of ``STORED``; ``words`` what it says.

    ``when`` is a date as given, ``source`` an agency's name, ``person_ids`` who speaks (participants of a conversation).
    ``place`` is the conversation to open for a passage, otherwise the thing itself. ``voices`` are the ids of all people and
    agencies who stand behind it, ``agencies`` those of the agencies they stand for.
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
    voices: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Weight:
    """How many things a finding rests on, from how many voices and how many agencies.

    A thing that is linked to two parts counts once. ``by_agency`` has an agency's name and how many of the things it or its
    people stand behind, ``by_person`` a person's id and how many they do; the most first.
    """

    things: int = 0
    voices: int = 0
    agencies: int = 0
    by_agency: tuple[tuple[str, int], ...] = ()
    by_person: tuple[tuple[str, int], ...] = ()


Row = TypeVar("Row", bound=Base)


class Reading:
    """Reads the evidence of many findings at once: a query for each kind of thing, however many links there are."""

    def __init__(self, session: Session, links: Sequence[EvidenceLink]) -> None:
        self._session = session
        self._links = links
        self._names = {row.id: row.name for row in session.execute(select(Agency.id, Agency.name).order_by(Agency.position))}
        self._employer = {row.id: row.agency_id for row in session.execute(select(Person.id, Person.agency_id))}

    def evidence(self, finding_id: str) -> tuple[Evidence, ...]:
        """Return what one finding rests on, in the order of linking; what lies in the bin is left out."""
        found = (self._one(link) for link in self._links if link.finding_id == finding_id)
        return tuple(item for item in found if item is not None)

    def weigh(self, evidence: Iterable[Evidence]) -> Weight:
        """Count things, voices and agencies."""
        things = {(item.kind, item.target_id): item for item in evidence}
        voices = Counter(voice for item in things.values() for voice in item.voices)
        agencies = Counter(agency for item in things.values() for agency in item.agencies)
        place = {agency_id: at for at, agency_id in enumerate(self._names)}
        by_agency = sorted(agencies.items(), key=lambda pair: (-pair[1], place[pair[0]]))
        people = [(voice, number) for voice, number in voices.items() if voice not in self._names]
        return Weight(
            len(things),
            len(voices),
            len(agencies),
            tuple((self._names[agency_id], number) for agency_id, number in by_agency),
            tuple(sorted(people, key=lambda pair: (-pair[1], pair[0]))),
        )

    # -- one link ---------------------------------------------------------------------------------------------------

    def _one(self, link: EvidenceLink) -> Evidence | None:
        if link.event_id:
            return self._of_event(link, self._events.get(link.event_id))
        if link.passage_id:
            passage = self._passages[link.passage_id]
            conversation = self._conversations[passage.conversation_id]
            return self._of_speech(link, "passage", passage.id, conversation, conversation.note.extract(passage.mark_id))
        if link.conversation_id:
            conversation = self._conversations[link.conversation_id]
            return self._of_speech(link, "conversation", conversation.id, conversation, EMPTY)
        if link.episode_id:
            return self._of_episode(link, self._episodes.get(link.episode_id))
        if link.meeting_id:
            return self._of_meeting(link, self._meetings.get(link.meeting_id))
        return self._of_factor(link, self._factors[link.factor_id or ""])

    def _of_event(self, link: EvidenceLink, event: Event | None) -> Evidence | None:
        if event is None:
            return None
        behind = frozenset((event.agency_id,)) if event.agency_id else frozenset[str]()
        source = self._names.get(event.agency_id or "", "")
        when, what = event.when.text, event.what
        return Evidence(link.id, link.part_key, "event", event.id, event.id, what, when, source, (), behind, behind)

    def _of_speech(self, link: EvidenceLink, kind: str, target_id: str, talk: Conversation, words: Text) -> Evidence | None:
        if talk.binned_at is not None:
            return None
        people = tuple(part.person_id for part in talk.parts if part.part == "participant")
        behind = frozenset(people)
        when = talk.held.text
        return Evidence(
            link.id, link.part_key, kind, target_id, talk.id, words, when, "", people, behind, self._stand_for(behind)
        )

    def _of_episode(self, link: EvidenceLink, episode: Episode | None) -> Evidence | None:
        if episode is None:
            return None
        behind = self._behind_episodes[episode.id]
        words = text_from(episode.title, paragraph_ids=str) if episode.title else episode.what_happened
        when = episode.period.text
        agencies = self._stand_for(behind)
        return Evidence(link.id, link.part_key, "episode", episode.id, episode.id, words, when, "", (), behind, agencies)

    def _of_factor(self, link: EvidenceLink, factor: ContributoryFactor) -> Evidence:
        behind = self._behind_factors[factor.id]
        agencies = self._stand_for(behind)
        return Evidence(link.id, link.part_key, "factor", factor.id, factor.id, factor.body, "", "", (), behind, agencies)

    def _of_meeting(self, link: EvidenceLink, meeting: Meeting | None) -> Evidence | None:
        """A meeting says what is counted at it; behind it stands whose record tells of it."""
        if meeting is None:
            return None
        told = self._told_by.get(meeting.event_id or "")
        behind = frozenset((told,)) if told else frozenset[str]()
        lines = "; ".join(self._counts.get(meeting.id, ()))
        words = text_from(f"{meeting.title}: {lines}" if lines else meeting.title, paragraph_ids=str)
        when, source = meeting.held.text, self._names.get(told or "", "")
        return Evidence(link.id, link.part_key, "meeting", meeting.id, meeting.id, words, when, source, (), behind, behind)

    def _stand_for(self, voices: frozenset[str]) -> frozenset[str]:
        """Return the agencies among the voices, and those for which the people among them work."""
        found = (voice if voice in self._names else self._employer.get(voice) for voice in voices)
        return frozenset(agency_id for agency_id in found if agency_id)

    # -- what the links lead to, read when first asked for ---------------------------------------------------------

    @cached_property
    def _events(self) -> dict[str, Event]:
        ids = [link.event_id for link in self._links if link.event_id]
        query = select(Event).where(Event.id.in_(ids), Event.binned_at.is_(None))
        return {event.id: event for event in self._session.scalars(query)}

    @cached_property
    def _episodes(self) -> dict[str, Episode]:
        ids = [link.episode_id for link in self._links if link.episode_id]
        query = select(Episode).where(Episode.id.in_(ids), Episode.binned_at.is_(None))
        return {episode.id: episode for episode in self._session.scalars(query)}

    @cached_property
    def _meetings(self) -> dict[str, Meeting]:
        ids = [link.meeting_id for link in self._links if link.meeting_id]
        query = select(Meeting).where(Meeting.id.in_(ids), Meeting.binned_at.is_(None))
        return {meeting.id: meeting for meeting in self._session.scalars(query)}

    @cached_property
    def _told_by(self) -> dict[str, str | None]:
        """Whose events tell of the meetings."""
        ids = [meeting.event_id for meeting in self._meetings.values() if meeting.event_id]
        query = select(Event.id, Event.agency_id).where(Event.id.in_(ids), Event.binned_at.is_(None))
        return {row.id: row.agency_id for row in self._session.execute(query)}

    @cached_property
    def _counts(self) -> dict[str, tuple[str, ...]]:
        return attendance.count_lines(self._session, self._meetings)

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        ids = [link.passage_id for link in self._links if link.passage_id]
        return {passage.id: passage for passage in self._session.scalars(select(Passage).where(Passage.id.in_(ids)))}

    @cached_property
    def _conversations(self) -> dict[str, Conversation]:
        ids = {link.conversation_id for link in self._links if link.conversation_id}
        ids |= {passage.conversation_id for passage in self._passages.values()}
        query = select(Conversation).where(Conversation.id.in_(ids)).options(selectinload(Conversation.parts))
        return {conversation.id: conversation for conversation in self._session.scalars(query)}

    @cached_property
    def _factors(self) -> dict[str, ContributoryFactor]:
        ids = [link.factor_id for link in self._links if link.factor_id]
        query = select(ContributoryFactor).where(ContributoryFactor.id.in_(ids))
        return {factor.id: factor for factor in self._session.scalars(query)}

    @cached_property
    def _speakers(self) -> dict[str, frozenset[str]]:
        """Who takes part in each conversation that is not in the bin, for all of them."""
        query = select(Conversation).where(Conversation.binned_at.is_(None)).options(selectinload(Conversation.parts))
        return {
            talk.id: frozenset(part.person_id for part in talk.parts if part.part == "participant")
            for talk in self._session.scalars(query)
        }

    @cached_property
    def _behind_episodes(self) -> dict[str, frozenset[str]]:
        """Whose records and words an episode stands on: its events, its accounts, the passages that speak of it."""
        found: dict[str, set[str]] = defaultdict(set)
        events = (
            select(EpisodeEvent.episode_id, Event.agency_id)
            .join(Event, Event.id == EpisodeEvent.event_id)
            .where(Event.binned_at.is_(None), Event.agency_id.is_not(None))
        )
        for episode_id, agency_id in self._session.execute(events):
            found[episode_id].add(agency_id or "")
        accounts = select(Account.episode_id, Account.person_id, Account.agency_id).where(Account.episode_id.is_not(None))
        for episode_id, person_id, agency_id in self._session.execute(accounts):
            found[episode_id or ""].add(person_id or agency_id or "")
        passages = select(Passage.episode_id, Passage.conversation_id).where(Passage.episode_id.is_not(None))
        for episode_id, conversation_id in self._session.execute(passages):
            found[episode_id or ""] |= self._speakers.get(conversation_id, frozenset())
        return defaultdict(frozenset, {key: frozenset(voices) for key, voices in found.items()})

    @cached_property
    def _behind_factors(self) -> dict[str, frozenset[str]]:
        """Whose words show a factor: in passages, and in the episodes where it is seen at work."""
        found: dict[str, set[str]] = defaultdict(set)
        query = (
            select(FactorUse.factor_id, FactorUse.episode_id, Passage.conversation_id, Episode.binned_at)
            .outerjoin(Passage, Passage.id == FactorUse.passage_id)
            .outerjoin(Episode, Episode.id == FactorUse.episode_id)
        )
        for factor_id, episode_id, conversation_id, binned_at in self._session.execute(query):
            if conversation_id:
                found[factor_id] |= self._speakers.get(conversation_id, frozenset())
            elif episode_id and binned_at is None:
                found[factor_id] |= self._behind_episodes[episode_id]
        return defaultdict(frozenset, {key: frozenset(voices) for key, voices in found.items()})


def gaps(evidence: Sequence[Evidence], weight: Weight, written: frozenset[str]) -> tuple[str, ...]:
    """Return which of ``GAPS`` a finding has; ``written`` are the keys of the parts in which something stands."""
    if not evidence:
        missing = ["nothing"]
    else:
        missing = ["one_voice"] if weight.voices <= 1 else []
        if not any(item.kind in ("event", "episode", "meeting") for item in evidence):
            missing.append("no_event")
    if "tested" not in written:
        missing.append("untested")
    return tuple(missing)
