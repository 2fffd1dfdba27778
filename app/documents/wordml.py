"""Word's markup in small pieces: letters, runs, fields and paragraphs as XML text.

Written as text rather than built as a tree: a long table is ready several times sooner, and every letter that comes from
outside passes through ``escaped``, which leaves nothing that XML can't hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.report import RichParagraph, Span
from app.domain.text import clean

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def escaped(text: str) -> str:
    """Return letters fit for XML, inside an element or an attribute."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return a run; line ends and tabs become Word's own."""
    letters = escaped(text)
    if "\n" in letters:
        letters = letters.replace("\n", _BREAK)
    if "\t" in letters:
        letters = letters.replace("\t", _TAB)
    look = f"<w:rPr>{'<w:b/><w:bCs/>' * bold}{'<w:i/><w:iCs/>' * italic}</w:rPr>" if bold or italic else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{letters}</w:t></w:r>'


def runs(spans: Iterable[Span]) -> str:
    """Return the runs of a paragraph."""
    return "".join(run(span.text, bold=span.bold, italic=span.italic) for span in spans)


def quoted(content: RichParagraph) -> str:
    """Return the runs of somebody's words between quotation marks, unless they brought their own."""
    plain = content.plain.strip()
    if plain.startswith(("“", "‘", '"', "'")):
        return runs(content.spans)
    return f"{run('“')}{runs(content.spans)}{run('”')}"


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """Return a paragraph of a named style; ``properties`` follow Word's order after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def list_number(number: int, level: int) -> str:
    """Return the property that takes a paragraph into a list; list 0 takes it out of any."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field_begin(instruction: str) -> str:
    """Return the opening of a field, up to where its result stands."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

_NOT_YET_KNOWN = "\N{FIGURE SPACE}"
"""As wide as a digit, and says nothing false."""


def page_of(bookmark: str) -> str:
    """Return the page a bookmark stands on, as a field that is blank until whoever opens the document updates it."""
    instruction = f"PAGEREF {bookmark} \\h"
    return f"{field_begin(instruction)}{run(_NOT_YET_KNOWN)}{FIELD_END}"


def bookmarked(inner: str, number: int, name: str) -> str:
    """Return runs inside a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
