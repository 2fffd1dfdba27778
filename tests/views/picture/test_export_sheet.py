"""The sheet from which the picture leaves: real files in pixels, in shapes and for Word, for a chosen audience."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.documents.report_writer import document_bytes
from app.documents.saving import save
from app.domain.errors import ExportProblem
from app.domain.naming import NamingMode
from app.domain.picture import Kind
from app.services import circulation, episodes, review
from app.services.picture_export import ready
from app.views.picture.export_sheet import PIXELS, SHAPES, PictureDocuments, PictureSheet
from app.views.picture.rendering import Rendering
from app.views.widgets.message_bar import MessageBar
from app.workspace.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.views.picture.conftest import Case


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def sheet(qtbot: QtBot, case: Case, tasks: Tasks, tmp_path: Path, opened: list[Path]) -> PictureSheet:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(900, 700)
    place.show()
    folder = tmp_path / "Out"
    folder.mkdir()
    documents = PictureDocuments(document_bytes, save, opened.append)
    made = PictureSheet(place, case.workspace, tasks, documents, MessageBar(place), folder)
    made.open()
    return made


def export(qtbot: QtBot, sheet: PictureSheet) -> Path:
    to = sheet.to
    with qtbot.waitSignal(sheet.finished, timeout=20000):
        sheet.accept_button.click()
    assert to.is_file()
    return to


def test_a_page_for_word_with_words_that_stand_for_the_picture(qtbot: QtBot, sheet: PictureSheet, case: Case) -> None:
    to = export(qtbot, sheet)
    assert to.name == "Review Orchard – Picture of the case – pseudonyms.docx"
    document = Document(str(to))
    assert document.sections[0].page_width > document.sections[0].page_height
    (shape,) = document.inline_shapes
    alt = shape._inline.docPr.get("descr")
    assert "Ages of Child E" in alt
    assert "Ellis" not in alt
    with zipfile.ZipFile(to) as package:
        image = QImage.fromData(package.read("word/media/picture1.png"))
    assert image.width() == 2800
    assert abs(shape.width / shape.height - image.width() / image.height()) < 0.01
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "skeleton chronology" in text
    (noted,) = case.workspace.read(circulation.listed)
    assert (noted.document, noted.audience) == (to.name, "pseudonym")


def test_pixels_and_shapes(qtbot: QtBot, sheet: PictureSheet, case: Case) -> None:
    sheet.events.choose("all")
    sheet.kind.choose(SHAPES)
    sheet.people.choose(NamingMode.NAMED.value)
    sheet.kind.chosen.emit(SHAPES)
    to = export(qtbot, sheet)
    assert to.name == "Review Orchard – Picture of the case – named.svg"
    tree = ElementTree.parse(to)  # noqa: S314 - our own
    words = " ".join(tree.getroot().itertext())
    for said in (
        "Picture of the case",
        "Health visiting 5",
        "Ellis Oke",
        "3 Larch Court",
        "A slow start",
        "nothing recorded",
    ):
        assert said in words


def test_pixels_show_what_the_screen_shows_in_the_light_theme(qtbot: QtBot, sheet: PictureSheet) -> None:
    sheet.kind.choose(PIXELS)
    sheet.kind.chosen.emit(PIXELS)
    to = export(qtbot, sheet)
    image = QImage(str(to))
    assert image.width() == 2800
    assert image.pixelColor(image.width() - 2, image.height() - 2).lightness() == 255
    assert image.textKeys() == []


def test_a_name_in_a_title_stops_it_until_it_is_allowed(qtbot: QtBot, sheet: PictureSheet, case: Case) -> None:
    case.act(episodes.rename, case.episode, "Ellis Oke is seen")
    to = sheet.to
    sheet.accept_button.click()
    assert not to.exists()
    assert [sheet.names.item(row).text() for row in range(sheet.names.count())] == ["Ellis Oke"]
    with qtbot.waitSignal(sheet.finished, timeout=20000):
        sheet.anyway_button.click()
    assert to.is_file()


def test_nothing_to_draw_is_said(qtbot: QtBot, workspace: Workspace, tasks: Tasks, tmp_path: Path) -> None:
    workspace.perform("Start", partial(review.start, title="Empty", kind="scr", lanes=("Lane",)))
    place = QWidget()
    qtbot.addWidget(place)
    documents = PictureDocuments(document_bytes, save, Path.unlink)
    sheet = PictureSheet(place, workspace, tasks, documents, MessageBar(place), tmp_path)
    sheet.open()
    sheet.accept_button.click()
    assert "nothing to draw" in sheet.notice.findChild(QLabel).text()
    assert not list(tmp_path.glob("Empty*"))


def test_a_name_that_belongs_to_another_audience_is_refused(sheet: PictureSheet, case: Case) -> None:
    case.act(circulation.record, sheet.to.name, NamingMode.NAMED, "0" * 64)
    sheet.accept_button.click()
    assert sheet.isVisible()
    assert not sheet.to.exists()
    assert sheet.notice.isVisible()


def test_where_to_is_asked_and_a_folder_that_is_gone_is_said(qtbot: QtBot, sheet: PictureSheet, tmp_path: Path) -> None:
    sheet.choose_button.click()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "gone" / "p.docx"))
    dialog.reject()
    assert "p.docx" in sheet.where.text()
    sheet.accept_button.click()
    qtbot.waitUntil(sheet.notice.isVisible, timeout=20000)
    assert sheet.accept_button.isEnabled()


def test_a_file_that_is_there_is_left_and_another_name_proposed(qtbot: QtBot, sheet: PictureSheet) -> None:
    taken = sheet.to
    taken.write_bytes(b"PK")
    assert sheet.to.name == taken.name.replace(".docx", " (2).docx")
    export(qtbot, sheet)
    assert taken.read_bytes() == b"PK"


def test_it_leaves_with_the_review(sheet: PictureSheet, case: Case) -> None:
    case.workspace.close(locked=True)
    assert not sheet.isVisible()


def test_a_picture_of_another_kind_is_never_written_over(tmp_path: Path) -> None:
    there = tmp_path / "a.png"
    there.write_bytes(b"PK and so on")
    for content in (b"\x89PNG", b"<?xml ?>"):
        with pytest.raises(ExportProblem) as refused:
            save(there, content)
        assert refused.value.key == "export_over_another"


def test_a_drawing_keeps_everything_within_its_lanes(workspace: Workspace, case: Case) -> None:
    found = workspace.read(partial(ready, mode=NamingMode.NAMED, file_name="p.svg", skeleton_only=False))
    renderer = QSvgRenderer(Rendering(found.picture).svg())
    image = QImage(renderer.viewBox().size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    child = next(track for track in found.picture.tracks if track.kind is Kind.CHILD)
    assert child.marks[0].extent.low < found.picture.limits.low
    geometry = Rendering(found.picture)._geometry
    row = next(row for row in geometry.rows if row.track >= 0 and geometry.picture.tracks[row.track] is child)
    line = row.bottom - 4
    assert image.pixelColor(geometry.labels - 6, line).lightness() > 250
    assert image.pixelColor(geometry.labels + 40, line).lightness() < 250
