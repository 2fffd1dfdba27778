"""A chronology as a document: a table to read, or a sheet of prompts to hold conversations by."""

from __future__ import annotations

from app.domain import agency_colours
from app.domain.chronology_out import ChronologyOut, OutEvent, OutForm
from app.domain.describe import DRAFT
from app.domain.description import (
    AgencyMark,
    Block,
    Column,
    Description,
    Heading,
    Paragraph,
    Remark,
    Series,
    Table,
    TableKind,
)
from app.domain.naming import NamingMode
from app.domain.report import paragraph

NO_DATE = "Date not known"
TICK = "☐"
SHOWN = {
    NamingMode.NAMED: "People are named.",
    NamingMode.BY_ROLE: "People are shown by their roles.",
    NamingMode.PSEUDONYM: "People are shown by pseudonyms.",
}
_PROMPT = (
    "The events stand as they were recorded. Let the person tell first; then go through what is left. Note under each event "
    "what was told freely, what after a prompt, and tick what is not recalled."
)


def describe_chronology(out: ChronologyOut, form: OutForm = OutForm.WORD) -> Description:
    """Say what stands in the document, block by block."""
    table = _prompts(out) if form is OutForm.PROMPTS else _events(out)
    about = f"{out.heading}: {out.about}" if out.about else out.heading
    blocks: list[Block] = [Heading(1, about, Series.NONE), Paragraph(paragraph(facts(out)))]
    if form is OutForm.PROMPTS:
        blocks.append(Paragraph(paragraph(_PROMPT)))
    blocks.append(table if out.events else Remark("There are no events."))
    return Description(out.title, out.version, DRAFT if out.confidential else "", landscape=True, blocks=tuple(blocks))


def facts(out: ChronologyOut) -> str:
    """Say what the chronology holds and how to read it."""
    number = len(out.events)
    events = f"{number:,} event{'' if number == 1 else 's'}, in order, dates as given."
    return f"{events} {SHOWN[out.mode]}"


def _events(out: ChronologyOut) -> Table:
    columns = [Column("Date", 5), Column("Agency", 5), Column("What happened", 20)]
    if any(event.source for event in out.events):
        columns.append(Column("Source", 6))
    rows = tuple((event.date or NO_DATE, _mark(event), event.what, event.source)[: len(columns)] for event in out.events)
    alt = f"{out.heading} in order of date: {facts(out)}"
    return Table(TableKind.EVENTS, out.heading, alt, tuple(columns), rows)


def _mark(event: OutEvent) -> AgencyMark | str:
    if not event.agency:
        return ""
    return AgencyMark(
        event.agency, event.short or event.agency, agency_colours.fill(event.colour), agency_colours.ink(event.colour)
    )


def _prompts(out: ChronologyOut) -> Table:
    """Dates as given and what happened, with nothing that speaks of practice, and space beside them."""
    columns = (
        Column("Date", 5),
        Column("What happened", 12),
        Column("Told freely", 9),
        Column("After a prompt", 9),
        Column("Not recalled", 3),
    )
    rows = tuple(
        ("\n".join(part for part in (event.date or NO_DATE, event.agency) if part), event.what, "", "", TICK)
        for event in out.events
    )
    alt = f"Events to speak about, in order of date, with space beside each: {facts(out)}"
    return Table(TableKind.PROMPTS, out.heading, alt, columns, rows)
