"""Outlines are data: what can be said in them, and what they say when they can't be followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.catalogue import message_for
from app.domain.describe import describe
from app.domain.description import Heading, Remark, Series
from app.domain.errors import ExportProblem
from app.domain.outlines import Section, load_outline, outlines, parse_outline
from app.domain.report import ReportData, rich


def test_the_program_comes_with_three_outlines_each_with_a_name_and_a_sentence() -> None:
    found = {outline.key: outline for outline in outlines()}
    assert set(found) == {"learning-together", "findings-only", "skeleton-chronology"}
    assert all(outline.name and outline.about.endswith(".") for outline in found.values())
    assert found["skeleton-chronology"].landscape


@pytest.mark.parametrize("key", ["learning-together", "findings-only", "skeleton-chronology"])
def test_every_outline_can_be_followed_with_nothing_written_yet(key: str) -> None:
    description = describe(ReportData("Empty"), load_outline(key))
    assert any(isinstance(block, Remark) for block in description.blocks)


@pytest.mark.parametrize("key", ["learning-together", "findings-only", "skeleton-chronology"])
def test_every_section_has_a_key_of_its_own_and_something_to_be_called_by(key: str) -> None:
    def each(sections: tuple[Section, ...]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from each((*section.parts, *section.sections))

    sections = [*each(load_outline(key).sections)]
    assert all(section.key for section in sections)
    assert len({section.key for section in sections}) == len(sections)
    assert all(bool(section.heading) != bool(section.called) for section in sections)


def test_an_outline_of_ones_own_puts_sections_in_any_order_and_depth() -> None:
    table = {
        "sections": [
            {"heading": "Last things first", "takes": "conclusion"},
            {"heading": "All of {board}", "series": "appendix", "sections": [{"heading": "Why", "takes": "why_this_case"}]},
        ]
    }
    data = ReportData("x", conclusion=rich("c"), why_this_case=rich("w"))
    blocks = describe(data, parse_outline("own", table)).blocks
    assert [(b.level, b.text, b.series) for b in blocks if isinstance(b, Heading)] == [
        (1, "Last things first", Series.SECTION),
        (1, "All of the Board", Series.APPENDIX),
        (2, "Why", Series.APPENDIX),
    ]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({}, "it has no sections"),
        ({"sections": [{"takes": "summary"}], "colour": "red"}, "“colour”"),
        ({"sections": [{"takes": "summary", "sections": [{"page": 3}]}]}, "“page”"),
        ({"sections": [{"takes": "summary", "series": "volume"}]}, "“volume”"),
    ],
)
def test_what_cannot_be_read_is_named(table: dict[str, Any], what: str) -> None:
    with pytest.raises(ExportProblem) as caught:
        parse_outline("own", table)
    assert what in message_for(caught.value).says


def test_an_unknown_outline_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ExportProblem) as caught:
        load_outline("../messages")
    assert "learning-together" in message_for(caught.value).advice
