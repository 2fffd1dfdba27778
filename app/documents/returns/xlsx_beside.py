"""What stands in a workbook beside its cells: comments of both kinds, text boxes over a sheet, heads and feet of pages."""

from __future__ import annotations

import re

from app.documents.returns.gate import Parts
from app.documents.returns.package import attribute, child, parse, related, says_more_than_its_number

_CODES = re.compile(r'&(?:&|"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
_STAND_IN = "[Threaded comment]"
"""What Excel writes for older programs in place of a comment with answers."""


def comments(name: str, parts: Parts, path: str) -> dict[int, list[str]]:
    """Read the comments of a sheet by their rows; those with answers once, each answer by itself."""
    found: dict[int, list[str]] = {}
    answered = False
    for kind, target in related(name, parts, path):
        if kind == "threadedComment" and target in parts:
            answered = True
            for each in parse(name, parts[target]).iter("{*}threadedComment"):
                _add(found, attribute(each, "ref"), str(getattr(child(each, "text"), "text", "") or ""))
    for kind, target in related(name, parts, path):
        if kind == "comments" and target in parts:
            for each in parse(name, parts[target]).iter("{*}comment"):
                text = "".join(str(part.text or "") for part in each.iter("{*}t"))
                if not (answered and text.startswith(_STAND_IN)):
                    _add(found, attribute(each, "ref"), text)
    return found


def _add(found: dict[int, list[str]], place: str | None, text: str) -> None:
    row = re.search(r"\d+", place or "")
    if row and text.strip():
        found.setdefault(int(row[0]), []).append(text.strip())


def text_boxes(name: str, parts: Parts, path: str) -> list[str]:
    """Read what the text boxes and shapes over a sheet say."""
    texts: list[str] = []
    for kind, target in related(name, parts, path):
        if kind == "drawing" and target in parts:
            for body in parse(name, parts[target]).iter("{*}txBody"):
                lines = ("".join(str(t.text or "") for t in line.iter("{*}t")) for line in body.iter("{*}p"))
                texts.append("\n".join(lines).strip())
    return [text for text in texts if text]


def margin_text(codes: str) -> str:
    """Return the words of a page's head or foot; "" where it holds nothing but page numbers and the like."""
    text = " ".join(_CODES.sub(" ", codes).split())
    return text if says_more_than_its_number(text) else ""
