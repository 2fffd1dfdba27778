"""Outlines as a review has them: its own headings, its own order, and what it leaves out.

They are kept as the review's own words are, in a vocabulary ``outline:<key>`` whose entries are the sections by key
(``vocabularies.set_entry``): the label is the heading, a hidden section is left out, the position is its place among those
beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.outlines import Outline, Section, outlines
from app.services.vocabularies import LISTS, OUTLINE, Entry, place_entries, vocabulary
from app.storage.unit_of_work import UnitOfWork

_Placed = Mapping[str, tuple[int, Entry]]


def review_outlines(session: Session) -> tuple[Outline, ...]:
    """Return every outline as this review has it."""
    return tuple(outline_of(session, outline) for outline in outlines())


def outline_of(session: Session, outline: Outline) -> Outline:
    """Return an outline as this review has it; one that does not come with the program stays as it is."""
    name = f"{OUTLINE}{outline.key}"
    if name not in LISTS:
        return outline
    entries = vocabulary(session, name, with_hidden=True)
    placed = {entry.key: (place, entry) for place, entry in enumerate(entries)}
    return replace(outline, sections=_adapted(outline.sections, placed))


def move_section(uow: UnitOfWork, key: str, section_key: str, by: int) -> None:
    """Move a section of an outline among those beside it, up (-1) or down (1); at the end it stays."""
    name = f"{OUTLINE}{key}"
    entries = vocabulary(uow.session, name, with_hidden=True)
    parent_key = next(entry.parent_key for entry in entries if entry.key == section_key)
    beside = [entry.key for entry in entries if entry.parent_key == parent_key]
    at = beside.index(section_key)
    to = min(max(at + by, 0), len(beside) - 1)
    if to == at:
        return
    beside.insert(to, beside.pop(at))
    place_entries(uow, name, beside)


def _adapted(sections: tuple[Section, ...], placed: _Placed) -> tuple[Section, ...]:
    def place(section: Section) -> int:
        return placed[section.key][0]

    kept = (section for section in sections if not placed[section.key][1].hidden)
    return tuple(_headed(section, placed) for section in sorted(kept, key=place))


def _headed(section: Section, placed: _Placed) -> Section:
    """Give a section the review's heading; the name of one without a heading is none."""
    label = placed[section.key][1].label
    heading = section.heading if label == section.called else label
    sections, parts = _adapted(section.sections, placed), _adapted(section.parts, placed)
    return replace(section, heading=heading, sections=sections, parts=parts)
