"""What keeps with the block after it, so that it never stands alone at the foot of a page."""

from __future__ import annotations

import pytest

from app.documents.report_keeping import kept_with_next
from app.domain.description import (
    Block,
    Bullet,
    Heading,
    LetteredItem,
    NumberedParagraph,
    Paragraph,
    Quotation,
    Remark,
    Series,
)
from app.domain.report import paragraph

WORDS = Quotation(paragraph("“I had the file open.”"))
EPISODE = Heading(2, "The ferry", Series.SECTION)
PART = Heading(3, "What happened", Series.SECTION)
DATES = Remark("May 2010  ·  School")


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((EPISODE, DATES, PART), {1}),
        ((EPISODE, DATES, Paragraph(paragraph("Text."))), {1}),
        ((EPISODE, DATES, EPISODE), set()),
        ((PART, Remark("None recorded."), EPISODE), set()),
        ((PART, Remark("None recorded.")), set()),
        ((Paragraph(paragraph("Text.")), DATES, PART), set()),
        ((NumberedParagraph(paragraph("School nurse", bold=True)), WORDS), {0}),
        ((Paragraph(paragraph("School nurse", bold=True)), WORDS), {0}),
        ((Paragraph(paragraph("This made it harder to:")), LetteredItem(paragraph("see"), first=True)), {0}),
        ((Paragraph(paragraph("These were:")), Bullet(paragraph("one")), Bullet(paragraph("two"))), {0}),
        ((Bullet(paragraph("Workload (team)")), WORDS), {0}),
        ((Paragraph(paragraph("A whole sentence. ")), WORDS), set()),
        ((Paragraph(paragraph("A line")), Paragraph(paragraph("Another"))), set()),
        ((), set()),
    ],
)
def test_a_line_that_leads_to_the_next_keeps_with_it(blocks: tuple[Block, ...], kept: set[int]) -> None:
    assert kept_with_next(blocks) == kept
