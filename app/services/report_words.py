"""Texts as a report shows them: every reference resolved for one audience, bold, italic and quotations kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.naming import Naming, NamingMode
from app.domain.report import Rich, RichParagraph, Span, Words
from app.domain.text import Paragraph, Reference, Text
from app.models import Agency, Person, Review
from app.services.vocabularies import vocabulary

_SENTENCE_ENDS = (".", "!", "?")
_OPENING_MARKS = "“‘\"'( "


@dataclass(frozen=True)
class Voice:
    """One person or agency as a report names them; ``kind`` is the person's, and empty for an agency."""

    shown: str
    kind: str = ""
    agency: str = ""


class Teller:
    """Puts what a review holds into words for one audience."""

    def __init__(self, session: Session, naming: Naming) -> None:
        self.naming = naming
        self.agencies = {
            row.id: row.name for row in session.execute(select(Agency.id, Agency.name).order_by(Agency.position))
        }
        people = session.execute(select(Person.id, Person.kind, Person.agency_id))
        self._people = {row.id: (row.kind, row.agency_id) for row in people}

    def rich(self, *texts: Text) -> Rich:
        """Return the written paragraphs of texts; one that stands between quotation marks as a whole is a quotation."""
        told = (self._paragraph(paragraph) for text in texts for paragraph in text.paragraphs)
        return tuple(paragraph for paragraph in told if not paragraph.empty)

    def letters(self, plain: str) -> Rich:
        """Return a text of letters alone, a paragraph a line."""
        lines = (line for line in plain.split("\n") if line.strip())
        return tuple(RichParagraph((Span(line),), quotation=_is_quotation(line)) for line in lines)

    def quoted(self, text: Text, said_by: str = "") -> Rich:
        """Return somebody's words."""
        return tuple(replace(paragraph, quotation=True, said_by=said_by) for paragraph in self.rich(text))

    def line(self, text: Text) -> str:
        """Return a text as one line of plain letters."""
        return " ".join(paragraph.plain.strip() for paragraph in self.rich(text))

    def one_paragraph(self, text: Text, before: str = "") -> RichParagraph:
        """Return a text as one paragraph, with words before it."""
        spans = [Span(before)] if before else []
        for number, paragraph in enumerate(self.rich(text)):
            spans.extend([Span(" "), *paragraph.spans] if number else paragraph.spans)
        return RichParagraph(tuple(spans))

    def agency(self, agency_id: str | None) -> str:
        """Return an agency's name."""
        return self.agencies.get(agency_id or "", "")

    def voice(self, person_id: str | None, agency_id: str | None = None) -> Voice:
        """Return how a person, or else an agency, is named."""
        kind, employer = self._people.get(person_id or "", ("", None))
        shown = self.naming.person(person_id) if person_id else ""
        return Voice(_capital(shown), kind, self.agency(agency_id or employer))

    def voices(self, person_ids: Iterable[str]) -> Voice:
        """Return how several people are named as one voice: of the family only where all of them are."""
        each = [self.voice(person_id) for person_id in person_ids]
        kinds = {voice.kind for voice in each}
        return Voice(
            listed(dict.fromkeys(voice.shown for voice in each if voice.shown)),
            kinds.pop() if len(kinds) == 1 else "",
            listed(dict.fromkeys(voice.agency for voice in each if voice.agency)),
        )

    def _paragraph(self, paragraph: Paragraph) -> RichParagraph:
        spans: list[Span] = []
        before = ""
        for run in paragraph.runs:
            letters = self._shown(run.reference, before) if run.reference else run.text
            before += letters
            if spans and (spans[-1].bold, spans[-1].italic) == run.style[:2]:
                spans[-1] = replace(spans[-1], text=spans[-1].text + letters)
            else:
                spans.append(Span(letters, run.style.bold, run.style.italic))
        return RichParagraph(tuple(spans), quotation=_is_quotation(before))

    def _shown(self, reference: Reference, before: str) -> str:
        """Return the words for a reference; "a professional" and the like take a capital where a sentence begins."""
        shown = self.naming(reference)
        said = before.rstrip(_OPENING_MARKS)
        begins = not said or said.endswith(_SENTENCE_ENDS)
        return _capital(shown) if begins and self.naming.mode is not NamingMode.NAMED else shown


def _is_quotation(letters: str) -> bool:
    letters = letters.strip()
    return any(
        len(letters) > 2 and letters[0] == opens and letters[-1] == closes and letters[1:-1].count(closes) == 0
        for opens, closes in ("“”", '""')
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str]) -> str:
    """Return words as one reads them out: "a, b and c"."""
    each = list(words)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}" if each else ""


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its word."""
    return f"{number} {one if number == 1 else many}"


def review_words(session: Session, review: Review) -> Words:
    """Return the review's own words for things: its kind's, where it has none itself."""
    kind = next((entry for entry in vocabulary(session, "review-kinds", with_hidden=True) if entry.key == review.kind), None)
    usual: dict[str, str] = kind.more["words"] if kind and not kind.own else {}
    conversation = review.conversation_word.strip() or "conversation"
    return Words(
        board=_with_article(review.board_word.strip() or usual.get("body", "Board")),
        subject=usual.get("person", "child"),
        conversation=conversation,
        conversations=f"{conversation}s",
    )


def _with_article(board: str) -> str:
    return board if board.casefold().startswith("the ") else f"the {board}"
