"""Pictures in documents: parts in their places, words that stand for them, and LibreOffice prints them on one page."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document

from app.documents.report_writer import document_bytes
from app.documents.saving import save
from app.domain.description import Description, Heading, Picture, Remark, Series
from app.domain.picture_describing import LEGEND


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = (b"\x00" + b"\x14\x60\x6c" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def described(width: int, height: int, alt: str = "What it shows") -> Description:
    picture = Picture("Picture of the case", alt, png(width, height), width, height)
    blocks = (Heading(1, "Picture of the case", Series.NONE), Remark("All events."), picture, Remark(LEGEND))
    return Description("Review Orchard", "", "Draft, confidential", True, blocks)


@pytest.mark.parametrize(("width", "height"), [(1400, 500), (300, 900)])
def test_a_picture_keeps_its_shape_within_the_page(width: int, height: int) -> None:
    document = Document(io.BytesIO(document_bytes(described(width, height))))
    (shape,) = document.inline_shapes
    section = document.sections[0]
    assert abs(shape.width / shape.height - width / height) < 0.01
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height < section.page_height - section.top_margin - section.bottom_margin


def test_its_words_are_kept_as_they_are_and_its_parts_are_named() -> None:
    content = document_bytes(described(10, 5, 'Who "lived" where & when <then>'))
    (shape,) = Document(io.BytesIO(content)).inline_shapes
    assert shape._inline.docPr.get("descr") == 'Who "lived" where & when <then>'
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/media/picture1.png") == png(10, 5)
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert content == document_bytes(described(10, 5, 'Who "lived" where & when <then>'))


def test_a_document_without_pictures_names_none() -> None:
    plain = Description("Review Orchard", "", "", False, (Remark("Nothing."),))
    with zipfile.ZipFile(io.BytesIO(document_bytes(plain))) as package:
        assert "png" not in package.read("[Content_Types].xml").decode()
        assert not [name for name in package.namelist() if "media" in name]


@pytest.mark.libreoffice
def test_libreoffice_prints_it_on_one_landscape_page(tmp_path: Path) -> None:
    document = tmp_path / "picture.docx"
    save(document, document_bytes(described(1400, 780)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(document)]
    subprocess.run(asked, capture_output=True, timeout=180, check=True)
    facts = subprocess.run(["pdfinfo", str(document.with_suffix(".pdf"))], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in facts
    size = next(line for line in facts.splitlines() if line.startswith("Page size"))
    wide, high = (float(part) for part in size.split(":")[1].split("pts")[0].split("x"))
    assert wide > high
    images = subprocess.run(
        ["pdfimages", "-list", str(document.with_suffix(".pdf"))], capture_output=True, text=True, check=True
    )
    assert " 1400 " in images.stdout
