"""A small review with something in every place, made through the services; one person's real name is a marker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.date_context import DateContext
from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.text import Reference, Style, Text, text_from
from app.models import Attendance, GlossaryEntry, Meeting
from app.services import chronology, conversations, episode_rows, episodes, factors, findings, people, review
from app.services.people import PersonFields
from app.storage.unit_of_work import UnitOfWork

MARKER = "Quillonby"
CHILD = f"Tansy {MARKER}"
PRIVATE = "zzprivatezz"
BINNED = "zzbinnedzz"

Act = Callable[..., Any]


def when(text: str) -> UncertainDate:
    return understand(text, DateContext(date(2013, 1, 1))).when


@dataclass
class Made:
    """The ids of what was made."""

    people: dict[str, str] = field(default_factory=dict[str, str])
    agencies: dict[str, str] = field(default_factory=dict[str, str])
    episodes: list[str] = field(default_factory=list[str])
    events: list[str] = field(default_factory=list[str])
    lanes: list[str] = field(default_factory=list[str])
    findings: list[str] = field(default_factory=list[str])
    conversation: str = ""

    def text(self, before: str, who: str = "child", after: str = ".") -> Text:
        """Return letters with a reference to a person between them."""
        reference = Reference("person", self.people[who], CHILD)
        return text_from(f"{before}{after}").with_reference(len(before), len(before), reference)


def make(act: Act) -> Made:
    """Fill a blank review."""
    made = Made()
    act(_review)
    act(_people, made)
    act(_texts, made)
    act(_events, made)
    act(_board, made)
    act(_conversation, made)
    act(_findings, made)
    act(_process, made)
    return made


def _review(uow: UnitOfWork) -> None:
    review.start(uow, "Review Orchard", "scr", ("First", "Second", "Not in the report"))
    review.set_field(uow, "commissioning_body", "Fernhollow Safeguarding Children Board")
    review.set_field(uow, "version_label", "0.3")
    review.set_field(uow, "period_from", "2010-01-01")
    review.set_field(uow, "period_to", "2012-06-30")
    review.set_questions(uow, ("How does news travel?", "Who counts?"))


def _people(uow: UnitOfWork, made: Made) -> None:
    made.agencies["health"] = people.add_agency(uow, "Health visiting", "HV")
    made.agencies["school"] = people.add_agency(uow, "Larch School")
    child = PersonFields(
        CHILD, "family", "", None, "subject of the review", "female", "white British", when("3 May 2010"), True
    )
    made.people["child"] = people.add(uow, child)
    people.set_aliases(uow, made.people["child"], ("TQ", "baby", "Tansy Q"))
    people.set_pseudonym(uow, made.people["child"], "report", "Child T")
    made.people["aunt"] = people.add(uow, PersonFields("Orla Venn", "family", "", None, "aunt", "female"))
    made.people["visitor"] = people.add(
        uow, PersonFields("Imelda Rook", "professional", "health visitor", made.agencies["health"])
    )
    made.people["teacher"] = people.add(uow, PersonFields("Piers Alder", "professional", "", made.agencies["school"]))
    made.people["lead"] = people.add(uow, PersonFields("Hester Vane", "review", "independent reviewer"))
    made.people["quiet"] = people.add(uow, PersonFields("Jonas Pell", "review"))
    for who in ("lead", "quiet"):
        people.set_part(uow, made.people[who], "lead reviewer", True, "", "Twenty years in education.")
    people.set_part(uow, made.people["visitor"], "case group", True)
    people.set_part(uow, made.people["teacher"], "review team", True)
    people.set_part(uow, made.people["aunt"], "family", True, "seen", "She was seen twice.")
    for person_id in made.people.values():
        people.set_note(uow, person_id, text_from(PRIVATE))


def _texts(uow: UnitOfWork, made: Made) -> None:
    for name in review.TEXTS:
        review.set_text(uow, name, made.text(f"The {name} of "))


def _events(uow: UnitOfWork, made: Made) -> None:
    def event(at: str, agency: str, what: Text, note: str = PRIVATE) -> str:
        event_id = chronology.add_event(uow, when=at, agency_id=made.agencies[agency], what=what)
        chronology.set_private_note(uow, event_id, text_from(note))
        made.events.append(event_id)
        return event_id

    second = event("June 2011", "school", made.text("", after=" starts school."))
    first = event("?22 May 2011", "health", made.text("Seen at home: "))
    chronology.set_quotation(uow, first, text_from("Growing well"))
    chronology.set_source(uow, first, "Record book")
    gone = event("1 June 2011", "health", text_from(BINNED))
    event("2 June 2011", "health", text_from("Not in the skeleton"))
    chronology.mark_skeleton(uow, (first, second, gone), True)
    chronology.bin_events(uow, (gone,))


def _board(uow: UnitOfWork, made: Made) -> None:
    made.lanes = [lane.id for lane in episode_rows.board(uow.session)]
    for title, lane in (("The second move", 1), ("The first visit", 0), ("Stays out", 2), (BINNED, 0)):
        made.episodes.append(episodes.add(uow, made.lanes[lane], title))
    shown = made.episodes[1]
    for name in episode_rows.TEXTS:
        episodes.set_text(uow, shown, name, made.text(f"In {name}: "))
    episodes.set_period(uow, shown, when("May to June 2011"))
    episodes.link_events(uow, shown, tuple(made.events))
    episodes.add_account(uow, shown, person_id=made.people["visitor"], agency_id=None, body=made.text("I weighed "))
    episodes.add_account(uow, shown, person_id=None, agency_id=made.agencies["school"], body=text_from("No record of it."))
    factor = factors.add(uow, "conditions", "frontline", "helps", 2, made.text("A quiet week with "))
    episodes.link_factor(uow, shown, factor)
    episodes.put_in_bin(uow, made.episodes[3])


def _conversation(uow: UnitOfWork, made: Made) -> None:
    note = made.text("“I saw ", after=" that day.” " + PRIVATE)
    note = note.restyled(0, 3, lambda style: Style(True, False, style.marks))
    made.conversation = conversations.add(uow, (made.people["visitor"], made.people["teacher"]))
    conversations.set_held(uow, made.conversation, when("4 February 2013"))
    conversations.set_status(uow, made.conversation, "held")
    length = note.length - len(PRIVATE) - 1
    passage = conversations.mark(uow, made.conversation, note.with_mark(0, length, "m1"), "m1", "quotation")
    conversations.link_episode(uow, passage, made.episodes[1])
    planned = conversations.add(uow, (made.people["aunt"],))
    binned = conversations.add(uow, (made.people["aunt"],))
    conversations.set_note(uow, planned, text_from(PRIVATE))
    conversations.put_in_bin(uow, binned)
    finding = findings.add(uow, made.text("News of ", after=" goes astray"))
    made.findings.append(finding)
    findings.link_evidence(uow, finding, "passage", passage)


def _findings(uow: UnitOfWork, made: Made) -> None:
    finding = made.findings[0]
    for key in ("manifest", "effects", "noticed", "tested", "persists", "conclusion", "summary"):
        findings.set_part(uow, finding, key, made.text(f"Part {key}: "))
    findings.set_patterns(uow, finding, frozenset({"tools", "incidents"}))
    for event_id in made.events[:3]:
        findings.link_evidence(uow, finding, "event", event_id)
    findings.link_evidence(uow, finding, "conversation", made.conversation)
    findings.link_evidence(uow, finding, "episode", made.episodes[1])
    findings.link_evidence(uow, finding, "factor", factors.listed(uow.session)[0].id)
    findings.add_issue(uow, finding, made.text("Does the Board know of "))
    gone = findings.add(uow, text_from(BINNED))
    findings.link_evidence(uow, gone, "episode", made.episodes[1])
    findings.put_in_bin(uow, gone)
    made.findings.append(findings.add(uow, text_from("Groups change unseen")))
    findings.set_strength(uow, made.findings[1], True)


def _process(uow: UnitOfWork, made: Made) -> None:
    meeting = Meeting(kind="case group", title="First look", held=when("15 January 2013"), note=text_from(PRIVATE))
    meeting.attendances.append(Attendance(person_id=made.people["visitor"]))
    meeting.attendances.append(Attendance(person_id=made.people["teacher"], presence="apologies"))
    uow.session.add_all([meeting, Meeting(kind="review team", title="Planning"), Meeting(kind="case", title=BINNED)])
    uow.session.add(GlossaryEntry(abbreviation="HV", meaning="health visitor"))
    for agency, meaning in (("health", "core group"), ("school", "common ground")):
        uow.session.add(GlossaryEntry(abbreviation="CG", meaning=meaning, agency_id=made.agencies[agency]))
