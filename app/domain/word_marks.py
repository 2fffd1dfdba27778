"""Which words of two versions of a text differ: for showing them side by side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
MOST = 4000
"""Words beyond which two texts that differ are shown as wholly other: comparing them would keep keys waiting."""


class Piece(NamedTuple):
    """A stretch of a text, and whether the other version has it not."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces; white space alone is no difference."""
    if old == new:
        return _whole(old, differs=False), _whole(new, differs=False)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > MOST:
        return _whole(old, differs=True), _whole(new, differs=True)
    matcher = SequenceMatcher(None, [_plain(each) for each in before], [_plain(each) for each in after], autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        _add(left, "".join(before[a:b]), tag != "equal")
        _add(right, "".join(after[c:d]), tag != "equal")
    return tuple(left), tuple(right)


def _plain(token: str) -> str:
    return " " if token.isspace() else token


def _whole(text: str, *, differs: bool) -> Pieces:
    return (Piece(text, differs),) if text else ()


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    """Add a stretch; white space alone is marked with nothing."""
    if not text:
        return
    differs = differs and not text.isspace()
    if pieces and pieces[-1].differs == differs:
        pieces[-1] = Piece(pieces[-1].text + text, differs)
    else:
        pieces.append(Piece(text, differs))
