"""Returns from Excel and from programs that write its files: true dates, merged cells, hidden rows, sheets by year."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.corpus.making import HEAD, RELATIONS, excel, file, parts_of, relations, saved
from tests.corpus.making import archive as archived

DAY, CLOCK, MONTH, BOTH, SHORT = 1, 2, 3, 4, 5
"""Styles of cells: 3 May 2012 is day 41032."""

ERROR = '<c t="e"><f>VLOOKUP(A9,x,2)</f><v>#VALUE!</v></c>'


def day(*parts: Any) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - records have no zone


def book(*rows: tuple[Any, ...]) -> Any:
    """Return a workbook of openpyxl with these rows."""
    made: Any = Workbook()
    for row in rows:
        made.active.append(row)
    return made


@file("excel-dates-and-texts.xlsx")
def dates_and_texts() -> bytes:
    """Excel's own file: true dates of every format among texts, strings shared and in pieces, a title above, a wrong size."""
    rich = "<si><r><t>Seen </t></r><r><rPr><b/></rPr><t>alone</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    return excel(
        ("Chronology of significant events",),
        (),
        ("Ref No", "Date of Event", "Time", "Details of contact / event", "Source of evidence"),
        (1, (41032, DAY), (0.3958333333, CLOCK), rich, "EMIS"),
        (2, (41060, MONTH), None, "Weekly visits_x000D_\ncontinued", "EMIS"),
        (3, "mid July 2012", None, "Moved &amp; registered", "Letter"),
        (4, (41032.604166667, BOTH), None, "Called", "EMIS"),
        (5, (41033, SHORT), None, "Seen at clinic", "EMIS"),
        (6, "?5/6/12", "2.15pm", "Seen", "EMIS"),
        (7, 41034, "approx 5pm", "A number that nobody made a date", "EMIS"),
    )


@file("excel-1904.xlsx")
def calendar_of_1904() -> bytes:
    """Made on an old Mac, whose days count from 1904."""
    return excel(
        ("Date", "Event"), ((39570, DAY), "Seen."), ((39571.5, BOTH), "Called."), workbook='<workbookPr date1904="1"/>'
    )


@file("excel-hidden.xlsx")
def hidden() -> bytes:
    """A column of private remarks hidden, a row filtered out, a row of no height, a sheet very much hidden."""
    made = book(
        ("Date", "Event", "Worker", "Manager's private note"),
        ("3 May 2012", "One.", "SW", "tell nobody"),
        ("4 May 2012", "Two.", "SW", None),
        ("5 May 2012", "Three.", "HV", None),
    )
    sheet = made.active
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:D4"
    sheet.row_dimensions[3].hidden = True
    more = made.create_sheet("Old version")
    more.append(("Date", "Event"))
    more.append(("6 May 2012", "Taken out later."))
    more.sheet_state = "veryHidden"
    parts = parts_of(saved(made))
    part = "xl/worksheets/sheet1.xml"
    parts[part] = bytes(parts[part]).replace(b'<row r="4"', b'<row ht="0" customHeight="1" r="4"')
    return archived(parts)


@file("excel-merged.xlsx")
def merged() -> bytes:
    """Years and dates merged down the side, a section merged across, a year row, text without a date."""
    made = book(
        ("Year", "Date", "Event", "Source"),
        (2011, "3 May", "One.", "File"),
        (None, None, "Two.", "File"),
        ("The second pregnancy", None, None, None),
        (2012, "4 May", "Three.", None),
        (None, "6 May", "Four.", "Diary"),
        ("2013", None, None, None),
        (None, "7 May", "Five.", "Diary"),
    )
    for cells in ("A2:A3", "B2:B3", "A4:D4", "A5:A6", "A7:D7"):
        made.active.merge_cells(cells)
    return saved(made)


@file("excel-a-sheet-a-year.xlsx")
def a_sheet_a_year() -> bytes:
    """Sheets called by years, dates without them, a sheet of notes beside."""
    made = book(("Date", "Event"), ("30 December", "Born."))
    made.active.title = "2011"
    later = made.create_sheet("2012")
    later.append(("Date", "Event"))
    later.append(("2 Jan", "Home."))
    notes = made.create_sheet("Abbreviations")
    notes.append(("HV", "Health visitor"))
    return saved(made)


