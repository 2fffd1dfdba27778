"""What an outline can take of report data, each name with the blocks it becomes.

``TAKES`` are parts of the whole report, ``EPISODE_PARTS`` and ``FINDING_PARTS`` those of each episode and finding. A part
in which nothing is recorded becomes no block at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from app.domain import describe_tables as tables
from app.domain.description import (
    Block,
    BoardIssues,
    Box,
    Bullet,
    LetteredItem,
    NumberedParagraph,
    Paragraph,
    Quotation,
    Reference,
    Remark,
    Series,
)
from app.domain.report import Episode, Finding, ReportData, Rich, RichParagraph, Span, Words, paragraph, written

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """Where a part stands: which numbers its paragraphs take, and the review's words."""

    series: Series
    words: Words

    def text(self, content: RichParagraph) -> Block:
        """A paragraph of running text, numbered where the outline says so; somebody's words as a quotation."""
        if content.quotation:
            return Quotation(content)
        return Paragraph(content) if self.series is Series.NONE else NumberedParagraph(content, self.series)

    def texts(self, content: Rich) -> list[Block]:
        """Running text."""
        return [self.text(p) for p in written(content)]


Taken = Callable[[T, Place], Iterable[Block]]
"""Makes blocks of a report, an episode or a finding."""


def finding_name(finding: Finding) -> str:
    """What a finding is called by number."""
    return f"{'Indicative finding' if finding.indicative else 'Finding'} {finding.number}"


def finding_title(finding: Finding) -> str:
    """How a finding is headed."""
    return f"{finding_name(finding)}: {finding.headline}"


def bullets(content: Rich) -> list[Block]:
    """A list, with quotations standing between as what they are."""
    return [Quotation(p) if p.quotation else Bullet(p) for p in written(content)]


def _running(name: str) -> Taken[ReportData]:
    def take(data: ReportData, place: Place) -> list[Block]:
        return place.texts(getattr(data, name))

    return take


def _research_questions(data: ReportData, _place: Place) -> list[Block]:
    return bullets(data.research_questions)


def _findings_list(data: ReportData, _place: Place) -> list[Block]:
    return [Bullet(RichParagraph((Span(f"{finding_name(f)}: ", bold=True), Span(f.headline)))) for f in data.findings]


def _findings_summary(data: ReportData, place: Place) -> list[Block]:
    return [block for finding in data.findings for block in _boxed_summary(finding, place)]


def _all_issues(data: ReportData, place: Place) -> list[Block]:
    return [block for finding in data.findings for block in _issues(finding, place)]


def _bibliography(data: ReportData, _place: Place) -> list[Block]:
    return [Reference(work) for work in written(data.bibliography)]


def _process_notes(data: ReportData, place: Place) -> list[Block]:
    return place.texts(data.process.notes)


def _family(data: ReportData, _place: Place) -> list[Block]:
    return tables.family(data.family)


def _acronyms(data: ReportData, _place: Place) -> list[Block]:
    return tables.terms("Acronyms and terms", data.acronyms)


def _glossary(data: ReportData, _place: Place) -> list[Block]:
    return tables.terms("Glossary", data.glossary)


def _chronology(data: ReportData, _place: Place) -> list[Block]:
    return tables.chronology(data.chronology)


def _meetings(data: ReportData, _place: Place) -> list[Block]:
    return tables.meetings(data.process.meetings)


def _conversations(data: ReportData, _place: Place) -> list[Block]:
    return tables.conversations(data.process, data.words)


RUNNING = (
    "why_this_case",
    "summary",
    "time_frame",
    "organisational_learning",
    "methodology",
    "expertise",
    "limitations",
    "professionals_part",
    "family_part",
    "structure",
    "appraisal_notes",
    "window_on_practice",
    "additional_learning",
    "conclusion",
)

TAKES: dict[str, Taken[ReportData]] = {
    **{name: _running(name) for name in RUNNING},
    "family": _family,
    "research_questions": _research_questions,
    "acronyms": _acronyms,
    "findings_list": _findings_list,
    "findings_summary": _findings_summary,
    "issues": _all_issues,
    "chronology": _chronology,
    "process_notes": _process_notes,
    "meetings": _meetings,
    "conversations": _conversations,
    "glossary": _glossary,
    "bibliography": _bibliography,
}


def _when_and_who(episode: Episode, _place: Place) -> list[Block]:
    said = "  ·  ".join(part for part in (episode.period, ", ".join(episode.agencies)) if part)
    return [Remark(said)] if said else []


