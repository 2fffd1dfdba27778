"""Returns from Word: agencies' own tables, Chronolator's documents, court chronologies, and what people do to them."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

from tests.corpus.making import TITLES, WORD, file, p, r, saved, tbl, tc, tr, word

ACROSS = '<w:gridSpan w:val="{}"/>'
BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def simple(*rows: tuple[str, ...]) -> bytes:
    """Return a document of one table as python-docx makes it."""
    document: Any = Document()
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for given, made in zip(rows, table.rows, strict=True):
        for text, cell in zip(given, made.cells, strict=False):
            cell.text = text
    return saved(document)


@file("chronolator-internal.docx")
def chronolator_internal() -> bytes:
    """Chronolator's blank filled in: its order columns first, the sequence against the order of the rows."""
    return word(
        tbl(
            tr("Seq", "Start Date", "Start Time", "End Date", "End Time", "Source of Information", "Event", settings=TITLES),
            tr("2", "22.05.16", "", "", "", "Health visitor record", "Infant collapsed at home."),
            tr("1", "22-may-16", "", "", "", "Health visitor record", "Infant seemed well at the clinic."),
            tr("3", "22/05.16", "14:30", "", "15.10", "Ambulance log", "Ambulance called and attended."),
            tr("4", "?23 may 2016", "", "25/05/2016", "", "Ward notes", "On the ward."),
            tr("5", "26/05/2016", "?09.15", "", "", "Ward notes", "Discharged."),
            grid=7,
        )
    )


@file("chronolator-composite.docx")
def chronolator_composite() -> bytes:
    """A composite of several agencies, each with its prefix, merged by Chronolator in order of date."""
    head = tr(
        "Event Ref", "Source Prefix", "Start Date", "Start Time", "Source of Information", "Event", "Response or Outcome"
    )
    return word(
        tbl(
            head,
            tr("GP1", "GP", "01/02/2013", "", "Surgery notes", "Prescribed.", "Review in a month."),
            tr("HV4", "HV", "?01/02/2013", "10:00", "HV record", "Home visit.", ""),
            head,
            tr("SC12", "CSC", "03/02/2013", "approx 17:00", "ICS", "Referral taken.", "NFA"),
            grid=7,
        )
    )


@file("court-chronology.docx")
def court_chronology() -> bytes:
    """The public law outline's table: a serial number, pithy events, the reference beside each."""
    return simple(
        ("Serial number", "Date", "Event - detail", "Witness or document reference"),
        ("1.", "14 March 2014", "Mother arrested; children to foster carer.", "Police disclosure p. 12"),
        ("2.", "March to June 2014", "Supervised contact three times a week.", "Contact log; statement of Ms Quill"),
        ("3.", "Late 2014", "Father moves away.", "Father, para 9"),
    )


@file("multi-agency-columns.docx")
def multi_agency_columns() -> bytes:
    """The usual multi-agency table, in full."""
    return simple(
        (
            "Date", "Time", "Agency", "Source/record", "Who (role)", "Event/contact", "Child seen/spoken to?",
            "Action or decision", "Outcome", "Expected practice/policy", "Comment/analysis", "Significance (KPE?)",
            "Reviewer's note",
        ),
        (
            "7th May 2012", "0930hrs", "Housing", "File p4", "Housing officer", "Visit about damp.", "Not seen",
            "Repair ordered", "Done in June", "Visit within 5 days", "Late", "No", "",
        ),
        (
            "w/c 14 May 2012", "pm", "Housing", "File p5", "Housing officer", "Call from a neighbour about shouting.",
            "No", "None", "", "Refer on", "Not referred", "Yes", "Ask in conversation",
        ),
    )  # fmt: skip


@file("words-in-pieces.docx")
def words_in_pieces() -> bytes:
    """Word's own XML: runs parted by proofing, bookmarks, page breaks, smart tags, links, fields and soft hyphens."""
    date = p(
        '<w:proofErr w:type="spellStart"/>', r("3"), r("rd", '<w:vertAlign w:val="superscript"/>'),
        '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="date">' + r(" May ") + r("2012")
        + "</w:smartTag>", '<w:proofErr w:type="spellEnd"/>',
    )  # fmt: skip
    what = p(
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/>', r("Vis"), "<w:r><w:lastRenderedPageBreak/><w:t>it to </w:t></w:r>",
        '<w:hyperlink w:anchor="x">' + r("school") + "</w:hyperlink>", '<w:bookmarkEnd w:id="0"/>',
        '<w:fldSimple w:instr=" DATE ">' + r(", seen") + "</w:fldSimple>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(" twice") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:t>.</w:t><w:br/><w:t>Well</w:t><w:noBreakHyphen/><w:t>kept</w:t><w:tab/><w:t>home</w:t></w:r>",
    )  # fmt: skip
    return word(tbl(tr("Date of contact", "Brief description"), tr(tc(date), tc(what)), tr("4 May 2012", "Call"), grid=2))


