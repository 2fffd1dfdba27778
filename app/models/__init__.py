"""Models say what is stored and nothing else: SQLAlchemy mapped classes, one module a topic.

Typed ``Mapped[]`` columns, relationships and named constraints. No queries, no ``__init__``, no ``__eq__``. Keys are made in
Python, so that an undone row comes back as itself. (Qt item models are another thing: ``app/views/itemmodels``.)
"""

from app.models.analysis import (
    BoardIssue,
    ContributoryFactor,
    Episode,
    EpisodeEvent,
    EvidenceLink,
    FactorUse,
    Finding,
    FindingPart,
    FindingPattern,
    Lane,
)
from app.models.base import Base
from app.models.chronology import Account, Entry, Event, KeptFile, Knowledge, SeenApart, SourceDocument
from app.models.conversations import Conversation, ConversationPart, ParagraphSign, Passage, PromptAnswer
from app.models.people import Agency, Household, Participation, Person, PersonAlias, Post, Pseudonym, Residence
from app.models.process import Amendment, Attendance, Circulation, Meeting, Proceeding, Revision
from app.models.review import GlossaryEntry, KeptSearch, ResearchQuestion, Review, VocabularyEntry
from app.models.tags import EventTag, NameLeft, Tag

__all__ = [
    "Account",
    "Agency",
    "Amendment",
    "Attendance",
    "Base",
    "BoardIssue",
    "Circulation",
    "ContributoryFactor",
    "Conversation",
    "ConversationPart",
    "Entry",
    "Episode",
    "EpisodeEvent",
    "Event",
    "EventTag",
    "EvidenceLink",
    "FactorUse",
    "Finding",
    "FindingPart",
    "FindingPattern",
    "GlossaryEntry",
    "Household",
    "KeptFile",
    "KeptSearch",
    "Knowledge",
    "Lane",
    "Meeting",
    "NameLeft",
    "ParagraphSign",
    "Participation",
    "Passage",
    "Person",
    "PersonAlias",
    "Post",
    "Proceeding",
    "PromptAnswer",
    "Pseudonym",
    "ResearchQuestion",
    "Residence",
    "Review",
    "Revision",
    "SeenApart",
    "SourceDocument",
    "Tag",
    "VocabularyEntry",
]
