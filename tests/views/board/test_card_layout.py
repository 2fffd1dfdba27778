"""Cards laid out at several widths: every word inside, nothing over anything else."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QFontMetricsF

from app.services.episode_rows import AgencyMark
from app.views.board.card_layout import MOST_CHIP_ROWS, PAD, CardLayout, lay_out, wrapped
from app.views.board.faces import CardFace
from app.views.theme import font
from app.views.widgets.chip import PAD as CHIP_PAD

LONG = "The assessment was closed before the other agencies had replied so nobody put the pieces side by side"
NAMES = ("Housing", "Health", "Police", "School", "Midwifery")
AGENCIES = tuple(AgencyMark(f"{name} service", number) for number, name in enumerate(NAMES))


def card(**changed: object) -> CardFace:
    values: dict[str, object] = {
        "id": "a", "title": LONG, "when": "early March 2010", "agencies": AGENCIES, "good": LONG, "problematic": LONG,
        "evidence": 7, "voices": 4,
    } | changed  # fmt: skip
    return CardFace(**values)  # pyright: ignore[reportArgumentType]


def rects(layout: CardLayout) -> list[object]:
    return [line.rect for line in layout.lines] + [chip.rect for chip in layout.chips]


@pytest.mark.parametrize("width", [120, 204, 260, 404])
@pytest.mark.parametrize("changed", [{}, {"agencies": (), "when": ""}, {"good": ""}, {"good": "", "problematic": ""}])
def test_everything_stands_inside_the_card_and_apart(width: int, changed: dict[str, object]) -> None:
    layout = lay_out(card(**changed), width)
    for rect in rects(layout):
        assert rect.left() >= PAD - 1  # pyright: ignore[reportAttributeAccessIssue]
        assert rect.right() <= width - PAD + 1  # pyright: ignore[reportAttributeAccessIssue]
        assert rect.bottom() <= layout.height  # pyright: ignore[reportAttributeAccessIssue]
    for one, other in itertools.combinations(rects(layout), 2):
        assert not one.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other)  # pyright: ignore[reportAttributeAccessIssue]
    for line in layout.lines:
        assert QFontMetricsF(font(strong=line.strong)).horizontalAdvance(line.words) <= line.rect.width() + 1


def test_good_and_problematic_stand_side_by_side_where_there_is_room() -> None:
    def tops(width: int) -> list[float]:
        return [line.rect.top() for line in lay_out(card(), width).lines if line.words in ("Good", "Problematic")]

    assert len(set(tops(260))) == 1
    assert len(set(tops(180))) == 2


def test_agencies_that_do_not_fit_are_counted() -> None:
    layout = lay_out(card(), 204)
    assert layout.chips[-1].mark is None
    assert layout.chips[-1].words == f"+{len(AGENCIES) - len(layout.chips) + 1}"
    assert [chip.words for chip in lay_out(card(), 900).chips] == [mark.name for mark in AGENCIES]


@pytest.mark.parametrize("width", [184, 204, 220, 260])
def test_no_agency_is_cut_off_to_make_room_for_others(width: int) -> None:
    names = ("Social care", "Community health", "Education", "GPs", "Midwifery", "Hospital", "Housing", "Police")
    layout = lay_out(card(agencies=tuple(AgencyMark(name, number) for number, name in enumerate(names))), width)
    assert [chip.words for chip in layout.chips][:2] == list(names[:2])
    for chip in layout.chips:
        words = QFontMetricsF(font()).horizontalAdvance(chip.words)
        assert words < chip.rect.width() - 2 * CHIP_PAD + (0 if chip.mark else 1)
    assert len({chip.rect.top() for chip in layout.chips}) <= MOST_CHIP_ROWS


def test_words_are_broken_between_words_and_cut_with_a_sign_of_it() -> None:
    lines = wrapped(LONG, font(), 120, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert " ".join(wrapped(LONG, font(), 120, 99)) == LONG
    assert wrapped("", font(), 100, 3) in ([], [""])
