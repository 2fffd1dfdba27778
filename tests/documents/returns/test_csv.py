"""Text returns: every coding and delimiter that spreadsheets write, and quotation marks left open."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import ImportProblem


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_codings_and_delimiters(returns: Any, coding: str, delimiter: str, end: str) -> None:
    rows = [
        ("Date", "What", "Who"),
        ("03/05/2012", '"Seen, with “R” – café.\nSecond; line."', "SW"),
        ("4/5/12", "Call", "HV"),
    ]
    mark = b"\xff\xfe" if coding == "utf-16-le" else b""
    data = mark + (end.join(delimiter.join(row) for row in rows) + end).encode(coding)
    parsed = returns.read(data)
    taken, aside = returns.understood(parsed)
    assert [row.reason for row in aside] == ["header"]
    assert [(row.place, row.when.text, row.what, row.who) for row in taken] == [
        ("line 2", "03/05/2012", "Seen, with “R” – café.\nSecond; line.", "SW"),
        ("line 4", "4/5/12", "Call", "HV"),
    ]
    assert returns.said(parsed.tables[0]) == (["text-coding"] if coding == "cp1252" else [])


def test_a_cell_with_doubled_quotation_marks(returns: Any) -> None:
    parsed = returns.read(b'Date,Event\n3/5/12,"He said ""no"" to it."\n')
    assert parsed.tables[0].rows[1].texts == ("3/5/12", 'He said "no" to it.')


@pytest.mark.parametrize(
    ("text", "key", "row"),
    [
        ('Date,Event\n3/5/12,Seen\n4/5/12,"Call\n5/5/12,Visit\n', "return-unclosed-quote", 3),
        ('Date,Event\n3/5/12,"Se"en\n', "return-stray-quote", 2),
        ("Date,Event\n3/5/12,Se\x00en\n", "return-null-character", 2),
    ],
)
def test_what_would_run_rows_together_is_refused_with_its_line(returns: Any, text: str, key: str, row: int) -> None:
    with pytest.raises(ImportProblem) as caught:
        returns.read(text.encode(), "agency.csv")
    assert (caught.value.key, caught.value.facts) == (key, {"file": "agency.csv", "row": row})


def test_uneven_rows_are_said_and_kept(returns: Any) -> None:
    parsed = returns.read(b"Date,Event\n3/5/12,Seen, with father\n\n,,,\n4/5/12,Call\n")
    table = parsed.tables[0]
    assert str(table.rows[1].remarks[0]) == "This line has 3 columns where the first has 2."
    taken, aside = returns.understood(parsed)
    assert taken[0].others == (("Column 3", "with father"),)
    assert [row.reason for row in aside] == ["header", "blank", "blank"]


def test_columns_without_headings_are_known_by_what_they_hold(returns: Any) -> None:
    lines = [f"{n},{n % 28 + 1}/05/2012,0{n % 9}:30,Seen at home with both children" for n in range(30)]
    taken, aside = returns.understood(returns.read("\n".join(lines).encode()))
    assert len(taken) == 30
    assert not aside
    assert (str(taken[4].when.earliest), taken[4].what) == ("2012-05-05 04:30:00", "Seen at home with both children")


def test_too_wide_and_too_long(returns: Any) -> None:
    for data in (b"a," * 300 + b"b\n", b"a,b\n" * 100_001):
        with pytest.raises(ImportProblem) as caught:
            returns.read(data)
        assert caught.value.key == "return-too-many-cells"


def test_nothing_but_delimiters_is_no_table(returns: Any) -> None:
    with pytest.raises(ImportProblem) as caught:
        returns.read(b",,,\n,,,\n")
    assert caught.value.key == "return-no-table"


def test_a_line_that_tells_the_delimiter_and_a_title_are_rows_like_any_other(returns: Any) -> None:
    parsed = returns.read(b'"sep=|"\r\nOur chronology\r\nDate|Event, in brief\r\n3/5/12|Seen; well\r\n')
    assert returns.texts(parsed.tables[0])[1:] == [
        ("Our chronology",),
        ("Date", "Event, in brief"),
        ("3/5/12", "Seen; well"),
    ]
    assert not any(returns.said(row) for row in parsed.tables[0].rows)
    _, aside = returns.understood(parsed)
    assert [row.reason for row in aside] == ["above-header", "above-header", "header"]


@pytest.mark.parametrize("data", [b"Date,Event\n3/5/12,Se\x07en\n", b"Date,Event\n3/5/12,Seen\x81\xe9\n"])
def test_letters_that_were_lost_are_told(returns: Any, data: bytes) -> None:
    assert "cleaned" in returns.said(returns.read(data).tables[0])
