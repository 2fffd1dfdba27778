"""A chronology as a workbook: true dates where they are certain, the text as given beside them, one event a row."""

from __future__ import annotations

from datetime import date, datetime

from app.documents.sheet_styles import DAY, FIRST_COLOUR, HEADING, MOMENT, TEXT, TITLE, styles_part
from app.documents.sheetml import (
    FIRST_DAY,
    HEAD,
    MAIN,
    MOST_LETTERS,
    Sheet,
    date_cell,
    letters_of,
    text_cell,
    workbook_bytes,
)
from app.documents.wordml import escaped
from app.domain import agency_colours
from app.domain.chronology_out import ChronologyOut, OutEvent, plain_lines
from app.domain.describe import DRAFT
from app.domain.describe_chronology import facts

COLUMNS = (
    ("Date", 17),
    ("Date as given", 22),
    ("Agency", 12),
    ("Agency in full", 26),
    ("What happened", 80),
    ("Source", 30),
    ("In the skeleton", 15),
)
"""Headings and widths in letters."""

GOES_ON = "(goes on)"
"""Beside what is too long for one cell of Excel."""

_SHEET = "Chronology"
_LAST = letters_of(len(COLUMNS) - 1)


def xlsx_bytes(out: ChronologyOut) -> bytes:
    """Return the chronology as an Excel file."""
    places = sorted({event.colour for event in out.events})
    styles = {place: FIRST_COLOUR + at for at, place in enumerate(places)}
    rows = [_heading()]
    for event in out.events:
        rows.extend(_rows(event, styles[event.colour], len(rows) + 1))
    area = f"A1:{_LAST}{len(rows)}"
    colours = [(agency_colours.fill(place), agency_colours.ink(place)) for place in places]
    sheets = (Sheet(_SHEET, _sheet(out, rows, area), area), Sheet("About this file", _about(out)))
    return workbook_bytes(out.title, sheets, styles_part(colours))


def _heading() -> str:
    cells = (text_cell(f"{letters_of(at)}1", heading, HEADING) for at, (heading, _) in enumerate(COLUMNS))
    return f'<row r="1">{"".join(cells)}</row>'


def _rows(event: OutEvent, colour: int, number: int) -> list[str]:
    """Return the row of an event; words too long for one cell go on in the next row."""
    what = plain_lines(event.what)
    pieces = [what[at : at + MOST_LETTERS] for at in range(0, len(what), MOST_LETTERS)] or [""]
    texts = (event.date, event.short or event.agency, event.agency, event.source)
    given, short, agency, source = (text[:MOST_LETTERS] for text in texts)
    rows: list[str] = []
    for at, piece in enumerate(pieces):
        n = number + at
        kept = "yes" if event.in_skeleton else ""
        rows.append(
            f'<row r="{n}">{_certain(f"A{n}", event.certain)}{text_cell(f"B{n}", GOES_ON if at else given, TEXT)}'
            f"{text_cell(f'C{n}', short, colour if short else TEXT)}{text_cell(f'D{n}', agency, TEXT)}"
            f"{text_cell(f'E{n}', piece, TEXT)}{text_cell(f'F{n}', source, TEXT)}{text_cell(f'G{n}', kept, TEXT)}</row>"
        )
    return rows


def _certain(place: str, certain: date | datetime | None) -> str:
    if certain is None or (certain.date() if isinstance(certain, datetime) else certain) < FIRST_DAY:
        return text_cell(place, "", TEXT)
    return date_cell(place, certain, MOMENT if isinstance(certain, datetime) else DAY)


def _sheet(out: ChronologyOut, rows: list[str], area: str) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, (_, width) in enumerate(COLUMNS, start=1)
    )
    status = f"&B{DRAFT}&B" if out.confidential else ""
    left, right = _printed(out.title), _printed(out.version)
    return (
        f'{HEAD}<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView>'
        f'</sheetViews><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData><autoFilter ref="{area}"/>'
        '<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{escaped(f'&L{left}&C{status}&R{right}')}</oddHeader>"
        "<oddFooter>&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _printed(words: str) -> str:
    """Return words for the head of a page, where "&" is a sign of its own and long heads are refused."""
    return " ".join(words.split())[:80].replace("&", "&&")


def _about(out: ChronologyOut) -> str:
    about = f"{out.heading}: {out.about}" if out.about else out.heading
    dates = "“Date” holds a date only where it is certain; “Date as given” has the words of the record."
    lines = [out.title, about, out.version, DRAFT if out.confidential else "", facts(out), dates]
    written = enumerate((line for line in lines if line), start=1)
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", line, TITLE if n == 1 else TEXT)}</row>' for n, line in written)
    cols = '<cols><col min="1" max="1" width="90" customWidth="1"/></cols>'
    return f"{HEAD}<worksheet {MAIN}>{cols}<sheetData>{rows}</sheetData></worksheet>"
