"""Hostile bytes: whatever is sent or pasted is read or refused with a sentence, never anything else, and no row is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.returns.reader import read_pasted, read_return
from app.domain.catalogue import message_for
from app.domain.date_context import DateContext, date
from app.domain.errors import ImportProblem
from app.domain.return_plans import propose_plans
from app.domain.return_rows import read_rows
from app.domain.returns import ParsedReturn
from tests.corpus import excel, texts, word
from tests.corpus.making import FILES, Maker, archive, parts_of

CONTEXT = DateContext(date(2018, 6, 1), date(2009, 1, 1), date(2017, 12, 31))
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
OFFICE = sorted(
    name
    for module in (word, excel)
    for name, maker in FILES.items()
    if maker.__module__ == module.__name__ and not name.startswith(("protected", "excel-locked"))
)
PASTED = sorted(name for name in FILES if name.startswith("pasted") and FILES[name].__module__ == texts.__name__)
LOCKED: Maker = FILES["excel-locked-for-changes.xlsx"]
WHOLE = {name: FILES[name]() for name in (*OFFICE, *PASTED)} | {"locked": LOCKED()}


def outcome(read: Callable[[], ParsedReturn]) -> None:
    """Read, and hold what came of it against what every return must keep; a refusal has its sentence."""
    try:
        parsed = read()
    except ImportProblem as problem:
        message_for(problem)
        return
    for each in (parsed, parsed.before_changes()):
        rows = read_rows(each, propose_plans(each), CONTEXT)
        assert len(rows) == each.row_count
        assert [row.place for row in rows] == [row.place for table in each.tables for row in table.rows]
        assert not any(ILLEGAL.search(text) for table in each.tables for row in table.rows for text in row.texts)
    told = [*parsed.remarks, *(remark for table in parsed.tables for row in table.rows for remark in row.remarks)]
    assert not any(ILLEGAL.search(str(remark)) for remark in told)
    assert ParsedReturn.from_data(json.loads(json.dumps(parsed.to_data()))) == parsed


@settings(deadline=None, max_examples=150)
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_any_bytes(data: bytes, start: bytes) -> None:
    outcome(lambda: read_return("agency.csv", start + data))


@settings(deadline=None, max_examples=150)
@given(
    text=st.text(st.characters(codec="utf-8") | st.sampled_from('\t\n\r",;"\t\n')),
    coding=st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]),
)
def test_any_text(text: str, coding: str) -> None:
    outcome(lambda: read_return("agency.csv", text.encode(coding)))
    outcome(lambda: read_pasted("", text))


@settings(deadline=None, max_examples=120)
@given(
    name=st.sampled_from([*OFFICE, "locked"]),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_bytes_of_an_office_file_changed(name: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(WHOLE[name])
    for place, value in changes:
        data[int(place * len(data))] = value
    outcome(lambda: read_return(name, bytes(data)))


PIECES = st.sampled_from(
    [
        "",
        "w:ins",
        "w:del",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:p",
        "w:sdt",
        "w:r",
        "<w:p/>",
        "999999999",
        "-1",
        "x",
        "]]>",
        "&#x41;",
        "<!-- -->",
        "r=",
        "t=",
        "<v>",
        "\u202e",
    ]
)


@settings(deadline=None, max_examples=300)
@given(name=st.sampled_from(OFFICE), data=st.data())
def test_the_markup_of_an_office_file_changed(name: str, data: st.DataObject) -> None:
    parts = parts_of(WHOLE[name])
    part = data.draw(st.sampled_from(sorted(each for each in parts if each.endswith((".xml", ".rels")))))
    markup = bytes(parts[part]).decode()
    words = [found.span() for found in re.finditer(r'(?<=[<" ])[\w:]+(?=[>" =/])', markup)]
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = data.draw(st.sampled_from(words))
        markup = markup[:start] + data.draw(PIECES) + markup[end:]
    parts[part] = markup
    outcome(lambda: read_return(name, archive(parts)))


TAGS = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<p>",
            "</p>",
            "<br>",
            "<del>",
            "</del>",
            "<script>",
            "</script>",
        ),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<img>",
            "</span>",
            "<body>",
            "<thead>",
            "</thead>",
            "<",
            "</div>",
            "<th hidden>",
        ),
        *("&nbsp;", "&#0;", "&#xD800;", "&lt;", "\x07", chr(0xD800), "Date", "Event", "2011", "3 May 2012"),
        *('<td rowspan="3">', '<td colspan="4">', '<td rowspan="0" colspan="-1">', '<td rowspan="99999999999">'),
        *('<span style="display:none">', "<input type=checkbox>"),
    ]
)


@settings(deadline=None, max_examples=250)
@given(pieces=st.lists(TAGS, max_size=40))
def test_any_markup_pasted(pieces: list[str]) -> None:
    outcome(lambda: read_pasted("<table><tr><td>Date<td>Event<tr><td>3/5/12<td>" + "".join(pieces), "a\tb"))


@settings(deadline=None, max_examples=100)
@given(name=st.sampled_from(PASTED), place=st.floats(0, 1), piece=TAGS)
def test_markup_of_the_corpus_changed(name: str, place: float, piece: str) -> None:
    html, text = WHOLE[name]
    at = int(place * len(html))
    outcome(lambda: read_pasted(html[:at] + piece + html[at:], text))
