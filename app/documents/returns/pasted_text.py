"""The text of markup from the clipboard, line by line as it shows, with what is hidden or struck out told beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from app.documents.returns.package import Element, local, shortened
from app.domain.returns import Remark, remark

_SKIPPED: Final = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "embed", "svg", "xml"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "blockquote", "pre", "address", "section", "article"}
) | {f"h{n}" for n in range(1, 7)}
_CHANGES: Final = {"del": "deleted", "ins": "inserted"}
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)


def hidden(element: Element) -> bool:
    """Whether an element is there and not shown."""
    return _HIDDEN.search(element.get("style") or "") is not None or element.get("hidden") is not None


def _no_table(_: Element) -> bool:
    return False


class MarkupText:
    """Gathers the text of elements; tables that are to be read by themselves are kept apart."""

    def __init__(self, apart: Callable[[Element], bool] = _no_table) -> None:
        self.tables: list[Element] = []
        self._apart = apart
        self._letters: list[str] = []
        self._changes: dict[str, list[str]] = {"inserted": [], "deleted": [], "hidden-text": []}
        self._picture = False

    def add(self, element: Element) -> None:
        """Add what an element and those within it say."""
        kind = local(element)
        if kind in _SKIPPED or not kind:
            return
        if kind == "table" and self._apart(element):
            self.tables.append(element)
            return
        if kind in _CHANGES or (hidden(element) and kind not in {"td", "th", "tr"}):
            self._changed(element, _CHANGES.get(kind, "hidden-text"))
            return
        if kind == "br":
            self._letters.append("\n")
        elif kind == "img":
            self._picture = True
        elif kind == "input" and (element.get("type") or "").casefold() == "checkbox":
            self._letters.append("☐" if element.get("checked") is None else "☑")
        self._within(element, kind)

    def _within(self, element: Element, kind: str) -> None:
        if kind in _BLOCKS:
            self.end_line()
        self.letters(element.text)
        for child in element:
            self.add(child)
            self.letters(child.tail)
        if kind in _BLOCKS:
            self.end_line()

    def _changed(self, element: Element, key: str) -> None:
        before = len(self._letters)
        self._within(element, "span")
        text = "".join(self._letters[before:]).strip()
        if text:
            self._changes[key].append(text)
        if key == "deleted":
            del self._letters[before:]

    def letters(self, text: str | None) -> None:
        """Add letters; spaces and line ends of the markup are single spaces."""
        if text:
            self._letters.append(_SPACE.sub(" ", text))

    def end_line(self) -> None:
        """Let what follows begin in a line of its own."""
        before = next((letters for letters in reversed(self._letters) if letters.strip(" ")), "\n")
        if not before.rstrip(" ").endswith("\n"):
            self._letters.append("\n")

    def taken(self) -> str:
        """Return the text gathered so far, and begin anew."""
        lines = "".join(self._letters).split("\n")
        self._letters.clear()
        return "\n".join(re.sub(" {2,}", " ", line).strip(" ").replace("\xa0", " ") for line in lines).strip()

    def remarks(self) -> list[Remark]:
        """What is to be said about the text."""
        told = [remark(key, text=shortened(" ".join(texts))) for key, texts in self._changes.items() if texts]
        return [*told, *([remark("picture")] if self._picture else [])]