@file("excel-american.xlsx")
def american() -> bytes:
    """Typed day first into an American Excel: what could be a month became a true date, the rest stayed text."""
    return excel(
        ("Date", "Event"),
        ((40972, DAY), "Typed 03/05/2012."),
        ("13/05/2012", "Typed 13/05/2012."),
        ((41003, DAY), "Typed 04/04/2012."),
        ("22/05/2012", "Typed 22/05/2012."),
        ((41064, DAY), "Typed 06/05/2012."),
        ("30/05/2012", "Typed 30/05/2012."),
    )


@file("excel-errors.xlsx")
def errors() -> bytes:
    """Formulas that show errors, one never reckoned, the day that never was, a day zero, a wrong weekday."""
    return excel(
        ("Date", "Event", "Age"),
        (ERROR, "One.", ERROR),
        ((60, DAY), "Two.", None),
        ("<c ><f>TODAY()</f></c>", "Three.", None),
        ((0, DAY), "Four.", None),
        ("Tuesday 3 May 2012", "Five.", '<c t="str"><f>"a"&amp;1</f><v>a1</v></c>'),
        ("31/02/2012", "Six.", '<c t="b"><v>1</v></c>'),
    )


@file("excel-comments.xlsx")
def comments() -> bytes:
    """Old notes, and comments with answers, which Excel stores a second time for older programs."""
    stand_in = "[Threaded comment]&#10;&#10;Your version of Excel allows you to read this. Comment:&#10;    Who said so?"
    return excel(
        ("Date", "Event"),
        ("3 May 2012", "Seen."),
        ("4 May 2012", "Called."),
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("comments", "../comments1.xml"), ("threadedComment", "../threadedComments/threadedComment1.xml")
            ),
            "xl/comments1.xml": f'{HEAD}<comments xmlns="x"><commentList><comment ref="B2"><text><r><t>{stand_in}</t></r></text>'
            "</comment><comment ref='A3'><text><r><t>Or the 5th</t></r></text></comment></commentList></comments>",
            "xl/threadedComments/threadedComment1.xml": f'{HEAD}<ThreadedComments xmlns="y"><threadedComment ref="B2" id="1">'
            '<text>Who said so?</text></threadedComment><threadedComment ref="B2" id="2" parentId="1"><text>The school.</text>'
            "</threadedComment></ThreadedComments>",
        },
    )


@file("excel-beside-the-cells.xlsx")
def beside_the_cells() -> bytes:
    """A text box over the sheet, words at the foot of the page, a chart sheet, an embedded file, a link outside."""
    drawing = "<a:p><a:r><a:t>Dates are those </a:t></a:r><a:r><a:t>of recording.</a:t></a:r></a:p>"
    data = excel(
        ("Date", "Event"),
        ("3 May 2012", "Seen."),
        after='<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Not for circulation&amp;R&amp;D</oddHeader>'
        "<oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter></headerFooter><drawing r:id='rId1'/>",
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("drawing", "../drawings/drawing1.xml"),
                ("package", "../embeddings/Minutes.docx"),
                outside=(("externalLinkPath", "file:///share/other.xlsx"), ("hyperlink", "http://example.invalid")),
            ),
            "xl/drawings/drawing1.xml": f'{HEAD}<d xmlns:a="z"><sp><txBody>{drawing}</txBody></sp><sp><txBody/></sp></d>',
            "xl/embeddings/Minutes.docx": b"PK not looked into",
        },
    )
    parts = parts_of(data)
    chart = '<sheet name="Chart1" sheetId="2" r:id="rId4"/></sheets>'
    parts["xl/workbook.xml"] = bytes(parts["xl/workbook.xml"]).replace(b"</sheets>", chart.encode())
    parts["xl/_rels/workbook.xml.rels"] = bytes(parts["xl/_rels/workbook.xml.rels"]).replace(
        b"</Relationships>",
        f'<Relationship Id="rId4" Type="{RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'.encode(),
    )
    return archived(parts)