def _tracked() -> str:
    ins = '<w:ins w:id="7" w:author="A" w:date="2018-01-01T00:00:00Z">{}</w:ins>'
    gone = '<w:del w:id="8" w:author="A" w:date="2018-01-01T00:00:00Z"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
    mark = '<w:{} w:id="9" w:author="A"/>'
    changed = p(r("Seen "), ins.format(r("not ")), gone.format("well and "), r("at home."))
    first = p(gone.format("Withdrawn."), settings=f"<w:rPr>{mark.format('del')}</w:rPr>")
    return tbl(
        tr("Date", "What happened", "Who", settings=TITLES),
        tr(tc(p(gone.format("3"), ins.format(r("13")), r(" May 2012"))), tc(changed), "SW"),
        tr("14 May 2012", tc(first, p(r("Call."))), "HV"),
        tr(*(tc(p(gone.format(each))) for each in ("15 May 2012", "Row deleted.", "GP")), settings=mark.format("del")),
        tr(*(tc(p(ins.format(r(each)))) for each in ("16 May 2012", "Row added.", "GP")), settings=mark.format("ins")),
        grid=3,
    )


@file("tracked-changes.docx")
def tracked_changes() -> bytes:
    """Changes left in, in a date too, a row deleted and a row added; the reviewer is asked which reading is meant."""
    return word(_tracked())


@file("comments-and-notes.docx")
def comments_and_notes() -> bytes:
    """Comments with an answer, a footnote, an endnote, a comment on the text above the table, hidden text."""
    refer = '<w:r><w:{} w:id="{}"/></w:r>'
    above = p(r("Prepared for the panel."), refer.format("commentReference", 3))
    what = p(r("Seen."), refer.format("commentReference", 1), refer.format("commentReference", 2))
    return word(
        above
        + tbl(
            tr("Date", "Event", "Source"),
            tr("3 May 2012", tc(what), tc(p(r("Diary"), refer.format("footnoteReference", 2)))),
            tr("4 May 2012", tc(p(r("Called."), r(" Mother upset.", "<w:vanish/>"))), tc(p(r("File"), refer.format("endnoteReference", 2)))),
            grid=3,
        ),
        comments="".join(
            f'<w:comment w:id="{n}" w:author="B">{p(text)}</w:comment>'
            for n, text in ((1, "By whom?"), (2, "By the HV."), (3, "Which panel?"), (4, "Left in the margin."))
        ),
        footnotes='<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{p("Volume 2, page 8.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("Not on the electronic file.")}</w:endnote>',
    )  # fmt: skip


@file("tables-in-cells.docx")
def tables_in_cells() -> bytes:
    """A layout table around everything, and a table of calls inside a cell of the chronology."""
    calls = tbl(tr("Date", "Call"), tr("5/5/12", "No answer."), tr("6/5/12", "Spoke to aunt."), grid=2)
    inner = tbl(
        tr("Date", "Event", "Who"),
        tr("3 May 2012", "Seen.", "SW"),
        tr("5 May 2012", tc("Calls, as listed:", calls, p("")), "SW"),
        grid=3,
    )
    return word(tbl(tr(tc("Chronology", inner, p("")), "Prepared by the office"), tr("", ""), grid=2))


@file("a-table-a-year.docx")
def a_table_a_year() -> bytes:
    """A heading with the year above each table; dates leave it out, and only the first table has headings."""
    return word(
        p("Agency chronology")
        + p("2011")
        + tbl(tr("Date", "Event", "Who"), tr("30 Dec", "Born.", "MW"), grid=3)
        + p("")
        + p("Events in 2012")
        + tbl(tr("2 Jan", "Home from hospital.", "MW"), tr("3rd January", "First visit.", "HV"), grid=3)
        + p("2013 (continued)")
        + tbl(tr("4/5", "Moved.", "HV"), grid=3)
    )


@file("headings-in-two-lines.docx")
def headings_in_two_lines() -> bytes:
    """Headings merged across and down: Start over Date and Time, End likewise, the others over both lines."""
    across = ACROSS.format(2)
    return word(
        tbl(
            tr(tc("Start", settings=across), tc("End", settings=across), tc("Event", settings=BEGIN), settings=TITLES),
            tr("Date", "Time", "Date", "Time", tc("", settings=GO_ON), settings=TITLES),
            tr("3/5/2012", "9am", "4/5/2012", "", "Stayed with aunt."),
            tr("6/5/2012", "", "", "", "Home."),
            grid=5,
        )
    )


