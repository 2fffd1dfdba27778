"""Word returns: merged and nested tables, tracked changes, comments, notes, controls and hidden text."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import OxmlElement

from app.domain.errors import ImportProblem
from app.domain.returns import Cell


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def cell(*paragraphs: str, settings: str = "") -> str:
    body = "".join(each if each.startswith(("<w:p>", "<w:tbl", "<w:sdt")) else paragraph(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{body}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


HEADER = row("Date", "What happened", "Who", settings="<w:tblHeader/>")


def test_a_table_with_repeated_headings_blanks_and_sections(returns: Any) -> None:
    data = returns.docx(
        ("Source", "Date", "What happened"),
        ("File", "?3 May 2012", "Seen."),
        ("", "", ""),
        ("Source", "Date", "What happened"),
        ("2013", "2013", "2013"),
        ("File", "4 June", "Called."),
        ("File", "n.d.", "Letter."),
        ("File", "5 June", ""),
    )
    taken, aside = returns.understood(returns.read(data))
    assert [(each.when.text, str(each.when.earliest)[:10], each.what) for each in taken] == [
        ("?3 May 2012", "2012-05-03", "Seen."),
        ("4 June", "2013-06-04", "Called."),
        ("n.d.", "None", "Letter."),
    ]
    assert [each.reason for each in aside] == ["header", "blank", "repeated-header", "year-heading", "no-text"]


def test_cells_merged_down_and_across(returns: Any) -> None:
    def merge(document: Any) -> None:
        cells = document.tables[0].rows
        cells[1].cells[0].merge(cells[3].cells[0])
        cells[4].cells[0].merge(cells[4].cells[2])

    data = returns.docx(
        ("Date", "What happened", "Who"),
        ("3 May 2012", "One.", "SW"),
        ("", "Two.", "HV"),
        ("", "Three.", "GP"),
        ("2013", "", ""),
        ("4 May", "Four.", "GP"),
        change=merge,
    )
    taken, aside = returns.understood(returns.read(data))
    assert [each.when.text for each in taken] == ["3 May 2012"] * 3 + ["4 May"]
    assert [returns.said(each) for each in taken] == [[], ["merged"], ["merged"], []]
    assert str(taken[3].when.earliest) == "2013-05-04 00:00:00"
    assert [each.reason for each in aside] == ["header", "year-heading"]


def test_ragged_rows_take_their_columns_from_the_grid(returns: Any) -> None:
    span = '<w:gridSpan w:val="2"/>'
    body = table(
        HEADER,
        row("3 May 2012", "One.", "SW"),
        row("4 May 2012", cell("Two, across.", settings=span)),
        row("Three.", "HV", settings='<w:gridBefore w:val="1"/>'),
        row("5 May 2012", "Four.", "GP", cell("more")),
    )
    parsed = returns.read(returns.word(body))
    assert returns.texts(parsed.tables[0])[1:] == [
        ("3 May 2012", "One.", "SW"),
        ("4 May 2012", "Two, across."),
        ("", "Three.", "HV"),
        ("5 May 2012", "Four.", "GP", "more"),
    ]
    assert parsed.tables[0].header_rows == 1


def test_tracked_changes_are_kept_and_told(returns: Any) -> None:
    changed = paragraph(
        "Seen ",
        "<w:ins><w:r><w:t>alone </w:t></w:r><w:del><w:r><w:delText>never said</w:delText></w:r></w:del></w:ins>",
        "<w:del><w:r><w:delText>with mother </w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>at school </w:t></w:r></w:moveFrom>",
        "<w:moveTo><w:r><w:t>at home</w:t></w:r></w:moveTo>",
    )
    body = table(
        HEADER,
        row("3 May 2012", cell(changed), "SW"),
        row("4 May 2012", "Gone.", "SW", settings="<w:del/>"),
        row("5 May 2012", "New.", "SW", settings="<w:ins/>"),
        f"<w:ins>{row('6 May 2012', 'Hidden.', 'SW', settings='<w:hidden/>')}</w:ins>",
    )
    parsed = returns.read(returns.word(body))
    taken, aside = returns.understood(parsed)
    assert taken[0].what == "Seen alone at home"
    assert [str(each) for each in taken[0].remarks] == [
        "Tracked insertion, kept: alone",
        "Tracked deletion, left out: never said with mother",
        "Tracked move, shown where it was moved to: at home",
        "Tracked move, left out here: at school",
    ]
    assert [returns.said(each) for each in taken[1:]] == [["inserted-row"], ["hidden-row"]]
    assert [(each.reason, returns.said(each)) for each in aside] == [("header", []), ("tracked-away", ["deleted-row"])]
    assert aside[1].cells[1].text == "Gone."
    assert returns.said(parsed) == ["tracked"]

    before = parsed.before_changes()
    assert before.before_changes() is before
    taken, aside = returns.understood(before)
    assert taken[0].what == "Seen with mother at school"
    assert [str(each) for each in taken[0].remarks] == [
        "Tracked insertion, left out: alone never said",
        "Tracked deletion, kept: with mother",
        "Tracked move, left out where it was moved to: at home",
        "Tracked move, shown where it stood before: at school",
    ]
    assert [(each.what, returns.said(each)) for each in taken[1:]] == [
        ("Gone.", ["later-deleted-row"]),
        ("Hidden.", ["hidden-row"]),
    ]
    assert [(each.reason, each.cells[-2:]) for each in aside[1:]] == [("tracked-away", (Cell("New."), Cell("SW")))]


def test_comments_notes_hidden_text_and_pictures(returns: Any) -> None:
    rich = paragraph(
        "Seen<",
        '<w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="2"/><w:endnoteReference w:id="9"/></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> openly</w:t><w:br/><w:t>next</w:t><w:tab/><w:noBreakHyphen/></w:r>',
        "<w:r><w:fldChar/><w:instrText>DATE</w:instrText><w:drawing/></w:r>",
        "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>",
    ).replace("Seen<", "Seen")
    boxed = paragraph("<w:r><w:pict><w:txbxContent>" + paragraph("In a box.") + "</w:txbxContent></w:pict></w:r>")
    data = returns.word(
        paragraph("A letter above the table.") + table(HEADER, row("3 May 2012", cell(rich), cell(boxed))),
        comments='<w:comment w:id="1">' + paragraph("Really?") + "</w:comment>",
        footnotes='<w:footnote w:id="2">' + paragraph("From the diary.") + "</w:footnote>",
    )
    parsed = returns.read(data)
    assert str(parsed.remarks[0]).endswith("1 paragraphs: A letter above the table.")
    taken, _ = returns.understood(parsed)
    assert (taken[0].what, taken[0].who) == ("Seen secretly openly\nnext\t-link", "In a box.")
    assert [str(each) for each in taken[0].remarks] == [
        "Hidden text, kept: secretly",
        "Comment: Really?",
        "Footnote: From the diary.",
        "A picture stands here and is not imported.",
    ]


def test_content_controls_anywhere(returns: Any) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    dated = cell("<w:p>" + control("<w:r><w:t>3 May 2012</w:t></w:r>") + "</w:p>")
    body = control(table(HEADER, control(row(dated, control(cell("Seen.")), cell(control(paragraph("SW")))))))
    taken, _ = returns.understood(returns.read(returns.word(body)))
    assert [(each.when.text, each.what, each.who) for each in taken] == [("3 May 2012", "Seen.", "SW")]


def test_tables_in_cells_are_read_by_themselves_but_frames_are_text(returns: Any) -> None:
    inner = table(HEADER, row("3 May 2012", "One.", "SW"), row("4 May 2012", "Two.", "SW"))
    frame = table(row("Framed."))
    body = table(
        HEADER,
        row("1 May 2012", cell("Outer.", inner, "<w:p/>".replace("/>", "></w:p>")), "HV"),
        row("2/5/12", cell(frame), ""),
    )
    parsed = returns.read(returns.word(body))
    titles = ["table 1", "table inside table 1, row 2, cell 2"]
    assert [each.title for each in parsed.tables] == titles
    taken, _ = returns.understood(parsed)
    assert [each.what for each in taken] == ["Outer.", "Framed.", "One.", "Two."]
    assert returns.said(taken[0]) == ["nested-table"]


def test_several_tables_the_later_without_headings(returns: Any) -> None:
    body = (
        table(row("Prepared by", "The office"), row("Period", "2012"))
        + table(HEADER, row("3 May 2012", "One.", "SW"))
        + paragraph("Page 2")
        + table(row("4 May 2012", "Two.", "HV"), row("5 May 2012", "Three.", "GP"))
        + table(row("", ""))
    )
    taken, aside = returns.understood(returns.read(returns.word(body)))
    assert [(each.what, each.who) for each in taken] == [("One.", "SW"), ("Two.", "HV"), ("Three.", "GP")]
    assert [each.reason for each in aside] == ["table-not-read", "table-not-read", "header"]


def test_several_events_in_one_row_can_be_parted(returns: Any) -> None:
    body = table(HEADER, row("May 2012", cell("3 May: seen.", "4/5/12 called.", "and again."), "SW"))
    taken, _ = returns.understood(returns.read(returns.word(body)))
    assert returns.said(taken[0]) == ["several-events"]
    assert taken[0].what == "3 May: seen.\n4/5/12 called.\nand again."


@pytest.mark.parametrize("change", ["body", "part"])
def test_documents_without_a_body(returns: Any, change: str) -> None:
    whole = returns.word(table(HEADER))
    broken = (
        returns.changed(whole, "word/document.xml", lambda xml: xml.replace("w:body", "w:other"))
        if change == "body"
        else returns.changed(whole, "_rels/.rels", lambda xml: xml.replace("word/document.xml", "word/none.xml"))
    )
    with pytest.raises(ImportProblem) as caught:
        returns.read(broken)
    assert caught.value.key == "return-damaged"


def test_a_document_without_a_table(returns: Any) -> None:
    with pytest.raises(ImportProblem) as caught:
        returns.read(returns.word(paragraph("Only words.")))
    assert caught.value.key == "return-no-table"


def test_a_real_document_with_the_odd_parts_of_word(returns: Any) -> None:
    def mark(document: Any) -> None:
        header = document.tables[0].rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:tblHeader"))
        document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
        document.add_paragraph("Signed by the author")

    parsed = returns.read(returns.docx(("Date", "Event"), ("w/c 7 May 2012", "Seen twice."), change=mark))
    assert parsed.tables[0].header_rows == 1
    assert [str(each) for each in parsed.remarks] == [
        "Text outside the tables is not imported, 1 paragraphs: Signed by the author",
        "The pages say at their head or foot: CONFIDENTIAL",
    ]
    taken, _ = returns.understood(parsed)
    assert taken[0].when.precision == "week"


def test_too_many_columns(returns: Any) -> None:
    with pytest.raises(ImportProblem) as caught:
        returns.read(returns.word(table(row(*["x"] * 201))))
    assert caught.value.key == "return-too-many-cells"


def test_progress_is_told(returns: Any) -> None:
    from app.documents.returns.reader import read_return

    told: list[int] = []
    read_return("a.docx", returns.word(table(HEADER, *[row("3/5/12", "Seen.", "SW")] * 400)), told.append)
    assert told == [200, 400]


def test_cells_and_ends_of_paragraphs_that_changes_took_or_brought(returns: Any) -> None:
    joined = paragraph("Seen").replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    parted = paragraph("Well").replace("<w:p>", "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>")
    body = table(
        HEADER,
        row("3 May 2012", cell(joined, paragraph(" at home.")), cell("SW", settings="<w:cellDel/>")),
        row("4 May 2012", cell(parted, paragraph(" kept.")), cell("HV", settings="<w:cellIns/>")),
    )
    parsed = returns.read(returns.word(body))
    for each, expected in (
        (parsed, [("Seen at home.", "", ["deleted"]), ("Well\n kept.", "HV", [])]),
        (parsed.before_changes(), [("Seen\n at home.", "SW", []), ("Well kept.", "", ["inserted-out"])]),
    ):
        taken, _ = returns.understood(each)
        assert [(one.what, one.who, returns.said(one)) for one in taken] == expected
    assert parsed.tracked
    assert not returns.read(returns.word(table(HEADER))).tracked


def sign(char: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def field(inner: str) -> str:
    return f"<w:r><w:fldChar><w:ffData>{inner}</w:ffData></w:fldChar></w:r>"


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (sign("F0FE"), "☑"),
        (sign("FC"), "✓"),
        (sign("F052", "Wingdings 2"), "☑"),
        (sign("F0FF"), "�"),
        (sign("F0B7", "Symbol"), "•"),
        (sign("2713", "Segoe UI Symbol"), "✓"),
        (sign("F0FE", "Made up"), "�"),
        (sign("tick"), ""),
        (field('<w:checkBox><w:checked w:val="0"/></w:checkBox>'), "☐"),
        (field("<w:checkBox><w:default/></w:checkBox>"), "☑"),
        (field("<w:checkBox/>"), "☐"),
        (field('<w:ddList><w:default w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>'), "b"),
        (field('<w:ddList><w:result w:val="7"/><w:listEntry w:val="a"/></w:ddList>'), ""),
        (field('<w:ddList><w:result w:val="x"/><w:listEntry w:val="a"/></w:ddList>'), ""),
        (field("<w:textInput/>"), ""),
    ],
)
def test_signs_and_fields_of_forms(returns: Any, run: str, text: str) -> None:
    parsed = returns.read(returns.word(table(row("Date", cell(paragraph("[", run, "]"))))))
    assert parsed.tables[0].rows[0].texts == ("Date", f"[{text}]")


def test_prompts_of_controls_are_no_answers(returns: Any) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(
        HEADER, row("3 May 2012", cell("Seen.", prompt.format(paragraph("Click here"))), prompt.format(cell("Choose")))
    )
    assert returns.read(returns.word(prompt.format(paragraph("Title")) + body)).tables[0].rows[1].texts == (
        "3 May 2012",
        "Seen.",
        "",
    )


def test_files_within_and_tables_of_pictures(returns: Any) -> None:
    pictures = table(row(cell(paragraph("<w:r><w:drawing/></w:r>")), ""), row("", ""))
    data = returns.word(table(HEADER, row("3 May 2012", "Seen.", "SW")) + pictures)
    link = '<Relationship Id="x" Type="a/aFChunk" Target="more.html"/></Relationships>'
    data = returns.changed(data, "word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", link))
    parsed = returns.read(data)
    assert [str(each) for each in parsed.remarks] == ["The file holds 1 files within it, which were not read: more.html"]
    assert len(parsed.tables) == 1


@pytest.mark.parametrize("settings", ['<w:gridSpan w:val="x"/>', '<w:gridSpan w:val=""/>'])
def test_numbers_that_are_none(returns: Any, settings: str) -> None:
    data = returns.word(table(row("Date", cell("Event", settings=settings))))
    if 'val=""' in settings:
        assert returns.read(data).row_count == 1
        return
    with pytest.raises(ImportProblem) as caught:
        returns.read(data)
    assert caught.value.key == "return-damaged"
