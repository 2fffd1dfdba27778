"""What of a report may not stand alone at the foot of a page: it keeps with the block after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.domain.description import Block, Bullet, Heading, LetteredItem, NumberedParagraph, Paragraph, Quotation, Remark

_SENTENCE_ENDS = (".", "!", "?", "”", "’", '"', "'")


def kept_with_next(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the blocks that keep with the next one; headings do so by their style."""
    kept = {at for at, (block, following) in enumerate(pairwise(blocks)) if _introduces(block, following)}
    lines = zip(blocks, blocks[1:], blocks[2:], strict=False)
    kept |= {at for at, (head, line, following) in enumerate(lines, start=1) if _stands_between(head, line, following)}
    return frozenset(kept)


def _introduces(block: Block, following: Block) -> bool:
    """A speaker before a quotation, or the beginning of a sentence that a list goes on with."""
    match block, following:
        case (Paragraph() | NumberedParagraph(), Quotation() | LetteredItem() | Bullet()) | (Bullet(), Quotation()):
            return not block.content.plain.rstrip().endswith(_SENTENCE_ENDS)
        case _:
            return False


def _stands_between(head: Block, line: Block, following: Block) -> bool:
    """The line under a heading, where what it heads comes after it."""
    if not (isinstance(head, Heading) and isinstance(line, Remark)):
        return False
    return not (isinstance(following, Heading) and following.level <= head.level)
