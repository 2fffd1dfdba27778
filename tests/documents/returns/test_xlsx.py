"""Excel returns: what is read from each, beside openpyxl where it reads the same."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from app.documents.returns.xlsx_cells import PLAIN, Numbers, iso_cell, shape_of
from app.domain.errors import ImportProblem
from app.domain.returns import Cell

HEADINGS = ("Outcome", "Date of event", "What happened", "Source of information", "By whom")


def moment(*parts: Any) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - records have no zone


def test_headings_in_any_order_above_them_a_title_between_them_blanks(returns: Any) -> None:
    data = returns.xlsx(
        ("Chronology of Fenwick House",),
        (),
        HEADINGS,
        ("No action", "03/05/2012", "Home visit.", "Case file", "SW1"),
        (),
        HEADINGS,
        ("", moment(2012, 5, 4), "Telephone call.", "Diary", "SW2"),
    )
    taken, aside = returns.understood(returns.read(data))
    assert [(row.when.text, row.what, row.source, row.who) for row in taken] == [
        ("03/05/2012", "Home visit.", "Case file", "SW1"),
        ("4 May 2012", "Telephone call.", "Diary", "SW2"),
    ]
    assert taken[0].others == (("Outcome", "No action"),)
    assert taken[1].place == "sheet ‘Sheet’, row 7"
    assert [row.reason for row in aside] == ["above-header", "blank", "header", "blank", "repeated-header"]


def test_years_and_sections_head_the_rows_below_them(returns: Any) -> None:
    data = returns.xlsx(
        ("Date", "Event", "Who"),
        (2011,),
        ("3 May", "Seen at school.", "SW"),
        ("Second tenancy", None, None),
        ("May 16", "Seen at home.", "SW"),
        ("2012", None, None),
        ("?4/6", "Seen at clinic.", "HV"),
    )
    taken, aside = returns.understood(returns.read(data))
    assert [str(row.when.earliest)[:10] for row in taken] == ["2011-05-03", "2011-05-16", "2012-06-04"]
    assert [row.reason for row in aside] == ["header", "year-heading", "section", "year-heading"]


def test_merged_cells_are_repeated_in_the_rows_they_cover(returns: Any) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells("A2:A4")
        book.active.merge_cells("C2:C3")
        book.active.merge_cells("A6:B6")

    data = returns.xlsx(
        ("Date", "Event", "Who"),
        ("3 May 2012", "One.", "SW"),
        (None, "Two.", None),
        (None, "Three.", "HV"),
        ("4 May 2012", "Four.", None),
        ("2013", None, None),
        change=merge,
    )
    parsed = returns.read(data)
    taken, _ = returns.understood(parsed)
    assert [(row.when.text, row.what, row.who) for row in taken] == [
        ("3 May 2012", "One.", "SW"),
        ("3 May 2012", "Two.", "SW"),
        ("3 May 2012", "Three.", "HV"),
        ("4 May 2012", "Four.", ""),
    ]
    assert [returns.said(row) for row in taken] == [[], ["merged"], ["merged"], []]


def test_what_is_hidden_is_read_and_named(returns: Any) -> None:
    def hide(book: Workbook) -> None:
        book.active.column_dimensions["C"].hidden = True
        book.active.row_dimensions[2].hidden = True
        more = book.create_sheet("Not sent")
        more.append(("Date", "Event"))
        more.append(("4 May 2012", "Left out by the agency."))
        more.sheet_state = "veryHidden"
        book.create_sheet("Empty")

    parsed = returns.read(returns.xlsx(("Date", "Event", "Note"), ("3 May 2012", "One.", "secret"), change=hide))
    assert [table.title for table in parsed.tables] == ["sheet ‘Sheet’", "sheet ‘Not sent’"]
    assert str(parsed.tables[0].remarks[0]) == "Hidden columns: C."
    assert returns.said(parsed.tables[1]) == ["hidden-sheet"]
    taken, _ = returns.understood(parsed)
    assert returns.said(taken[0]) == ["hidden-row"]
    assert taken[0].others == (("Note", "secret"),)


def test_true_dates_are_no_more_precise_than_the_sheet_shows_them(returns: Any) -> None:
    shown = [
        (moment(2012, 5, 3), "dd/mm/yyyy", "3 May 2012", []),
        (moment(2012, 5, 3, 9, 30), "dd/mm/yyyy hh:mm", "3 May 2012, 09:30", []),
        (moment(2012, 5, 3), "mmm-yy", "May 2012", []),
        (moment(2012, 1, 1), "yyyy", "2012", []),
        (moment(2012, 5, 3), "d mmm", "3 May 2012", ["hidden-year"]),
        (date(2012, 5, 3), '[$-809]dddd" the "d mmmm yyyy;@', "3 May 2012", []),
    ]

    def dress(book: Workbook) -> None:
        for number, (_, number_format, _, _) in enumerate(shown, 2):
            book.active.cell(number, 1).number_format = number_format

    data = returns.xlsx(("Date", "Event"), *((value, "Seen.") for value, *_ in shown), change=dress)
    for _ in ("1900", "1904"):
        taken, _aside = returns.understood(returns.read(data))
        assert [(row.when.text, returns.said(row)) for row in taken] == [(text, said) for _, _, text, said in shown]
        book = load_workbook(io.BytesIO(data))
        book.epoch = moment(1904, 1, 1)
        data = returns.saved(book)


def test_other_values_as_people_write_them(returns: Any) -> None:
    values = (True, False, 12, 0.5, 1234567890123, time(9, 30), timedelta(hours=30, minutes=5), "a_x000D_b", "#REF!", " x ")
    row = returns.read(returns.xlsx(("a", "b"), values)).tables[0].rows[1]
    assert row.texts == ("TRUE", "FALSE", "12", "0.5", "1234567890123", "09:30", "30:05", "a\nb", "#REF!", "x")
    assert row.cells[5].value == time(9, 30)
    assert returns.said(row) == ["formula-error"]


def test_formulas_that_were_never_calculated_are_named(returns: Any) -> None:
    row = returns.read(returns.xlsx(("Date", "Event"), ("=TODAY()", "Seen."))).tables[0].rows[1]
    assert returns.said(row) == ["formula-without-value"]


def test_comments_stand_with_their_row(returns: Any) -> None:
    def comment(book: Workbook) -> None:
        book.active["B2"].comment = Comment("Check this with the school", "author")

    row = returns.read(returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen."), change=comment)).tables[0].rows[1]
    assert [str(each) for each in row.remarks] == ["Comment: Check this with the school"]


def test_long_gaps_are_one_row_and_short_ones_are_rows(returns: Any) -> None:
    rows = [("Date", "Event"), ("3 May 2012", "a"), (), (), ("4 May 2012", "b"), *[()] * 30, ("5 May 2012", "c"), (), ()]
    places = [row.place.rpartition("‘Sheet’, ")[2] for row in returns.read(returns.xlsx(*rows)).tables[0].rows]
    assert places == ["row 1", "row 2", "row 3", "row 4", "row 5", "rows 6 to 35", "row 36"]


INLINE = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Da</t></r><rPh><t>zz</t></rPh><r><t>te</t></r></is></c>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (INLINE + '<c t="str"><v>made</v></c><c t="d"><v>2012-05-03</v></c></row>', ("Date", "made", "3 May 2012")),
        ('<row><c t="d"><v>2012-05-03T09:30:00</v></c><c t="d"><v>09:30:00</v></c></row>', ("3 May 2012, 09:30", "09:30")),
        ('<row><c/><c t="b"><v>1</v></c><c><f>1+1</f><v>2</v></c></row>', ("", "TRUE", "2")),
        ('<row r="1"><c r="B1"><v>-3.5</v></c><!-- --><c r="D1" t="str"><v>x</v></c></row>', ("", "-3.5", "", "x")),
    ],
)
def test_cells_other_programs_write(returns: Any, rows: str, expected: tuple[str, ...]) -> None:
    start = "<sheetData>"
    data = returns.changed(
        returns.xlsx(("x",)),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml[: xml.index(start) + len(start)] + rows + xml[xml.index("</sheetData>") :],
    )
    assert returns.read(data).tables[0].rows[0].texts == expected


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('r="A1"', 'r="GS1"', "return-too-many-cells"),
        ('r="A1"', 'r="XFD1"', "return-too-many-cells"),
        ('<row r="1">', '<row r="1048576">', "return-too-many-cells"),
        ('r="A1"', 'r="1A"', "return-damaged"),
        ('r="A1"', 'r="C1"', "return-damaged"),
        ('<row r="2"', '<row r="1"', "return-damaged"),
        ("<v>0</v>", "<v>99</v>", "return-damaged"),
        ("<v>0</v>", "<v>x</v>", "return-damaged"),
        ("</sheetData>", "", "return-damaged"),
    ],
)
def test_sheets_no_program_writes(returns: Any, old: str, new: str, key: str) -> None:
    whole = returns.shared(returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen.")))
    data = returns.changed(whole, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(old, new, 1))
    with pytest.raises(ImportProblem) as caught:
        returns.read(data)
    assert caught.value.key == key


def test_a_row_of_a_hundred_thousand_columns_is_refused(returns: Any) -> None:
    row = "<row>" + '<c t="str"><v>x</v></c>' * 100_000 + "</row>"
    data = returns.changed(
        returns.xlsx(("x",)), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<sheetData>", "<sheetData>" + row)
    )
    with pytest.raises(ImportProblem) as caught:
        returns.read(data)
    assert caught.value.key == "return-too-many-cells"


def test_far_and_many_empty_cells_cost_nothing(returns: Any) -> None:
    more = '<row r="3"><c r="XFD3" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    data = returns.changed(
        returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen.")),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", more),
    )
    assert returns.read(data).row_count == 2


def test_shared_strings_whole_and_in_runs(returns: Any) -> None:
    items = "<si><t>Da<!-- -->te</t></si><si><r><rPr/><t>Ev</t></r><r><t>ent</t></r></si><si><t/></si><si/>"
    data = returns.shared(returns.xlsx(("a", "b"), ("c", "d", 7)), items)
    assert returns.texts(returns.read(data).tables[0]) == [("Date", "Event"), ("", "", "7")]


def test_sheets_that_are_no_tables_are_passed_over(returns: Any) -> None:
    def chart(book: Workbook) -> None:
        book.create_chartsheet("Picture")
        book.create_sheet("More").append(("Date", "Event"))

    parsed = returns.read(returns.xlsx(("Date", "Event"), change=chart))
    assert [table.title for table in parsed.tables] == ["sheet ‘Sheet’", "sheet ‘More’"]


def test_progress_is_told(returns: Any) -> None:
    from app.documents.returns.reader import read_return

    told: list[int] = []
    read_return("a.xlsx", returns.xlsx(*[("3 May 2012", "Seen.")] * 1001), told.append)
    assert told == [500, 1000]


def test_number_formats() -> None:
    assert shape_of("General") == shape_of("0.00") == shape_of('"day "0') == PLAIN
    assert shape_of("[h]:mm:ss").elapsed
    assert shape_of("[Red]d/m/yy;0").codes == frozenset("dmy")
    numbers = Numbers([PLAIN, shape_of("d/m/yyyy")])
    assert numbers.cell("1", "1")[0].text == "1 January 1900"
    assert numbers.cell("61", "1")[0].text == "1 March 1900"
    assert numbers.cell("-3", "1")[0].text == "-3"
    assert numbers.cell("99999999", "1")[0].text == "99999999"
    assert numbers.cell("41032", "7")[0].text == "41032"
    assert iso_cell("soon") == Cell("soon")


values = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).filter(
        lambda t: not t.startswith("=")
    )
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e6, 1e6).map(lambda number: round(number, 4))
    | st.booleans()
    | st.datetimes(moment(1900, 3, 1), moment(2099, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
    | st.dates(date(1900, 3, 1), date(2099, 1, 1))
    | st.times().map(lambda at: at.replace(second=0, microsecond=0))
    | st.none()
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(values, max_size=6), min_size=1, max_size=8), later=st.booleans(), shared=st.booleans())
def test_reads_what_openpyxl_reads(returns: Any, rows: list[list[Any]], later: bool, shared: bool) -> None:
    book = Workbook()
    if later:
        book.epoch = moment(1904, 1, 1)
        rows = [[None if isinstance(v, date) and v.year < 1905 else v for v in row] for row in rows]
    for row in rows:
        book.active.append(row)
    data = returns.saved(book)
    data = returns.shared(data) if shared else data
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    theirs = [(n, list(map(_plain, row))) for n, row in enumerate(sheet.iter_rows(values_only=True), 1)]
    expected = {n: _cut(row) for n, row in theirs if any(row)}
    if not expected:
        with pytest.raises(ImportProblem, match="return-no-table"):
            returns.read(data)
        return
    mine = returns.read(data).tables[0].rows
    assert {
        n: [_plain(cell.value or cell.text) for cell in row.cells] for n, row in enumerate(mine, 1) if row.cells
    } == expected


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, datetime | time):
        return value.isoformat()
    return " ".join(str(value).split())


def _cut(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def test_days_that_never_were_go_to_the_review_list(returns: Any) -> None:
    numbers = Numbers([PLAIN, shape_of("d/m/yyyy"), shape_of("d/m/yyyy h:mm")])
    assert [numbers.cell(digits, "1")[0] for digits in ("60", "60.5", "0")] == [
        Cell("29 February 1900"),
        Cell("29 February 1900"),
        Cell("00/01/1900"),
    ]
    assert numbers.cell("0.5", "2")[0] == Cell("12:00", time(12))
    later = Numbers([PLAIN, shape_of("d/m/yyyy")], moment(1904, 1, 1))
    assert later.cell("60", "1")[0].text == "1 March 1904"


def test_rows_hidden_by_default_and_columns_of_no_width(returns: Any) -> None:
    def hide(xml: str) -> str:
        xml = xml.replace("<sheetFormatPr", '<sheetFormatPr zeroHeight="1"').replace('<row r="1"', '<row r="1" ht="15"')
        return xml.replace("<sheetData>", '<cols><col min="2" max="2" width="0"/></cols><sheetData>')

    data = returns.changed(returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen.")), "xl/worksheets/sheet1.xml", hide)
    table = returns.read(data).tables[0]
    assert [returns.said(row) for row in table.rows] == [[], ["hidden-row"]]
    assert str(table.remarks[0]) == "Hidden columns: B."


def test_what_lies_over_an_empty_sheet_is_told_all_the_same(returns: Any) -> None:
    def more(book: Workbook) -> None:
        book.create_sheet("Blank").oddFooter.center.text = "Draft, page &P"

    parsed = returns.read(returns.xlsx(("Date", "Event"), change=more))
    assert [str(each) for each in parsed.remarks] == ["The pages say at their head or foot: Draft, page"]


def test_letters_that_no_file_can_hold_are_told(returns: Any) -> None:
    assert returns.said(returns.read(returns.xlsx(("Date", "Ev_x0007_ent")))) == ["cleaned"]
    assert returns.said(returns.read(returns.xlsx(("Date", "Ev_x000D_ent")))) == []
