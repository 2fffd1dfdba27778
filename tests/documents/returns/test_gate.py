"""The gate: files that no office program makes are refused at once, each with its sentence."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.documents.returns.gate import LARGEST_FILE, kind_of, read_file
from app.domain.catalogue import load_toml
from app.domain.errors import ImportProblem
from tests import corpus

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = {"[Content_Types].xml": '<Types x="spreadsheetml"/>'}
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes) -> ImportProblem:
    begun = time.perf_counter()
    with pytest.raises(ImportProblem) as caught:
        kind_of("agency.xlsx", data)
    assert time.perf_counter() - begun < 1
    entry = load_toml("messages.toml")["errors"][caught.value.key]
    assert "agency.xlsx" in str(entry["says"]).format(**caught.value.facts)
    assert entry["advice"]
    return caught.value


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "return-empty"),
        (b" \r\n", "return-empty"),
        (OLE + "WordDocument".encode("utf-16-le"), "return-old-word"),
        (OLE + "Workbook".encode("utf-16-le"), "return-old-excel"),
        (OLE + "PowerPoint".encode("utf-16-le"), "return-unknown"),
        (b"%PDF-1.7 ...", "return-pdf"),
        (b"\x7fELF....", "return-unknown"),
        (b"{\\rtf1 hello}", "return-unknown"),
        (b"<html><table></table></html>", "return-unknown"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "return-unknown"),
        (b"PK\x03\x04 and nothing more", "return-damaged"),
    ],
)
def test_what_is_no_office_file(data: bytes, key: str) -> None:
    assert refusal(data).key == key


@pytest.mark.parametrize(
    ("files", "key", "what"),
    [
        ({**TYPES, "../out.xml": "<a/>"}, "return-unsafe", "outside path"),
        ({**TYPES, "xl/../../out.xml": "<a/>"}, "return-unsafe", "outside path"),
        ({**TYPES, "/etc/out.xml": "<a/>"}, "return-unsafe", "outside path"),
        ({**TYPES, "C:\\out.xml": "<a/>"}, "return-unsafe", "outside path"),
        ([*TYPES.items(), ("xl/a.xml", "<a/>"), ("XL/A.xml", "<b/>")], "return-unsafe", "one name"),
        ({**TYPES, SHEET: ENTITY}, "return-unsafe", "document type"),
        ({**TYPES, SHEET: "<!doctype html><a/>"}, "return-unsafe", "document type"),
        ({**TYPES, SHEET: ENTITY.encode("utf-16")}, "return-unsafe", "document type"),
        ({**TYPES, SHEET: ENTITY.encode("utf-16-be")}, "return-unsafe", "document type"),
        ({**TYPES, SHEET: b"\xff\xfe\x00\xd8\x00"}, "return-damaged", ""),
        ({**TYPES, SHEET: '<?xml version="1.0" encoding="UTF-7"?><a/>'}, "return-unsafe", "coding"),
        ({**TYPES, SHEET: ENTITY.encode("cp500")}, "return-unsafe", "coding"),
        ({**TYPES, SHEET: ENTITY.encode("utf-32-le")}, "return-unsafe", "coding"),
        ({**TYPES, SHEET: b"\xff\xfe" + ENTITY.encode("utf-32-le")}, "return-unsafe", "coding"),
        ({**TYPES, SHEET: f"<?xml version='1.0'{' ' * 500}encoding='cp037'?><a/>"}, "return-unsafe", "coding"),
        ({**TYPES, SHEET: "<?xml version='1.0'?><a>café</a>".encode("cp1252")}, "return-unsafe", "coding"),
        ({**TYPES, "odd.bin": "  " + ENTITY}, "return-unsafe", "document type"),
        ({f"{n}.xml": "<a/>" for n in range(2001)}, "return-unsafe", "too many parts"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "return-opendocument", ""),
        ({**TYPES, "xl/workbook.bin": "x"}, "return-binary-excel", ""),
        ({"readme.txt": "hello"}, "return-unknown", ""),
    ],
)
def test_archives_that_no_office_program_makes(returns: Any, files: Any, key: str, what: str) -> None:
    if isinstance(files, list):
        with pytest.warns(UserWarning, match="Duplicate") if len(dict(files)) < len(files) else _nothing():
            data = returns.archive(files)
    else:
        data = returns.archive(files)
    problem = refusal(data)
    assert problem.key == key
    assert what in str(problem.facts.get("what", ""))


class _nothing:  # noqa: N801 - a context that does nothing
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_twice_the_very_same_name(returns: Any) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = returns.archive([*TYPES.items(), (SHEET, "<a/>"), (SHEET, "<b/>")])
    assert refusal(data).key == "return-unsafe"


def test_a_bomb_is_refused_by_what_it_says_and_by_what_comes_out(returns: Any) -> None:
    bomb = returns.archive({**TYPES, SHEET: b"<a>" + bytes(40 * 1024 * 1024)})
    assert len(bomb) < 50_000
    assert "unpacks to far more" in str(refusal(bomb).facts["what"])
    declared = bytearray(bomb)
    directory = declared.rindex(b"PK\x01\x02")
    struct.pack_into("<I", declared, directory + 24, 300 * 1024 * 1024)  # says that it is larger than any part may be
    assert refusal(bytes(declared)).key == "return-unsafe"
    struct.pack_into("<I", declared, directory + 24, 10)  # says that it is tiny
    assert refusal(bytes(declared)).key in {"return-unsafe", "return-damaged"}


def test_an_encrypted_member_and_a_cut_archive(returns: Any) -> None:
    whole = returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen."))
    locked = bytearray(whole)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "locked by itself" in str(refusal(bytes(locked)).facts["what"])
    for share in (0.1, 0.5, 0.9, 0.99):
        assert refusal(whole[: int(len(whole) * share)]).key == "return-damaged"
    flipped = bytearray(whole)
    start = whole.index(b"xl/worksheets/sheet1.xml") + 40
    flipped[start : start + 8] = b"\xff" * 8
    assert refusal(bytes(flipped)).key == "return-damaged"


def test_macros_and_outside_files_are_told(returns: Any) -> None:
    whole = returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen."))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    files["xl/vbaProject.bin"] = b"\x00\x01"
    files["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships><Relationship Id="a" Type="x/externalLink" Target="http://example.invalid/a" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/hyperlink" Target="http://example.invalid/b" TargetMode="External"/></Relationships>'
    )
    parsed = returns.read(returns.archive(files))
    assert [str(each) for each in parsed.remarks] == [
        "The file holds macros. They were not run.",
        "The file refers to 1 outside files or pages. They were not opened.",
    ]


def test_reading_the_file_itself(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem) as caught:
        read_file(tmp_path / "gone.xlsx")
    assert caught.value.key == "return-missing"
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ImportProblem) as caught:
        read_file(large)
    assert caught.value.key == "return-too-large"
    with pytest.raises(ImportProblem) as caught:
        kind_of("large.csv", bytes(LARGEST_FILE + 1))
    assert caught.value.key == "return-too-large"


def test_a_workbook_that_points_nowhere_is_damaged(returns: Any) -> None:
    whole = returns.shared(returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen.")))
    for part, old in (
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml"),
        ("_rels/.rels", "relationships/officeDocument"),
        ("xl/workbook.xml", "r:id="),
        ("xl/sharedStrings.xml", "</sst>"),
        ("xl/styles.xml", "</styleSheet>"),
    ):
        with pytest.raises(ImportProblem) as caught:
            returns.read(returns.changed(whole, part, lambda xml, old=old: xml.replace(old, "gone")))
        assert caught.value.key == "return-damaged"


@pytest.mark.parametrize(("name", "key"), [("court.doc", "return-old-word"), ("court.odt", "return-opendocument")])
def test_files_as_libreoffice_saves_them_are_told_how_to_save(name: str, key: str) -> None:
    path = Path(corpus.__path__[0]) / "refused" / name
    with pytest.raises(ImportProblem) as caught:
        kind_of(name, read_file(path))
    assert caught.value.key == key
    assert "Save As" in str(load_toml("messages.toml")["errors"][key]["advice"])


def test_outside_links_in_utf_16_are_told_too(returns: Any) -> None:
    whole = returns.xlsx(("Date", "Event"), ("3 May 2012", "Seen."))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    link = '<Relationships><Relationship Id="a" Type="x/oleLink" Target="//s/a" TargetMode="External"/></Relationships>'
    files["xl/worksheets/_rels/sheet1.xml.rels"] = link.encode("utf-16")
    assert returns.said(returns.read(returns.archive(files))) == ["external"]
