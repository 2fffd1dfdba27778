"""From the review to its report: everything that a document can say, in words for one audience.

Private notes, and the notes about people, homes and meetings, are in no document; nor is anything in the bin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.date_showing import show
from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.describe import describe
from app.domain.errors import RuleBroken
from app.domain.names_left import NameLeft, names_left
from app.domain.naming import Naming, NamingMode
from app.domain.outlines import Outline
from app.domain.report import ReportData, Rich, paragraph
from app.models import Review
from app.services import report_process
from app.services.circulation import check_file_name
from app.services.naming import known_people, read_naming
from app.services.report_episodes import report_episodes, skeleton
from app.services.report_findings import finding_numbers, report_findings
from app.services.report_words import Teller, review_words
from app.services.vocabularies import labels

ADULTS = "sar"
"""The kind of review that is about an adult."""


def report_data(
    session: Session, naming: Naming, *, dated: date, version: str | None = None, confidential: bool = True
) -> ReportData:
    """Return all that a report of the review can say, people shown as ``naming`` says; ``version`` None is the review's."""
    review = session.scalars(select(Review)).first()
    if review is None:
        raise RuleBroken("review_row_missing")
    teller = Teller(session, naming)
    words = review_words(session, review)
    return ReportData(
        title=review.title,
        kind=labels(session, "review-kinds").get(review.kind, ""),
        commissioned_by=review.commissioning_body,
        version=review.version_label if version is None else version,
        date=_day(dated),
        confidential=confidential,
        lead_reviewers=report_process.lead_reviewers(session, teller),
        words=words,
        why_this_case=teller.rich(review.reason_chosen, review.purpose),
        summary=teller.rich(review.summary),
        family=report_process.family(session, teller, _end(review) or dated),
        time_frame=_time_frame(review),
        research_questions=tuple(paragraph(row.question) for row in review.questions),
        methodology=teller.rich(review.method_notes),
        expertise=report_process.expertise(session, teller),
        acronyms=report_process.acronyms(session, teller),
        limitations=teller.rich(review.limitations),
        professionals_part=report_process.professionals_part(session, words),
        family_part=report_process.family_part(session, teller),
        episodes=report_episodes(session, teller, finding_numbers(session)),
        findings=report_findings(session, teller, words, adult=review.kind == ADULTS),
        conclusion=teller.rich(review.conclusion),
        chronology=skeleton(session, teller),
        process=report_process.process(session, teller, words),
    )


@dataclass(frozen=True)
class ReportOptions:
    """What the user chose of a report; ``version`` None is the review's own label."""

    mode: NamingMode
    outline: Outline
    file_name: str
    dated: date
    version: str | None = None
    confidential: bool = True


@dataclass(frozen=True)
class Ready:
    """A report ready to be written, and the names it would carry though people are not to be named."""

    data: ReportData
    left: tuple[NameLeft, ...] = ()


def ready(session: Session, options: ReportOptions) -> Ready:
    """Return a report ready to be written; raises ``ExportProblem`` where its file name belongs to another audience."""
    check_file_name(session, options.file_name, options.mode)
    data = report_data(
        session,
        read_naming(session, options.mode),
        dated=options.dated,
        version=options.version,
        confidential=options.confidential,
    )
    if options.mode is NamingMode.NAMED:
        return Ready(data)
    return Ready(data, names_left(describe(data, options.outline), known_people(session), options.file_name))


def _day(day: date) -> str:
    whole = datetime.combine(day, time(0, 0)), datetime.combine(day, time(23, 59))
    return show(UncertainDate("", DateKind.ON, Precision.DAY, *whole))


def _end(review: Review) -> date | None:
    return date.fromisoformat(review.period_to[:10]) if review.period_to else None


def _time_frame(review: Review) -> Rich:
    since = date.fromisoformat(review.period_from[:10]) if review.period_from else None
    until = _end(review)
    if since and until:
        return (paragraph(f"From {_day(since)} to {_day(until)}."),)
    if since:
        return (paragraph(f"From {_day(since)}."),)
    return (paragraph(f"Up to {_day(until)}."),) if until else ()
