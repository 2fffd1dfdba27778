"""The look of the report as data: every named style of ``resources/report/template.docx``.

Measures are Word's: twips (1/20 point; 567 to a centimetre) for indents and spacing, half points for letters. The column of
text is about 70 characters wide; numbers hang in the margin to its left.
"""

from __future__ import annotations

from dataclasses import dataclass

ACCENT = "2F5D73"
INK = "22282B"
QUIET = "566168"
TINT = "F1F5F6"
RULE = "C5CFD4"
FACE = "Calibri"

TEXT_WIDTH = 9070
HANG = 709


@dataclass(frozen=True)
class Style:
    """A paragraph style; ``extra`` is further paragraph properties as XML, in the order that Word's schema asks."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size: int = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: int | None = None
    after: int | None = None
    line: int = 0
    left: int | None = None
    right: int = 0
    hanging: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    list_number: tuple[int, int] | None = None
    borders: str = ""
    fill: str = ""
    tabs: tuple[tuple[str, int, str], ...] = ()
    align: str = ""
    outline: int | None = None
    own: bool = True


def edge(side: str, size: int, colour: str, space: int) -> str:
    """One border of a paragraph; the size counts eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_BOX = "".join(edge(side, 6, ACCENT, 9) for side in ("top", "left", "bottom", "right"))
_BAR = edge("left", 24, ACCENT, 10)
_THIN_BAR = edge("left", 12, RULE, 10)

STYLES: tuple[Style, ...] = (
    Style("Heading1", "heading 1", next="NumberedParagraph", size=38, bold=True, colour=ACCENT, before=560, after=200,
          line=250, left=HANG, hanging=HANG, keep_next=True, keep_lines=True, list_number=(1, 0), outline=0, own=False),
    Style("Heading2", "heading 2", next="NumberedParagraph", size=28, bold=True, colour=ACCENT, before=400, after=140,
          line=250, left=HANG, keep_next=True, keep_lines=True, outline=1, own=False),
    Style("Heading3", "heading 3", next="NumberedParagraph", size=24, bold=True, colour=INK, before=280, after=80,
          left=HANG, keep_next=True, keep_lines=True, outline=2, own=False),
    Style("Heading4", "heading 4", next="NumberedParagraph", size=23, italic=True, colour=QUIET, before=200, after=80,
          left=HANG, keep_next=True, keep_lines=True, outline=3, own=False),
    Style("ReportKind", "Report kind", next="Title", size=26, colour=QUIET, before=2600, after=120),
    Style("Title", "Title", next="Subtitle", size=60, bold=True, colour=ACCENT, after=240, line=228, own=False),
    Style("Subtitle", "Subtitle", size=30, colour=INK, after=900, own=False),
    Style("TitleFact", "Title fact", after=80, left=2268, hanging=2268, tabs=(("left", 2268, ""),)),
    Style("Status", "Status", size=26, bold=True, colour=ACCENT, before=900, left=170, right=5500,
          borders="".join(edge(side, 8, ACCENT, 6) for side in ("top", "left", "bottom", "right"))),
    Style("NumberedParagraph", "Numbered paragraph", left=HANG, hanging=HANG, list_number=(1, 1)),
    Style("BodyText", "Body Text", left=HANG, own=False),
    Style("Remark", "Remark", size=21, colour=QUIET, left=HANG, after=160),
    Style("Quote", "Quote", next="NumberedParagraph", colour=INK, left=1134, right=567, after=80, keep_lines=True,
          borders=_THIN_BAR, own=False),
    Style("Attribution", "Attribution", size=21, colour=QUIET, left=1134, right=567, borders=_THIN_BAR, after=200),
    Style("ListBullet", "List Bullet", left=1106, hanging=397, after=80, list_number=(3, 0), own=False),
    Style("LetteredItem", "Lettered item", left=1106, hanging=397, after=80, list_number=(4, 0)),
    Style("FindingBoxTitle", "Finding box title", next="FindingBox", size=26, bold=True, colour=ACCENT, before=360,
          after=120, line=250, left=907, right=198, keep_next=True, keep_lines=True, borders=_BOX, fill=TINT),
    Style("FindingBox", "Finding box", left=907, right=198, after=100, keep_lines=True, borders=_BOX, fill=TINT),
    Style("BoardIssuesTitle", "Board issues title", next="BoardIssue", size=25, bold=True, colour=INK, before=360, after=100,
          left=1361, hanging=397, keep_next=True, keep_lines=True, borders=_BAR),
    Style("BoardIssue", "Board issue", left=1361, hanging=397, after=100, keep_lines=True, list_number=(5, 0), borders=_BAR),
    Style("TableText", "Table text", size=20, after=40, line=252),
    Style("TableHeading", "Table heading", "TableText", bold=True, colour=ACCENT, keep_next=True),
    Style("TableNumber", "Table number", "TableText", align="right"),
    Style("TableNumberHeading", "Table number heading", "TableHeading", align="right"),
    Style("TableQuote", "Table quote", "TableText", left=113, borders=edge("left", 8, RULE, 5)),
    Style("TableAfter", "Table after", size=8, after=120, line=240),
    Style("Bibliography", "Bibliography", left=1134, hanging=425, after=100, own=False),
    Style("TOCHeading", "TOC Heading", size=38, bold=True, colour=ACCENT, after=300, keep_next=True, own=False),
    Style("TOC1", "toc 1", bold=True, before=120, after=20, line=259, left=567, right=567, hanging=567,
          tabs=(("left", 567, ""), ("right", TEXT_WIDTH, "")), own=False),
    Style("TOC2", "toc 2", after=10, line=259, left=567, right=567, tabs=(("right", TEXT_WIDTH, ""),), own=False),
    Style("TOC3", "toc 3", after=10, line=259, left=964, right=567, tabs=(("right", TEXT_WIDTH, ""),), own=False),
    Style("Header", "header", size=18, colour=QUIET, after=0, line=240, own=False),
    Style("Footer", "footer", size=18, colour=QUIET, after=0, line=240, align="right", own=False),
)