@file("rows-over-pages.docx")
def rows_over_pages() -> bytes:
    """Rows cut at the end of a page by a program that knows no rows, headings repeated by hand, dates marked "cont."."""
    head = ("Date", "Source", "Event", "Outcome")
    return simple(
        head,
        ("3 May 2012", "File", "Visit. The house was cold and the", "Agreed to"),
        head,
        ("", "", "children were in bed.", "call again"),
        ("4 May 2012", "File", "Case conference held.", "Plan made."),
        ("4 May 2012 (cont.)", "", "The plan was read out.", "Copies sent."),
        ("", "", "", ""),
        ("contd", "", "and everybody agreed.", ""),
        ("", "", "Undated: mother rang.", ""),
    )


@file("dates-merged-down.docx")
def dates_merged_down() -> bytes:
    """One date over several rows, and section rows across the whole table."""
    across = ACROSS.format(3)
    return word(
        tbl(
            tr("Date", "Agency / professional", "Brief description"),
            tr(tc("Pregnancy", settings=across)),
            tr(tc("3 May 2012", settings=BEGIN), "Midwife", "Booking."),
            tr(tc("", settings=GO_ON), "GP", "Letter sent."),
            tr(tc("2013", settings=across)),
            tr(tc("4 May", settings=BEGIN), "HV", "Birth visit."),
            tr(tc("", settings='<w:vMerge w:val="continue"/>'), tc("", settings=BEGIN), "Weighed."),
            tr("5 May", tc("", settings=GO_ON), "Weighed again."),
            grid=3,
        )
    )


@file("text-boxes.docx")
def text_boxes() -> bytes:
    """The table itself in a text box, stored twice for older programs, and a text box within a cell."""
    table = tbl(tr("Date", "Event"), tr("3/5/12", tc(p(r("Seen. "), _box(p("Stamped: received."))))), grid=2)
    return word(p("Page one") + p(_box(table)))


def _box(inner: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>'
        f"{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@file("form-with-controls.docx")
def form_with_controls() -> bytes:
    """A form: content controls filled and empty, boxes to tick old and new, ticks of Wingdings, a list to choose from."""

    def control(inner: str, *, prompt: bool = False) -> str:
        return f"<w:sdt><w:sdtPr>{'<w:showingPlcHdr/>' if prompt else ''}<w:date/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    tick = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Phone"/>'
        '<w:listEntry w:val="Visit"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    prompt = r("Click or tap to enter a date.", '<w:rStyle w:val="PlaceholderText"/>')
    return word(
        tbl(
            tr("Date", "Type", "Event", "Child seen"),
            tr(tc(p(control(r("03/05/2012")))), tc(p(choice)), control(tc("Seen.")), tc(p(tick.format("<w:checked/>"), r(" yes")))),
            tr(tc(control(p("04/05/2012"))), tc(p(control(prompt, prompt=True))), "Called.", tc(p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))),
            control(tr(tc(p(control(prompt, prompt=True))), "", tc(control(p("Click here"), prompt=True)), tc(p(tick.format(""))))),
        )
    )  # fmt: skip


@file("protected.docx")
def protected() -> bytes:
    """Protected by the password "harbour lights", as Word does it."""
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(simple(("Date", "Event"), ("3 May 2012", "Seen.")))).encrypt("harbour lights", stream)
    return stream.getvalue()


@file("strict.docx")
def strict() -> bytes:
    """Saved as "Strict Open XML Document", whose names lie elsewhere."""
    data = word(
        tbl(tr("Date", "Event"), tr("3 May 2012", "Seen."), grid=2), space="http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert WORD.encode() not in data
    return data


@file("cover-and-signatures.docx")
def cover_and_signatures() -> bytes:
    """A cover table, a list of abbreviations and a table of signatures around the chronology; a macro, a header."""
    document: Any = Document()
    document.sections[0].header.paragraphs[0].text = "RESTRICTED – Fenwick House"
    document.sections[0].footer.paragraphs[0].text = "12"
    for rows in (
        (("Agency", "Fenwick House"), ("Author", "M. Tarn"), ("Period", "May 2012")),
        (("Date", "Event", "By whom"), ("3/5/12", "Seen.", "SW1"), ("n/k", "Letter.", "SW2")),
        (("SW1", "Social worker"), ("SW2", "Duty worker")),
        (("Signed", ""), ("Date", "")),
    ):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for given, made in zip(rows, table.rows, strict=True):
            for text, cell in zip(given, made.cells, strict=True):
                cell.text = text
        document.add_paragraph()
    return saved(document)