def _what_happened(episode: Episode, place: Place) -> list[Block]:
    return [*place.texts(episode.what_happened), *tables.accounts(episode.title, episode.accounts)]


def _good(episode: Episode, place: Place) -> list[Block]:
    return place.texts(episode.good)


def _problematic(episode: Episode, place: Place) -> list[Block]:
    return [*place.texts(episode.problematic)]


def _standard(episode: Episode, place: Place) -> list[Block]:
    return place.texts(episode.standard)


def _at_the_time(episode: Episode, place: Place) -> list[Block]:
    blocks: list[Block] = []
    for account in episode.at_the_time:
        said = written(account.content)
        if not said:
            continue
        who = Span(f"{tables.who(account)}: ", bold=True)
        first = said[0]
        if not tables.who(account):
            blocks.extend(place.texts(said))
        elif first.quotation:
            blocks.extend([place.text(paragraph(tables.who(account), bold=True)), *place.texts(said)])
        else:
            blocks.extend([place.text(RichParagraph((who, *first.spans))), *place.texts(said[1:])])
    return blocks


def _factors(episode: Episode, _place: Place) -> list[Block]:
    blocks: list[Block] = []
    for factor in episode.factors:
        about = ", ".join(part for part in (factor.level, factor.effect) if part)
        said = written(factor.content)
        spans = [Span(factor.name, bold=True), Span(f" ({about})" if about else "")]
        if said and not said[0].quotation:
            spans.extend([Span(": "), *said[0].spans])
            said = said[1:]
        blocks.extend([Bullet(RichParagraph(tuple(span for span in spans if span.text))), *bullets(said)])
    return blocks


def _outcome(episode: Episode, place: Place) -> list[Block]:
    return place.texts(episode.outcome)


def _bears_on(episode: Episode, _place: Place) -> list[Block]:
    if not episode.findings:
        return []
    numbers = [str(number) for number in episode.findings]
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return [Remark(f"See finding{'s' if len(numbers) > 1 else ''} {listed}.")]


EPISODE_PARTS: dict[str, Taken[Episode]] = {
    "when_and_who": _when_and_who,
    "what_happened": _what_happened,
    "good": _good,
    "problematic": _problematic,
    "standard": _standard,
    "at_the_time": _at_the_time,
    "factors": _factors,
    "outcome": _outcome,
    "bears_on": _bears_on,
}


def _showed(finding: Finding, place: Place) -> list[Block]:
    return [*place.texts(finding.showed), *tables.counts(finding)]


def _effects(finding: Finding, _place: Place) -> list[Block]:
    return [LetteredItem(effect, first=index == 0) for index, effect in enumerate(written(finding.effects))]


def _persists(finding: Finding, _place: Place) -> list[Block]:
    return bullets(finding.persists)


def _unnoticed(finding: Finding, place: Place) -> list[Block]:
    return place.texts(finding.unnoticed)


def _tested(finding: Finding, place: Place) -> list[Block]:
    return place.texts(finding.tested)


def _prevalence(finding: Finding, place: Place) -> list[Block]:
    return place.texts(finding.prevalence)


def _conclusion(finding: Finding, place: Place) -> list[Block]:
    return place.texts(finding.conclusion)


def _categories(finding: Finding, _place: Place) -> list[Block]:
    return [Remark("; ".join(finding.categories))] if finding.categories else []


def _boxed_summary(finding: Finding, _place: Place) -> list[Block]:
    return [Box(finding_title(finding), written(finding.summary))]


def _boxed_text(finding: Finding, _place: Place) -> list[Block]:
    summary = written(finding.summary)
    return [Box("", summary)] if summary else []


def _issues(finding: Finding, place: Place) -> list[Block]:
    questions = written(finding.issues)
    heading = f"Issues for {place.words.board} to consider"
    return [BoardIssues(heading, questions)] if questions else []


def _evidence_counts(finding: Finding, _place: Place) -> list[Block]:
    return tables.evidence_counts(finding)


def _evidence_list(finding: Finding, _place: Place) -> list[Block]:
    return tables.evidence_list(finding)


FINDING_PARTS: dict[str, Taken[Finding]] = {
    "categories": _categories,
    "showed": _showed,
    "effects": _effects,
    "unnoticed": _unnoticed,
    "tested": _tested,
    "prevalence": _prevalence,
    "persists": _persists,
    "conclusion": _conclusion,
    "boxed_summary": _boxed_summary,
    "boxed_text": _boxed_text,
    "issues": _issues,
    "evidence_counts": _evidence_counts,
    "evidence_list": _evidence_list,
}
