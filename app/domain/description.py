"""The description of a document: an ordered list of blocks that says what stands there, not how it looks.

``describe`` makes it of report data and an outline; ``documents.report_writer`` turns it into a Word file. Blocks are frozen
and hold words only: a writer for another format needs nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.report import Rich, RichParagraph


@dataclass(frozen=True)
class TitlePage:
    """The first page: what it is, of what, for whom, by whom, which version; ``status`` is empty or a warning."""

    title: str
    kind: str
    commissioned_by: str
    reviewers: tuple[str, ...]
    version: str
    date: str
    status: str


@dataclass(frozen=True)
class Contents:
    """The list of contents, of headings down to ``levels``."""

    heading: str
    levels: int


class Series(StrEnum):
    """Which numbers a heading and the paragraphs below it take."""

    SECTION = "section"
    APPENDIX = "appendix"
    NONE = "none"


@dataclass(frozen=True)
class Heading:
    """A heading; only those of level 1 carry a number (or an appendix letter)."""

    level: int
    text: str
    series: Series = Series.SECTION
    new_page: bool = False


@dataclass(frozen=True)
class NumberedParagraph:
    """A paragraph with a number that others can refer to (1.1, A.1)."""

    content: RichParagraph
    series: Series = Series.SECTION


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without a number."""

    content: RichParagraph


@dataclass(frozen=True)
class Remark:
    """A quiet line of the report about itself: nothing recorded, what a table counts."""

    text: str


@dataclass(frozen=True)
class Quotation:
    """Somebody's words, and how that somebody is shown."""

    content: RichParagraph


@dataclass(frozen=True)
class Bullet:
    """One item of a list."""

    content: RichParagraph


@dataclass(frozen=True)
class LetteredItem:
    """One item of a lettered list; ``first`` begins again at a)."""

    content: RichParagraph
    first: bool


@dataclass(frozen=True)
class Reference:
    """One work of the bibliography."""

    content: RichParagraph


@dataclass(frozen=True)
class Box:
    """A finding in short, set apart in a box; ``heading`` is empty where one stands just above."""

    heading: str
    content: Rich


@dataclass(frozen=True)
class BoardIssues:
    """Questions for the commissioning body."""

    heading: str
    questions: Rich


class TableKind(StrEnum):
    """What a table is, so that a writer can choose how it looks."""

    FAMILY = "family"
    TERMS = "terms"
    ACCOUNTS = "accounts"
    COUNTS = "counts"
    CHRONOLOGY = "chronology"
    PROCESS = "process"
    EVENTS = "events"
    PROMPTS = "prompts"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: int
    number: bool = False


@dataclass(frozen=True)
class AgencyMark:
    """A cell that says whose an event is: the short name on the agency's colour, in an ink that reads on it."""

    name: str
    short: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Table:
    """A table with a header row that repeats on every page; ``alt`` says in a sentence what it shows."""

    kind: TableKind
    title: str
    alt: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Rich | AgencyMark, ...], ...]
    total_row: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) as wide as the text, or as high as the page allows; ``words`` are those drawn in it."""

    title: str
    alt: str
    content: bytes
    width: int
    height: int
    words: tuple[str, ...] = ()


Block = (
    TitlePage
    | Contents
    | Heading
    | NumberedParagraph
    | Paragraph
    | Remark
    | Quotation
    | Bullet
    | LetteredItem
    | Reference
    | Box
    | BoardIssues
    | Table
    | Picture
)


@dataclass(frozen=True)
class Description:
    """A whole document: its blocks, and what stands at the head of each page."""

    title: str
    version: str
    status: str
    landscape: bool
    blocks: tuple[Block, ...]
