"""The Word file: that it opens, what it is made of, and that nothing is in it that was not put there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.documents.report_writer import document_bytes, report_bytes, write_report
from app.domain.description import Contents, Description, Remark
from app.domain.outlines import load_outline, parse_outline
from app.domain.report import ChronologyRow, ReportData, rich

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/footer1.xml",
    "word/footer2.xml",
}


@pytest.fixture(scope="module")
def report(sample: ReportData) -> bytes:
    return report_bytes(sample, load_outline("learning-together"))


@pytest.fixture(scope="module")
def opened(report: bytes) -> WordDocument:
    return Document(io.BytesIO(report))


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def test_python_docx_opens_it_and_finds_headings_and_paragraphs(opened: WordDocument) -> None:
    headings = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[:3] == ["Introduction", "How the review was carried out", "Appraisal of professional practice"]
    numbered = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Numbered paragraph"]
    assert "A child of two years was found alone at home." in numbered


def test_every_style_used_is_in_the_template(report: bytes) -> None:
    known = {style.get(f"{W}styleId") for style in part(report, "word/styles.xml").iter(f"{W}style")}
    body = part(report, "word/document.xml")
    used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in body.iter(f"{W}{tag}")}
    assert used <= known


def test_every_list_used_is_in_the_numbering(report: bytes) -> None:
    known = {number.get(f"{W}numId") for number in part(report, "word/numbering.xml").iter(f"{W}num")}
    used = {e.get(f"{W}val") for e in part(report, "word/document.xml").iter(f"{W}numId")}
    assert used <= known | {"0"}
    assert len(used) >= 4


def test_it_holds_these_parts_and_no_others(report: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        assert set(package.namelist()) == PARTS
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in package.infolist()} == {3}


def test_its_properties_are_a_title_and_a_language(opened: WordDocument, report: bytes) -> None:
    properties = opened.core_properties
    assert properties.title == "Child R: a review of how agencies worked together"
    assert properties.language == "en-GB"
    assert len(part(report, "docProps/core.xml")) == 2
    assert (properties.author, properties.last_modified_by, properties.comments, properties.revision) == ("", "", "", 0)


def test_no_revision_ids_no_changes_no_comments(report: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        text = "".join(package.read(name).decode() for name in package.namelist())
    for trace in (
        "rsid",
        "w:ins ",
        "w:del ",
        "w:comment",
        "w:author",
        "w:date",
        "customXml",
        "updateFields",
        "w:dirty",
        "w14:",
    ):
        assert trace not in text, trace


def test_its_language_is_british_english_throughout(report: bytes) -> None:
    languages = list(part(report, "word/styles.xml").iter(f"{W}lang"))
    assert [language.get(f"{W}val") for language in languages] == ["en-GB"]
    assert not list(part(report, "word/document.xml").iter(f"{W}lang"))


def test_header_rows_repeat_and_tables_say_what_they_show(opened: WordDocument) -> None:
    assert len(opened.tables) >= 8
    for table in opened.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        properties = table._tbl.tblPr
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val").endswith(".")
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_no_row_of_a_table_is_broken_across_pages(opened: WordDocument) -> None:
    rows = [row for table in opened.tables for row in table.rows]
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_dates_under_an_episode_and_the_start_of_a_list_keep_with_what_follows(report: bytes) -> None:
    paragraphs = [*part(report, "word/document.xml").iter(f"{W}p")]
    styled = [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), p) for p in paragraphs]
    led = [
        before
        for (style, before), (following, _) in pairwise(styled)
        if (style, following) in {("Remark", "Heading3"), ("NumberedParagraph", "LetteredItem")}
    ]
    assert len(led) >= 2
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in led)


def test_columns_fill_the_width_of_the_page(opened: WordDocument) -> None:
    for table in opened.tables:
        properties = table._tbl.tblPr
        indent = int(properties.find(f"{W}tblInd").get(f"{W}w"))
        assert sum(int(column.get(f"{W}w")) for column in table._tbl.tblGrid) + indent == 9070


def test_the_head_of_each_page_names_the_report_its_version_and_its_status(opened: WordDocument, sample: ReportData) -> None:
    section = opened.sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.header.paragraphs] == [f"{sample.title}\tVersion 0.3", "Draft, confidential"]
    assert section.footer.paragraphs[0].text.startswith("Page 1 of ")
    assert section.first_page_header.paragraphs[0].text == ""
    final = Document(io.BytesIO(report_bytes(replace(sample, confidential=False), load_outline("findings-only"))))
    assert final.sections[0].header.paragraphs[1].text == ""
    assert "confidential" not in "".join(p.text for p in final.paragraphs)


def test_the_contents_are_filled_in_and_lead_to_their_headings(report: bytes) -> None:
    body = part(report, "word/document.xml")
    entries = ["".join(t.text or "" for t in link.iter(f"{W}t")).rstrip() for link in body.iter(f"{W}hyperlink")]
    assert entries[:2] == ["1Introduction", "Why this case was reviewed"]
    assert "Appendix A: The process of the review" in entries
    assert not any("What happened" in entry for entry in entries)
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert anchors <= {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)


def test_each_entry_of_the_contents_has_a_field_for_its_page_and_says_no_number_before(report: bytes) -> None:
    links = [*part(report, "word/document.xml").iter(f"{W}hyperlink")]
    for link in links:
        (instruction,) = link.iter(f"{W}instrText")
        assert (instruction.text or "").split() == ["PAGEREF", link.get(f"{W}anchor"), "\\h"]
        said = link.xpath("w:r[w:fldChar/@w:fldCharType='separate']/following-sibling::w:r/w:t", namespaces={"w": W[1:-1]})
        assert [t.text for t in said] == ["\N{FIGURE SPACE}"]
        assert link.xpath("count(w:r/w:tab)", namespaces={"w": W[1:-1]}) >= 1
    tabs = part(report, "word/styles.xml").xpath(
        "//w:style[starts-with(@w:styleId, 'TOC')]//w:tab[@w:val='right']", namespaces={"w": W[1:-1]}
    )
    assert [tab.get(f"{W}leader") for tab in tabs] == [None, None, None], "dots would lead to nothing until then"


def test_fields_are_opened_and_closed(report: bytes) -> None:
    body = part(report, "word/document.xml")
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    entries = len([*body.iter(f"{W}hyperlink")])
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * entries, "end"]


def test_contents_of_nothing_are_left_out() -> None:
    content = document_bytes(Description("t", "", "", landscape=False, blocks=(Contents("Contents", 2), Remark("r"))))
    assert [p.text for p in Document(io.BytesIO(content)).paragraphs] == ["r"]


def test_an_outline_without_numbers_has_none() -> None:
    outline = parse_outline("own", {"numbered": False, "sections": [{"heading": "Brief", "takes": "summary"}]})
    content = report_bytes(ReportData("x", summary=rich("Short.")), outline)
    body = part(content, "word/document.xml")
    assert [e.get(f"{W}val") for e in body.iter(f"{W}numId")] == ["0"]
    assert "Short." in [p.text for p in Document(io.BytesIO(content)).paragraphs if p.style.name == "Body Text"]


def test_letters_and_issues_begin_anew_in_each_list(report: bytes) -> None:
    anew = [n for n in part(report, "word/numbering.xml").iter(f"{W}num") if n.find(f"{W}lvlOverride") is not None]
    assert len(anew) == 3
    assert {n.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") for n in anew} == {"1"}


def test_the_same_report_is_the_same_bytes(sample: ReportData, report: bytes) -> None:
    assert report_bytes(sample, load_outline("learning-together")) == report


def test_the_chronology_stands_on_wide_pages_by_itself(sample: ReportData) -> None:
    document = Document(io.BytesIO(report_bytes(sample, load_outline("skeleton-chronology"))))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert not section.different_first_page_header_footer
    assert [cell.text for cell in document.tables[0].rows[2].cells] == [
        "?22 May 2010",
        "Health visiting",
        "Transfer form received.\nNot passed on.",
        "Form, stamped",
    ]


def test_nothing_that_is_written_can_break_the_file(awkward: str) -> None:
    data = ReportData(
        title=awkward,
        version=awkward,
        summary=rich(awkward),
        conclusion=rich(f"{awkward}\ttab"),
        chronology=(ChronologyRow(awkward, awkward, rich(awkward), awkward),),
    )
    for name in ("learning-together", "findings-only", "skeleton-chronology"):
        document = Document(io.BytesIO(report_bytes(data, load_outline(name))))
        assert document.core_properties.title == "ab  <w:t>&\"'</w:t> {title}   end"
    assert document.tables[0].rows[1].cells[0].text == "ab\n <w:t>&\"'</w:t> {title} \n end"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters()))
def test_any_letters_at_all_can_be_exported(text: str) -> None:
    data = ReportData(text, version=text, chronology=(ChronologyRow(text, text, rich(text), text),))
    content = report_bytes(data, load_outline("skeleton-chronology"))
    for name in PARTS:
        part(content, name)


def test_a_report_is_written_where_asked(tmp_path: Path, sample: ReportData, report: bytes) -> None:
    to = tmp_path / "Report 0.3.docx"
    write_report(sample, load_outline("learning-together"), to)
    assert to.read_bytes() == report
    assert [path.name for path in tmp_path.iterdir()] == ["Report 0.3.docx"]
