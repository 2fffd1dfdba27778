"""Describing: report data and an outline become the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.describe_parts import EPISODE_PARTS, FINDING_PARTS, TAKES, Place, finding_title
from app.domain.description import Block, Contents, Description, Heading, Remark, Series, TitlePage
from app.domain.errors import ExportProblem
from app.domain.outlines import Outline, Section
from app.domain.report import Episode, Finding, ReportData, Reviewer, paragraph

DRAFT = "Draft, confidential"


def describe(data: ReportData, outline: Outline) -> Description:
    """Say what stands in the document, block by block."""
    status = DRAFT if data.confidential else ""
    blocks: list[Block] = []
    if outline.title_page:
        blocks.append(_title_page(data, status))
    if outline.contents_levels:
        blocks.append(Contents("Contents", outline.contents_levels))
    walk = _Walk(data, outline)
    for section in outline.sections:
        blocks.extend(walk.section(section, 1, section.series if outline.numbered else Series.NONE))
    return Description(
        title=data.title, version=data.version, status=status, landscape=outline.landscape, blocks=tuple(blocks)
    )


def _title_page(data: ReportData, status: str) -> TitlePage:
    reviewers = tuple(map(_named, data.lead_reviewers))
    return TitlePage(data.title, data.kind, data.commissioned_by, reviewers, data.version, data.date, status)


def _named(reviewer: Reviewer) -> str:
    """Name and post; the name alone where the post says nothing more: "Lead reviewer 1" is a lead reviewer."""
    known = {reviewer.name.rstrip(" 0123456789").casefold(), "lead reviewer"}
    said_again = reviewer.post.strip().casefold() in {"", *known}
    return reviewer.name if said_again else f"{reviewer.name}, {reviewer.post}"


class _Walk:
    """One walk through an outline, with the data it is filled from."""

    def __init__(self, data: ReportData, outline: Outline) -> None:
        self._data = data
        self._outline = outline

    def section(self, section: Section, level: int, series: Series) -> list[Block]:
        """Return a section with its heading; nothing where nothing is recorded and the outline has no word for that."""
        body = [*self._body(section, level, series)]
        inner_level = level + 1 if section.heading else level
        for inner in section.sections:
            body.extend(self.section(inner, inner_level, series))
        if not body:
            if not section.says:
                return []
            body = [Remark(self._words(section.says))]
        return [*self._heading(section, level, series), *self._lead(section, series), *body]

    def _heading(self, section: Section, level: int, series: Series) -> Iterator[Block]:
        if section.heading:
            yield Heading(level, self._words(section.heading), series, section.new_page)

    def _lead(self, section: Section, series: Series) -> Iterator[Block]:
        if section.lead:
            yield self._place(series).text(paragraph(self._words(section.lead)))

    def _body(self, section: Section, level: int, series: Series) -> Iterator[Block]:
        match section.takes:
            case "":
                return
            case "episodes":
                for episode in self._data.episodes:
                    yield from self._item(section, level, series, episode, episode.title)
            case "findings":
                for finding in self._data.findings:
                    yield from self._item(section, level, series, finding, finding_title(finding))
            case takes if takes in TAKES:
                yield from TAKES[takes](self._data, self._place(series))
            case takes:
                raise ExportProblem("outline_not_understood", outline=self._outline.name, what=f"it takes “{takes}”")

    def _item(self, section: Section, level: int, series: Series, item: Episode | Finding, title: str) -> Iterator[Block]:
        item_level = level + 1 if section.heading else level
        yield Heading(item_level, title, series, section.items_new_page)
        for part in section.parts:
            body = [*self._part(part, series, item)]
            if not body and part.says:
                body = [Remark(self._words(part.says))]
            if body:
                yield from self._heading(part, item_level + 1, series)
                yield from self._lead(part, series)
                yield from body

    def _part(self, part: Section, series: Series, item: Episode | Finding) -> Iterator[Block]:
        place = self._place(series)
        if isinstance(item, Episode) and part.takes in EPISODE_PARTS:
            yield from EPISODE_PARTS[part.takes](item, place)
        elif isinstance(item, Finding) and part.takes in FINDING_PARTS:
            yield from FINDING_PARTS[part.takes](item, place)
        else:
            what = f"it takes “{part.takes}” of {'an episode' if isinstance(item, Episode) else 'a finding'}"
            raise ExportProblem("outline_not_understood", outline=self._outline.name, what=what)

    def _place(self, series: Series) -> Place:
        return Place(series, self._data.words)

    def _words(self, text: str) -> str:
        return self._data.words.put_into(text)