@file("excel-headings-in-two-lines.xlsx")
def headings_in_two_lines() -> bytes:
    """A line of headings over another, without cells merged: the second line fills what the first left empty."""
    made = book(
        ("Date of", "Event", "Action", None, "Outcome"),
        ("Event", "Event", "Taken", "By whom", "Outcome"),
        ("3/5/2012", "Seen.", "Called the school", "SW", "None"),
    )
    for cells in ("B1:B2", "C1:D1", "E1:E2"):
        made.active.merge_cells(cells)
    return saved(made)


@file("excel-gaps-and-repeats.xlsx")
def gaps_and_repeats() -> bytes:
    """A long gap, blank separators, headings again on every printed page, totals at the end, formats far below."""
    head = ("Date", "Brief description", "Agency / professional")
    made = book(
        head,
        ("3 May 2012", "One.", "HV"),
        (),
        head,
        ("4 May 2012", "Two.", "HV"),
        *[()] * 40,
        head,
        ("5/5/12", "Three.", "GP"),
    )
    made.active["A5000"].font = Font(bold=True)
    return saved(made)


@file("excel-locked-for-changes.xlsx")
def locked_for_changes() -> bytes:
    """Protected against changes only: Excel locks it with a word that everybody knows, and opens it without asking."""
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(saved(book(("Date", "Event"), ("3 May 2012", "Seen."))))).encrypt("VelvetSweatshop", stream)
    return stream.getvalue()


@file("excel-macros.xlsm")
def macros() -> bytes:
    """With macros, in the type of file that Excel keeps for them."""
    parts = parts_of(excel(("Date", "Event"), ((41032, DAY), "Seen.")))
    parts["[Content_Types].xml"] = bytes(parts["[Content_Types].xml"]).replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    return archived({**parts, "xl/vbaProject.bin": b"\x00macro"})


@file("openpyxl-true-times.xlsx")
def true_times() -> bytes:
    """Written by a case system with openpyxl: true dates with times, starts and ends, durations."""
    return saved(
        book(
            ("Start", "End", "Summary", "Duration"),
            (day(2012, 5, 3, 9, 30), day(2012, 5, 3, 10, 15), "Visit.", 0.75),
            (day(2012, 5, 4), day(2012, 5, 6), "In hospital.", None),
            (day(2012, 5, 7, 23, 0), day(2012, 5, 7, 1, 0), "On call.", None),
        )
    )


@file("libreoffice-calc.xlsx")
def libreoffice_calc() -> bytes:
    """As Calc saves for Excel: every setting written out, sheets' borders below, a filter's hidden rows, all rows in one height."""
    row = 'customFormat="false" ht="12.8" hidden="{}" customHeight="false" outlineLevel="0" collapsed="false"'
    return excel(
        ("Date", "Time", "Event", "Where recorded (file, page)"),
        ((41032, DAY), (0.395833333333333, CLOCK), "Visit", "Vol 1"),
        ('<c s="0" t="str"><f aca="false">"May"&amp;" 2012"</f><v>May 2012</v></c>', None, "Letter", "Vol 2"),
        ((41034.75, BOTH), None, '<c s="0" t="inlineStr"><is><t>Call</t></is></c>', "Vol 2"),
        before='<sheetPr filterMode="true"><pageSetUpPr fitToPage="false"/></sheetPr><cols><col collapsed="false" '
        'customWidth="false" hidden="false" outlineLevel="0" max="16384" min="1" style="0" width="11.53"/></cols>',
        after='<headerFooter differentFirst="false"><oddHeader>&amp;C&amp;"Times New Roman,Regular"&amp;12&amp;Kffffff&amp;A</oddHeader>'
        '<oddFooter>&amp;C&amp;"Times New Roman,Regular"&amp;12Page &amp;P</oddFooter></headerFooter>',
        settings={n: row.format("true" if n == 3 else "false") for n in range(1, 5)},
    )


@file("tables-side-by-side.xlsx")
def tables_side_by_side() -> bytes:
    """An agency's own columns, unheard of, without a word for the main text, and a key beside the table."""
    made = book(
        ("Tenancy", "Date noted", "Weather", "Remarks of the warden", None, "Key"),
        ("12 Elm", "3 May 2012", "rain", "Rent paid late, the children seen in the yard.", None, "W = warden"),
        ("12 Elm", "?4 May 2012", "sun", "Noise at night.", None, "A = agent"),
        ("12 Elm", "summer 2012", None, "Garden overgrown.", None, None),
    )
    return saved(made)
