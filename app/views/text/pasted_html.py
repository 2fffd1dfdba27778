"""What comes from Word or a web page: clean paragraphs, bold and italic, and nothing else of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.domain.text import Run, Style, Text, new_id, text_of_runs

_BLOCKS = frozenset(
    ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre", "ul", "ol", "table", "section",
     "article", "dd", "dt", "hr"]
)  # fmt: skip
_SILENT = frozenset(["head", "style", "script", "title", "xml", "noscript", "template"])
_WITHOUT_END = frozenset(["br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base"])
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)")
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)")
_NOT_ITALIC = re.compile(r"font-style\s*:\s*normal")
_IGNORED = re.compile(r"mso-list\s*:\s*ignore|display\s*:\s*none|mso-hide\s*:\s*all")
_SPACE = re.compile("[ \t\r\n\f]+")
_BODY = re.compile("<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)


def text_of_html(html: str) -> Text:
    """Return the paragraphs of an HTML piece."""
    found = _BODY.search(html)
    reader = _Reader()
    reader.feed(found.group(1) if found else html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects runs; each open tag keeps the style that holds inside it, None where nothing inside is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, Style | None]] = []
        self._paragraphs: list[list[Run]] = [[]]

    @property
    def _style(self) -> Style | None:
        return self._open[-1][1] if self._open else Style()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._paragraphs.append([])
            return
        if tag in _BLOCKS:
            self._part()
        if tag in ("td", "th") and self._paragraphs[-1]:
            self._paragraphs[-1].append(Run("\t"))
        if tag not in _WITHOUT_END:
            self._open.append((tag, self._inside(tag, (dict(attrs).get("style") or "").lower())))

    def _inside(self, tag: str, css: str) -> Style | None:
        style = self._style
        if style is None or tag in _SILENT or _IGNORED.search(css):
            return None
        bold = (style.bold or tag in ("b", "strong") or bool(_BOLD.search(css))) and not _NOT_BOLD.search(css)
        italic = (style.italic or tag in ("i", "em") or bool(_ITALIC.search(css))) and not _NOT_ITALIC.search(css)
        return Style(bold, italic)

    def handle_endtag(self, tag: str) -> None:
        for index in reversed(range(len(self._open))):
            if self._open[index][0] == tag:
                del self._open[index:]
                break
        if tag in _BLOCKS:
            self._part()

    def handle_data(self, data: str) -> None:
        style = self._style
        letters = _SPACE.sub(" ", data)
        current = self._paragraphs[-1]
        if not current or current[-1].text.endswith((" ", "\t")):
            letters = letters.removeprefix(" ")
        if style is not None and letters:
            current.append(Run(letters.replace("\u00a0", " "), style))

    def _part(self) -> None:
        if self._paragraphs[-1]:
            self._paragraphs.append([])

    def text(self) -> Text:
        """Return what was read, without white space at the ends of paragraphs and without empty ends."""
        paragraphs = [_trimmed(runs) for runs in self._paragraphs]
        while paragraphs and not paragraphs[-1]:
            paragraphs.pop()
        while paragraphs and not paragraphs[0]:
            paragraphs.pop(0)
        return text_of_runs((new_id(), runs) for runs in paragraphs)


def _trimmed(runs: list[Run]) -> list[Run]:
    trimmed = list(runs)
    while trimmed and not trimmed[-1].text.rstrip():
        trimmed.pop()
    if trimmed:
        trimmed[-1] = Run(trimmed[-1].text.rstrip(), trimmed[-1].style)
    return trimmed
