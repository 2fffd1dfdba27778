"""Tables from the clipboard: merged cells, tables within, what is hidden or too large, and text parted by tabs."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents.returns import child, reader
from app.documents.returns.child import read_pasted_in_child
from app.documents.returns.gate import PASTED
from app.documents.returns.reader import read_pasted
from app.domain.errors import ImportProblem
from tests.corpus.texts import pasted_from_word


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def test_merged_cells(returns: Any) -> None:
    html = table(
        cells("Date", "Event", "Who"),
        '<td rowspan=3>3/5/12</td><td colspan=2 rowspan=2>One</td>',
        "",
        cells("Two", "HV"),
        '<td colspan="x">4/5/12</td><td>Three</td><td rowspan=9>SW</td>',
    )  # fmt: skip
    parsed = read_pasted(html, "")
    assert returns.texts(parsed.tables[0]) == [
        ("Date", "Event", "Who"),
        ("3/5/12", "One"),
        ("3/5/12", "One"),
        ("3/5/12", "Two", "HV"),
        ("4/5/12", "Three", "SW"),
    ]
    assert [returns.said(row) for row in parsed.tables[0].rows] == [[], [], ["merged"], ["merged"], []]
    assert (parsed.file_name, parsed.kind) == (PASTED, "pasted")


def test_tables_in_cells_and_frames(returns: Any) -> None:
    inner = table(cells("Date", "Call"), cells("3/5/12", "No answer"))
    rows = (cells("Date", "Event"), cells("3/5/12", "Calls:" + inner + inner), cells("4/5/12", table(cells("Framed"))))
    html = f"<div><p>Above</p>{table(*rows)}</div>"
    parsed = read_pasted(html, "")
    assert [each.title for each in parsed.tables] == [
        "table 1",
        "table 1 inside table 1, row 2, cell 2",
        "table 2 inside table 1, row 2, cell 2",
    ]
    assert parsed.tables[0].lead == "Above"
    assert parsed.tables[0].rows[2].texts == ("4/5/12", "Framed")
    assert returns.said(parsed.tables[0].rows[1]) == ["nested-table", "nested-table"]


def test_what_can_not_be_pasted() -> None:
    for html, text, key in (
        ("", " \n", "return-nothing-pasted"),
        ("<p>Only words</p>", "", "return-no-table"),
        (table(cells("", "&nbsp;")), "", "return-no-table"),
        ("<table>\x00", "", "return-null-character"),
        ("", "a\tb\x00", "return-null-character"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><table>", "", "return-unsafe"),
        ("<div>" * 300 + table(cells("a")), "", "return-damaged"),
        ("<table", "", "return-no-table"),
        (table(cells(*["x"] * 201)), "", "return-too-many-cells"),
        (table('<td colspan="201">x</td>'), "", "return-too-many-cells"),
        ("", "x\ty\n" * 100_001, "return-too-many-cells"),
    ):
        with pytest.raises(ImportProblem) as caught:
            read_pasted(html, text)
        assert caught.value.key == key


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_FILE", 9)
    monkeypatch.setattr(child, "LARGEST_FILE", 9)
    for read in (read_pasted, read_pasted_in_child):
        with pytest.raises(ImportProblem) as caught:
            read("", "Date\tEvent")
        assert caught.value.key == "return-too-large"


def test_too_many_rows_of_markup() -> None:
    with pytest.raises(ImportProblem) as caught:
        read_pasted("<table>" + "<tr><td>x" * 100_001, "")
    assert caught.value.key == "return-too-many-cells"


def test_letters_that_can_not_be_kept_are_told(returns: Any) -> None:
    parsed = read_pasted(table(cells("Date", "Ev\x07ent"), cells("3/5/12", "Seen\ud800 &amp; well")), "")
    assert returns.said(parsed) == ["cleaned"]
    assert parsed.tables[0].rows[1].texts == ("3/5/12", "Seen? & well")
    parsed = read_pasted("", "Date\tEv\x07ent\n")
    assert returns.said(parsed.tables[0]) == ["cleaned"]


def test_text_without_tabs_is_read_like_a_file(returns: Any) -> None:
    parsed = read_pasted("", 'Date,Event\n3/5/12,"Seen, twice"\n')
    assert returns.texts(parsed.tables[0]) == [("Date", "Event"), ("3/5/12", "Seen, twice")]


def test_tabbed_text_with_empty_cells_and_lines(returns: Any) -> None:
    parsed = read_pasted("", 'Date\tEvent\tWho\r\n\t"a\r\nb"\t\r\n\r\n\t\tSW\rx')
    assert returns.texts(parsed.tables[0]) == [("Date", "Event", "Who"), ("", "a\nb"), (), ("", "", "SW"), ("x",)]
    assert [row.place for row in parsed.tables[0].rows] == ["line 1", "line 2", "line 4", "line 5", "line 6"]


def test_the_child_reads_what_was_pasted() -> None:
    html, text = pasted_from_word()
    told: list[int] = []
    assert read_pasted_in_child(html, text, lambda: False, told.append) == read_pasted(html, text)
    many = table(cells("Date", "Event"), *[cells("3/5/12", "Seen \ud83d")] * 600)
    assert read_pasted_in_child(many, "", None, told.append).row_count == 601
    assert set(told) <= {500}
    with pytest.raises(ImportProblem) as caught:
        read_pasted_in_child("", " ")
    assert caught.value.key == "return-nothing-pasted"
