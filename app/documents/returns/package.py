"""What Word and Excel files have in common: parts that point to one another, XML read without entities, remarks."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from importlib import import_module
from typing import Any

from app.documents.returns.gate import Parts
from app.domain.errors import ImportProblem
from app.domain.returns import Remark, remark
from app.domain.text import clean

etree: Any = import_module("lxml.etree")
"""The library, which is compiled and says nothing of its types."""

SAFE: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How every part is read: nothing from outside, and comments do not part a text in two."""

Element = Any
"""An lxml element; the library has no types of its own."""

MOST_ROWS = 100_000
MOST_COLUMNS = 200
_LONGEST_REMARK = 2000


def parse(name: str, part: bytes) -> Element:
    """Read a part's XML; nothing outside it is fetched and no entity resolved."""
    parser = etree.XMLParser(**SAFE, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise ImportProblem("return-damaged", file=name) from error


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element down a path of names."""
    for name in names:
        if element is None:
            return None
        for each in element:
            if local(each) == name:
                element = each
                break
        else:
            return None
    return element


def switched_on(element: Element | None) -> bool:
    """Whether a toggle such as ``w:vanish`` is there and not switched off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def targets(name: str, parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Return (kind, target part) of a part's inner relationships by their ids."""
    folder, _, file = part.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    if relations is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for relation in parse(name, relations):
        target = attribute(relation, "Target") or ""
        if attribute(relation, "TargetMode") != "External" and target:
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(relation, "Id") or ""] = ((attribute(relation, "Type") or "").rpartition("/")[2], inside)
    return found


def related(name: str, parts: Parts, part: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, target part) of a part's inner relationships."""
    return tuple(targets(name, parts, part).values())


def file_remarks(name: str, parts: Parts) -> list[Remark]:
    """Remark on macros, on what lies outside the file, and on files within it."""
    remarks: list[Remark] = []
    if any(part.casefold().endswith("vbaproject.bin") for part in parts):
        remarks.append(remark("macros"))
    outside = 0
    inside: list[str] = []
    for part, content in parts.items():
        if part.endswith(".rels"):
            for relation in parse(name, content):
                kind = (attribute(relation, "Type") or "").rpartition("/")[2]
                if attribute(relation, "TargetMode") == "External":
                    outside += kind != "hyperlink"
                elif kind in _WHOLE_FILES:
                    inside.append((attribute(relation, "Target") or "").rpartition("/")[2])
    if outside:
        remarks.append(remark("external", count=outside))
    if inside:
        remarks.append(remark("embedded", count=len(inside), names=shortened(", ".join(inside))))
    return remarks


def says_more_than_its_number(text: str) -> bool:
    """Whether the head or foot of a page says anything but which page it is."""
    return any(letter.isalpha() for letter in _PAGE_WORDS.sub("", text))


_PAGE_WORDS = re.compile(r"\b(?:page|sheet|of)\b", re.IGNORECASE)
_WHOLE_FILES = frozenset({"package", "oleObject", "aFChunk", "subDocument"})
"""Kinds of relationships to files that stand within another."""

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufffc]")
_LOST = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufffc\ufffd]")


def lost_letters(text: str) -> bool:
    """Whether a text holds letters that can't be kept, or stood for letters that could not be read."""
    return _LOST.search(text) is not None


def tidy_text(text: str) -> str:
    """Return the text without what no Word file can hold; most texts pass untouched."""
    return clean(text) if _ODD.search(text) else text


def shortened(text: str) -> str:
    """Return a text short enough for a remark."""
    text = tidy_text(text).strip()
    return text if len(text) <= _LONGEST_REMARK else text[:_LONGEST_REMARK] + " …"
