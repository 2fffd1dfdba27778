"""Protected files: asked for their password, opened in the child, the password going by the pipe and nowhere else."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from app.documents.returns import child, protected
from app.documents.returns.child import read_in_child
from app.documents.returns.reader import read_return
from app.domain.catalogue import message_for
from app.domain.errors import ImportProblem, PasswordNeeded
from tests.corpus.word import protected as protected_document

PASSWORD = "harbour lights"
DATA = protected_document()
DAMAGE = ("return-damaged", "return-unknown", "return-other-protection", "return-wrong-password", "return-null-character")


def locked(inside: bytes) -> bytes:
    """Any bytes, protected by the password."""
    return bytes(ECMA376Agile.encrypt(PASSWORD, io.BytesIO(inside)))


def test_the_password_is_asked_for_and_opens_the_file() -> None:
    with pytest.raises(PasswordNeeded) as caught:
        read_return("agency.docx", DATA)
    assert (caught.value.key, caught.value.again) == ("return-password", False)
    with pytest.raises(PasswordNeeded) as caught:
        read_return("agency.docx", DATA, password="harbour light")
    assert (caught.value.key, caught.value.again) == ("return-wrong-password", True)
    assert "agency.docx" in str(message_for(caught.value))
    assert read_return("agency.docx", DATA, password=PASSWORD).kind == "docx"


@pytest.mark.parametrize(("part", "key"), [("../a", "return-unsafe"), ("readme.txt", "return-unknown")])
def test_what_is_inside_goes_through_the_gate(returns: Any, part: str, key: str) -> None:
    parts = {
        part: "a",
        "filling.bin": " " * 8000,
        **({} if key == "return-unknown" else {"[Content_Types].xml": "<Types/>"}),
    }
    inside = returns.archive(parts, zipfile.ZIP_STORED)
    with pytest.raises(ImportProblem) as caught:
        read_return("agency.xlsx", locked(inside), password=PASSWORD)
    assert caught.value.key == key


def test_a_lock_within_a_lock_and_text_within_one() -> None:
    for inside in (DATA, b"Date,Event\n"):
        with pytest.raises(ImportProblem) as caught:
            read_return("agency.docx", locked(inside), password=PASSWORD)
        assert caught.value.key in {"return-damaged", "return-wrong-password"}


@pytest.mark.parametrize(("start", "end"), [(0x200, 0x400), (0, 8), (0x30, 0x34), (0x400, 0x1000)])
def test_a_damaged_lock(start: int, end: int) -> None:
    data = bytearray(DATA)
    data[start:end] = bytes(end - start)
    with pytest.raises(ImportProblem) as caught:
        read_return("agency.docx", bytes(data), password=PASSWORD)
    assert caught.value.key in DAMAGE


def test_names_of_a_lock_without_one() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)
    with pytest.raises(ImportProblem) as caught:
        read_return("agency.docx", data)
    assert caught.value.key == "return-damaged"


def test_a_lock_that_defines_a_document_type() -> None:
    data = DATA.replace(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', b"<!DOCTYPE encryption>".ljust(55))
    assert data != DATA
    with pytest.raises(ImportProblem) as caught:
        read_return("agency.docx", data, password=PASSWORD)
    assert caught.value.facts["what"] == "a document type of its own"


def test_another_kind_of_lock() -> None:
    version = DATA.index(b"\x04\x00\x04\x00\x40\x00\x00\x00")
    data = DATA[:version] + b"\x04\x00\x03\x00" + DATA[version + 4 :]
    with pytest.raises(ImportProblem) as caught:
        read_return("agency.docx", data, password=PASSWORD)
    assert caught.value.key == "return-other-protection"


def test_the_child_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "agency.docx"
    path.write_bytes(DATA)
    with pytest.raises(PasswordNeeded) as caught:
        read_in_child(path)
    assert not caught.value.again
    parsed = read_in_child(path, password=PASSWORD)
    assert parsed == read_return("agency.docx", DATA, password=PASSWORD)


def test_the_password_goes_by_the_pipe_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tmp_path / "told"
    path = tmp_path / "agency.docx"
    path.write_bytes(DATA)
    program = (
        "import json, os, sys\n"
        "head = json.loads(sys.stdin.buffer.readline())\n"
        f"open({str(found)!r}, 'w').write(json.dumps([sys.orig_argv, dict(os.environ), head]))"
    )
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(ImportProblem):
        read_in_child(path, password=PASSWORD)
    *elsewhere, head = json.loads(found.read_text("utf-8"))
    assert head["password"] == PASSWORD
    assert PASSWORD not in json.dumps(elsewhere)


def test_the_library_is_met_only_where_it_is_needed() -> None:
    assert not hasattr(protected, "OOXMLFile")
