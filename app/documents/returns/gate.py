"""The gate before any library: what a file really is, and whether its archive is one that an office program makes.

Nothing is extracted to disk; every part is unpacked here once, counting the bytes that really come out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from app.domain.errors import ImportProblem

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 100 * MEGABYTE
_MOST_PARTS: Final = 2000
_LARGEST_PART: Final = 200 * MEGABYTE
_LARGEST_TOTAL: Final = 300 * MEGABYTE
_RATIO: Final = 200
_RATIO_FROM: Final = 10 * MEGABYTE
_CHUNK: Final = 256 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE: Final = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED: Final = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")
_ODD_CODING: Final = "an unusual coding of its letters"
_HAS_XML: Final = (".xml", ".rels", ".vml")

PASTED: Final = "Pasted table"
"""What a return is called that came over the clipboard and not as a file."""

Parts = dict[str, bytes]
"""The unpacked parts of an office file by name."""


def read_file(path: Path) -> bytes:
    """Read a file once, if it isn't larger than a return may be."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ImportProblem("return-missing", file=path.name) from error
    if len(data) > LARGEST_FILE:
        raise ImportProblem("return-too-large", file=path.name)
    return data


def kind_of(name: str, data: bytes) -> tuple[str, Parts]:
    """Return "xlsx", "docx", "csv" or "protected" by the file's signature, and its unpacked parts; refuse anything else."""
    if len(data) > LARGEST_FILE:
        raise ImportProblem("return-too-large", file=name)
    if not data.strip():
        raise ImportProblem("return-empty", file=name)
    if data.startswith(b"PK"):
        parts = unpacked(name, data)
        return _office_kind(name, parts), parts
    if data.startswith(_OLE):
        kind = _old_kind(data)
        if kind != "protected":
            raise ImportProblem(kind, file=name)
        return kind, {}
    if data.startswith(b"%PDF"):
        raise ImportProblem("return-pdf", file=name)
    if data.startswith(
        (b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
    ):
        raise ImportProblem("return-unknown", file=name)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise ImportProblem("return-unknown", file=name)
    return "csv", {}


def _office_kind(name: str, parts: Parts) -> str:
    types = parts.get("[Content_Types].xml", b"")
    if b"opendocument" in parts.get("mimetype", b""):
        raise ImportProblem("return-opendocument", file=name)
    if "xl/workbook.bin" in parts:
        raise ImportProblem("return-binary-excel", file=name)
    if b"spreadsheetml" in types or b"ms-excel" in types:
        return "xlsx"
    if b"wordprocessingml" in types or b"ms-word" in types:
        return "docx"
    raise ImportProblem("return-unknown", file=name)


def _old_kind(data: bytes) -> str:
    """Tell a protected file from old Word and old Excel by the names in its directory."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "protected"
    if holds("WordDocument"):
        return "return-old-word"
    return "return-old-excel" if holds("Workbook") or holds("Book") else "return-unknown"


def unpacked(name: str, data: bytes) -> Parts:
    """Unpack an archive in memory, counting real bytes; refuse what no office program makes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(name, members)
            return _unpack(name, archive, members, len(data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
        RuntimeError,
        IndexError,
    ) as error:
        raise ImportProblem("return-damaged", file=name) from error


def _check_members(name: str, members: list[zipfile.ZipInfo]) -> None:
    def refuse(what: str) -> ImportProblem:
        return ImportProblem("return-unsafe", file=name, what=what)

    if len(members) > _MOST_PARTS:
        raise refuse("too many parts")
    names = [member.filename.replace("\\", "/").casefold() for member in members]
    if len(set(names)) != len(names):
        raise refuse("two parts of one name")
    for part in names:
        if part.startswith("/") or ":" in part or ".." in part.split("/"):
            raise refuse("a part with an outside path")
    if any(member.flag_bits & 0x1 for member in members):
        raise refuse("a part that is locked by itself")  # office programs lock the file as a whole, or not at all
    if any(member.file_size > _LARGEST_PART for member in members) or sum(m.file_size for m in members) > _LARGEST_TOTAL:
        raise refuse("it unpacks to far more than it shows")


def _unpack(name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int) -> Parts:
    parts: Parts = {}
    total = 0
    for member in members:
        chunks: list[bytes] = []
        length = 0
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                length += len(chunk)
                total += len(chunk)
                if length > _LARGEST_PART or total > _LARGEST_TOTAL or (total > _RATIO_FROM and total > _RATIO * size):
                    raise ImportProblem("return-unsafe", file=name, what="it unpacks to far more than it shows")
                chunks.append(chunk)
        content = b"".join(chunks)
        if member.filename.endswith(_HAS_XML) or content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            _check_xml(name, content)
        parts[member.filename] = content
    return parts


def _check_xml(name: str, content: bytes) -> None:
    """Refuse document type definitions, and codings in which one could hide: only UTF-8 and UTF-16 are read.

    A parser also knows EBCDIC and UTF-32 by their first letters, and any coding that a declaration names.
    """
    check_markup(name, _as_text(name, content))


def _as_text(name: str, content: bytes) -> str:
    head = content[:4]
    marked = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    coding = "utf-16" if marked else "utf-8"
    if not marked and b"\x00" in head:
        coding = "utf-16-be" if head[:1] == b"\x00" else "utf-16-le"
    try:
        return content.decode(coding)
    except UnicodeDecodeError as error:
        if coding == "utf-16":
            raise ImportProblem("return-damaged", file=name) from error
        raise ImportProblem("return-unsafe", file=name, what=_ODD_CODING) from error


def check_markup(name: str, text: str) -> None:
    """Refuse markup that defines a document type, is cut by a letter that no text has, or says it is coded otherwise."""
    if "\x00" in text:
        raise ImportProblem("return-unsafe", file=name, what=_ODD_CODING)
    if text.lstrip("\ufeff").startswith("<?xml"):
        declared = _DECLARED.search(text, 0, text.find("?>") + 1)
        if declared and declared[1].casefold() not in {"utf-8", "us-ascii", "ascii", "utf-16"}:
            raise ImportProblem("return-unsafe", file=name, what=_ODD_CODING)
    if _DOCTYPE.search(text):
        raise ImportProblem("return-unsafe", file=name, what="a document type of its own")
