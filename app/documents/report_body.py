"""The body of a report: each block of a description as Word's markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.documents.report_keeping import kept_with_next
from app.documents.report_pictures import picture_xml
from app.documents.report_tables import table_xml
from app.documents.wordml import (
    FIELD_END,
    bookmarked,
    field_begin,
    list_number,
    page_of,
    paragraph,
    quoted,
    run,
    runs,
)
from app.domain.description import (
    Block,
    BoardIssues,
    Box,
    Bullet,
    Contents,
    Description,
    Heading,
    LetteredItem,
    NumberedParagraph,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Remark,
    Series,
    Table,
    TitlePage,
)
from app.domain.report import RichParagraph

_APPENDIX_LIST = 2
_LETTERS_SHAPE = 4
_ISSUES_SHAPE = 5
_FIRST_OWN_LIST = 10
_PAGE_BREAK = "<w:pageBreakBefore/>"
_KEEP_WITH_NEXT = "<w:keepNext/>"
_AT_THE_TOP = '<w:spacing w:before="0"/>'
_AT_THE_MARGIN = '<w:ind w:left="0" w:firstLine="0"/>'
_ENTRY_AT_THE_MARGIN = (
    '<w:tabs><w:tab w:val="clear" w:pos="567"/></w:tabs><w:ind w:left="0" w:right="567" w:firstLine="0"/>'
)


class Body:
    """Writes the blocks of one description, in order."""

    def __init__(self, description: Description, text_width: int) -> None:
        self._description = description
        self._width = text_width
        self._lists: list[int] = []
        self._headings = 0
        self.pictures: list[bytes] = []
        self._written: dict[type[Any], Callable[[Any], str]] = {
            TitlePage: self._title_page,
            Contents: self._contents,
            Heading: self._heading,
            NumberedParagraph: self._numbered,
            Paragraph: self._plain,
            Remark: self._remark,
            Quotation: self._quotation,
            Bullet: self._bullet,
            LetteredItem: self._lettered,
            Reference: self._reference,
            Box: self._box,
            BoardIssues: self._issues,
            Table: self._table,
            Picture: self._picture,
        }
        self._kept = kept_with_next(description.blocks)
        self._keep = ""
        self._xml = "".join(self._block(at, block) for at, block in enumerate(description.blocks))

    def xml(self) -> str:
        """The body, without the section's properties."""
        return self._xml

    def lists(self) -> str:
        """The lists that begin anew in this document, for the numbering part."""
        return "".join(
            f'<w:num w:numId="{_FIRST_OWN_LIST + index}"><w:abstractNumId w:val="{shape}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for index, shape in enumerate(self._lists)
        )

    def _block(self, at: int, block: Block) -> str:
        self._keep = _KEEP_WITH_NEXT if at in self._kept else ""
        return self._written[type(block)](block)

    def _begin_list(self, shape: int) -> int:
        self._lists.append(shape)
        return self._last_list()

    def _last_list(self) -> int:
        return _FIRST_OWN_LIST + len(self._lists) - 1

    def _title_page(self, page: TitlePage) -> str:
        parts = [
            paragraph("ReportKind", run(page.kind)),
            paragraph("Title", run(page.title)),
            paragraph("Subtitle", run(page.commissioned_by)),
        ]
        label = "Lead reviewers" if len(page.reviewers) > 1 else "Lead reviewer"
        for index, reviewer in enumerate(page.reviewers):
            parts.append(_fact(label if index == 0 else "", reviewer))
        version = page.version.removeprefix("Version ")
        parts.extend(_fact(name, value) for name, value in (("Version", version), ("Date", page.date)) if value)
        if page.status:
            parts.append(paragraph("Status", run(page.status)))
        return "".join(parts)

    def _picture(self, picture: Picture) -> str:
        self.pictures.append(picture.content)
        return picture_xml(picture, len(self.pictures), self._width)

    def _contents(self, contents: Contents) -> str:
        """Entries that lead to their headings; their page numbers are fields, blank until they are updated.

        The pages can't be known here. Word and LibreOffice put them in when they are asked to bring the contents up to
        date; a setting, or a mark on a field, that makes Word do so on opening shows a question each time. No dots lead to
        them, so that the contents are whole without.
        """
        entries = [*self._entries(contents.levels)]
        if not entries:
            return ""
        first, *more = entries
        lines = [_entry(first, field_begin(f'TOC \\o "1-{contents.levels}" \\h \\z \\u')), *(_entry(e) for e in more)]
        heading = paragraph("TOCHeading", run(contents.heading), _PAGE_BREAK)
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent>{heading}{''.join(lines)}{paragraph('BodyText', FIELD_END)}</w:sdtContent></w:sdt>"
        )

    def _entries(self, levels: int) -> Iterator[tuple[int, str, str, str]]:
        """Level, number, text and bookmark of each heading that the contents list."""
        counted = dict.fromkeys(Series, 0)
        headings = (block for block in self._description.blocks if isinstance(block, Heading))
        for index, heading in enumerate(headings, start=1):
            number = ""
            if heading.level == 1:
                counted[heading.series] += 1
                number = _number(heading.series, counted[heading.series])
            if heading.level <= levels:
                yield heading.level, number, heading.text, _bookmark(index)

    def _heading(self, heading: Heading) -> str:
        self._headings += 1
        inner = bookmarked(run(heading.text), self._headings, _bookmark(self._headings))
        properties = _PAGE_BREAK if heading.new_page else ""
        spacing = _AT_THE_TOP if heading.new_page or heading is self._description.blocks[0] else ""
        if heading.level == 1 and heading.series is Series.APPENDIX:
            properties += list_number(_APPENDIX_LIST, 0) + spacing + _AT_THE_MARGIN
        elif heading.series is Series.NONE:
            properties += list_number(0, 0) + spacing + _AT_THE_MARGIN
        else:
            properties += spacing
        return paragraph(f"Heading{heading.level}", inner, properties)

    def _numbered(self, block: NumberedParagraph) -> str:
        properties = list_number(_APPENDIX_LIST, 1) if block.series is Series.APPENDIX else ""
        return paragraph("NumberedParagraph", runs(block.content.spans), self._keep + properties)

    def _plain(self, block: Paragraph) -> str:
        return paragraph("BodyText", runs(block.content.spans), self._keep)

    def _remark(self, block: Remark) -> str:
        return paragraph("Remark", run(block.text), self._keep)

    def _quotation(self, block: Quotation) -> str:
        said_by = block.content.said_by
        words = paragraph("Quote", quoted(block.content), _KEEP_WITH_NEXT if said_by else "")
        return words + (paragraph("Attribution", run(f"– {said_by}")) if said_by else "")

    def _bullet(self, block: Bullet) -> str:
        return paragraph("ListBullet", runs(block.content.spans), self._keep)

    def _lettered(self, block: LetteredItem) -> str:
        number = self._begin_list(_LETTERS_SHAPE) if block.first else self._last_list()
        return paragraph("LetteredItem", runs(block.content.spans), list_number(number, 0))

    def _reference(self, block: Reference) -> str:
        return paragraph("Bibliography", runs(block.content.spans))

    def _box(self, box: Box) -> str:
        title = paragraph("FindingBoxTitle", run(box.heading)) if box.heading else ""
        return title + "".join(paragraph("FindingBox", _words(content)) for content in box.content)

    def _issues(self, issues: BoardIssues) -> str:
        number = self._begin_list(_ISSUES_SHAPE)
        return paragraph("BoardIssuesTitle", run(issues.heading)) + "".join(
            paragraph("BoardIssue", _words(question), list_number(number, 0)) for question in issues.questions
        )

    def _table(self, table: Table) -> str:
        return table_xml(table, self._width)


def _words(content: RichParagraph) -> str:
    return quoted(content) if content.quotation else runs(content.spans)


def _fact(label: str, value: str) -> str:
    return paragraph("TitleFact", f"{run(label, bold=True)}<w:r><w:tab/></w:r>{run(value)}")


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"


def _number(series: Series, count: int) -> str:
    if series is Series.APPENDIX:
        return f"Appendix {chr(ord('A') + count - 1)}:"
    return str(count) if series is Series.SECTION else ""


def _entry(entry: tuple[int, str, str, str], before: str = "") -> str:
    level, number, text, bookmark = entry
    properties = ""
    if number.startswith("Appendix") or (level == 1 and not number):
        properties = _ENTRY_AT_THE_MARGIN
        words = run(f"{number} {text}".strip())
    elif number:
        words = f"{run(number)}<w:r><w:tab/></w:r>{run(text)}"
    else:
        words = run(text)
    words += f"<w:r><w:tab/></w:r>{page_of(bookmark)}"
    link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}</w:hyperlink>'
    return paragraph(f"TOC{level}", before + link, properties)
