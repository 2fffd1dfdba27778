"""Report data: what a report says, already put into words for one audience.

A service makes it of a review: every mention of a person or an agency is resolved by then, so that this room and the
documents need no names of their own. What is shown, in which order and under which headings, is the outline's affair
(``outlines``); ``describe`` brings the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """A stretch of letters of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class RichParagraph:
    """A paragraph; ``quotation`` marks somebody's words, ``said_by`` is how that somebody is shown ("a health visitor")."""

    spans: tuple[Span, ...]
    quotation: bool = False
    said_by: str = ""

    @property
    def plain(self) -> str:
        """The letters alone."""
        return "".join(span.text for span in self.spans)

    @property
    def empty(self) -> bool:
        """Whether nothing but white space is written."""
        return not self.plain.strip()


Rich = tuple[RichParagraph, ...]
"""A text of several paragraphs."""


def paragraph(text: str, *, bold: bool = False, italic: bool = False) -> RichParagraph:
    """Make a paragraph of one look."""
    return RichParagraph((Span(text, bold, italic),))


def quotation(text: str, said_by: str = "") -> RichParagraph:
    """Make a quotation, without quotation marks of its own."""
    return RichParagraph((Span(text),), quotation=True, said_by=said_by)


def rich(text: str) -> Rich:
    """Make a text of plain letters, a paragraph a line; empty lines are left out."""
    return tuple(paragraph(line) for line in text.split("\n") if line.strip())


@dataclass(frozen=True)
class Words:
    """The review's own words for things, as the outline's headings use them (``{board}``, ``{Board}`` with a capital)."""

    board: str = "the Board"
    subject: str = "child"
    family: str = "family"
    conversation: str = "conversation"
    conversations: str = "conversations"
    review_team: str = "review team"
    case_group: str = "case group"

    def put_into(self, text: str) -> str:
        """Replace ``{word}`` and ``{Word}`` by the review's words; other braces stay as they are."""
        for name, word in self._pairs():
            text = text.replace("{" + name + "}", word)
            text = text.replace("{" + name.capitalize() + "}", word[:1].upper() + word[1:])
        return text

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name in self.__dataclass_fields__:
            yield name, str(getattr(self, name))


@dataclass(frozen=True)
class Reviewer:
    """A lead reviewer, as the title page names them."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class FamilyRow:
    """One line of the family composition."""

    name: str
    sex: str = ""
    age: str = ""
    relationship: str = ""
    ethnicity: str = ""


@dataclass(frozen=True)
class Term:
    """An acronym or a term with what it stands for."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Account:
    """What one person or agency says: of what happened, or of how things looked to them at the time."""

    by: str
    content: Rich
    agency: str = ""


@dataclass(frozen=True)
class Factor:
    """A contributory factor as it worked in an episode; ``effect`` is what it did, in the report's words, or empty."""

    name: str
    level: str = ""
    effect: str = ""
    content: Rich = ()


@dataclass(frozen=True)
class Episode:
    """A key practice episode; ``period`` is as given, ``findings`` the numbers of those it bears on."""

    title: str
    period: str = ""
    agencies: tuple[str, ...] = ()
    what_happened: Rich = ()
    accounts: tuple[Account, ...] = ()
    good: Rich = ()
    problematic: Rich = ()
    standard: Rich = ()
    at_the_time: tuple[Account, ...] = ()
    factors: tuple[Factor, ...] = ()
    outcome: Rich = ()
    findings: tuple[int, ...] = ()


@dataclass(frozen=True)
class Count:
    """How often something showed itself: ``number`` of ``out_of`` (None where there is no whole)."""

    what: str
    number: int
    out_of: int | None = None

    @property
    def shown(self) -> str:
        """As a report prints it: "2 of 5", "14"."""
        return str(self.number) if self.out_of is None else f"{self.number} of {self.out_of}"


@dataclass(frozen=True)
class Evidence:
    """One thing that a finding stands on; ``voice`` is whose ("Record", "Conversation", "Family" …), as shown."""

    voice: str
    agency: str
    what: RichParagraph


@dataclass(frozen=True)
class Finding:
    """A finding in the order of its anatomy; ``indicative`` where the form of review can't give more."""

    number: int
    headline: str
    showed: Rich = ()
    counts: tuple[Count, ...] = ()
    effects: Rich = ()
    unnoticed: Rich = ()
    tested: Rich = ()
    prevalence: Rich = ()
    persists: Rich = ()
    conclusion: Rich = ()
    summary: Rich = ()
    issues: Rich = ()
    evidence: tuple[Evidence, ...] = ()
    categories: tuple[str, ...] = ()
    indicative: bool = False


@dataclass(frozen=True)
class ChronologyRow:
    """An event of the skeleton chronology, its date as given."""

    date: str
    agency: str
    what: Rich
    source: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting of the review; ``attended`` is a count of people, None where nobody noted it."""

    date: str
    kind: str
    attended: int | None = None
    purpose: str = ""


@dataclass(frozen=True)
class ConversationRow:
    """How many people of one agency or group were spoken to, and how often."""

    group: str
    people: int
    conversations: int


@dataclass(frozen=True)
class Process:
    """How the review was carried out, for the appendix.

    ``people_seen`` and ``conversations_held`` are true totals where rows overlap (a conversation with two agencies).
    """

    notes: Rich = ()
    meetings: tuple[MeetingRow, ...] = ()
    conversations: tuple[ConversationRow, ...] = ()
    people_seen: int | None = None
    conversations_held: int | None = None


@dataclass(frozen=True)
class ReportData:
    """All that a report of one review can say; an outline takes of it what it names."""

    title: str
    kind: str = ""
    commissioned_by: str = ""
    version: str = ""
    date: str = ""
    confidential: bool = True
    lead_reviewers: tuple[Reviewer, ...] = ()
    words: Words = field(default_factory=Words)
    why_this_case: Rich = ()
    summary: Rich = ()
    family: tuple[FamilyRow, ...] = ()
    time_frame: Rich = ()
    organisational_learning: Rich = ()
    research_questions: Rich = ()
    methodology: Rich = ()
    expertise: Rich = ()
    acronyms: tuple[Term, ...] = ()
    limitations: Rich = ()
    professionals_part: Rich = ()
    family_part: Rich = ()
    structure: Rich = ()
    appraisal_notes: Rich = ()
    episodes: tuple[Episode, ...] = ()
    window_on_practice: Rich = ()
    findings: tuple[Finding, ...] = ()
    additional_learning: Rich = ()
    conclusion: Rich = ()
    chronology: tuple[ChronologyRow, ...] = ()
    process: Process = field(default_factory=Process)
    glossary: tuple[Term, ...] = ()
    bibliography: Rich = ()


def written(texts: Iterable[RichParagraph]) -> Rich:
    """Return the paragraphs in which something is written."""
    return tuple(text for text in texts if not text.empty)
