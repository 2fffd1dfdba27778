"""Outlines: which parts of a report stand in which order under which headings. They are data, not code.

An outline is a TOML file (``resources/outlines``) or the same table kept in a review. Each section names in ``takes`` what
of the report data stands in it (``describe.TAKES``); sections may hold sections, and ``parts`` say how each episode or
finding is set out. Headings and leads may use the review's own words: ``{board}``, ``{Board}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.domain.description import Series
from app.domain.errors import ExportProblem
from app.domain.resources import load_toml, resource_path

FOLDER = "outlines"


@dataclass(frozen=True)
class Section:
    """A section, or a part of each episode or finding.

    ``key`` is how a review finds it again to adapt it, ``called`` what it is called there where it has no heading.
    ``says`` is printed where nothing is recorded; without it an empty section is left out. ``items_new_page`` puts each
    episode or finding on a page of its own.
    """

    heading: str = ""
    takes: str = ""
    lead: str = ""
    says: str = ""
    series: Series = Series.SECTION
    new_page: bool = False
    items_new_page: bool = False
    sections: tuple[Section, ...] = ()
    parts: tuple[Section, ...] = ()
    key: str = ""
    called: str = ""


@dataclass(frozen=True)
class Outline:
    """A whole outline; ``numbered`` gives paragraphs numbers (1.1), ``contents_levels`` 0 leaves the contents out."""

    key: str
    name: str
    about: str
    sections: tuple[Section, ...]
    title_page: bool = True
    contents_levels: int = 2
    numbered: bool = True
    landscape: bool = False


_SECTION_KEYS = {field.name for field in fields(Section)}
_OUTLINE_KEYS = {field.name for field in fields(Outline)} - {"key"}


def outlines() -> tuple[Outline, ...]:
    """Every outline that comes with the program, by name."""
    keys = sorted(path.stem for path in resource_path(FOLDER).glob("*.toml"))
    return tuple(sorted((load_outline(key) for key in keys), key=_by_name))


def load_outline(key: str) -> Outline:
    """Return an outline of the program by its key, such as ``learning-together``."""
    known = sorted(path.stem for path in resource_path(FOLDER).glob("*.toml"))
    if key not in known:
        raise ExportProblem("outline_unknown", outline=key, known=", ".join(known))
    return parse_outline(key, load_toml(FOLDER, f"{key}.toml"))


def parse_outline(key: str, table: Mapping[str, Any]) -> Outline:
    """Read an outline; says in the user's words what can't be understood."""
    _only_known(key, table, _OUTLINE_KEYS)
    if not table.get("sections"):
        raise ExportProblem("outline_not_understood", outline=key, what="it has no sections")
    given: dict[str, Any] = {"name": key, "about": "", **table}
    given["sections"] = tuple(_section(key, section) for section in table["sections"])
    return Outline(key=key, **given)


def _section(key: str, table: Mapping[str, Any]) -> Section:
    _only_known(key, table, _SECTION_KEYS)
    given = dict(table)
    for name in ("sections", "parts"):
        given[name] = tuple(_section(key, section) for section in table.get(name, ()))
    try:
        given["series"] = Series(table.get("series", Series.SECTION))
    except ValueError as error:
        raise ExportProblem("outline_not_understood", outline=key, what=f"series “{table['series']}”") from error
    return Section(**given)


def _only_known(key: str, table: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ExportProblem("outline_not_understood", outline=key, what=f"the word “{unknown[0]}”")


def _by_name(outline: Outline) -> str:
    return outline.name.casefold()
