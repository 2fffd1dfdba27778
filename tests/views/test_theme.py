"""The themes: every pair of ink and ground can be read, and agencies stay apart for every kind of sight and in grey."""

from __future__ import annotations

from itertools import combinations
from string import Template

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.domain.resources import resource_path
from app.views.theme import Appearance, Theme, contrast, font, line_height, read_tokens, style_sheet, tokens

THEMES = ["light", "dark"]
READ_ON = [
    *((ink, on) for ink in ("ink", "ink_soft") for on in ("ground", "paper", "sunk", "hover", "accent_wash")),
    *(("accent", on) for on in ("ground", "paper", "hover", "accent_wash")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("paper", "ink"),
    ("paper", "ink_soft"),
    *((f"{tone}", on) for tone in ("good", "attention", "loss") for on in ("ground", "paper", f"{tone}_wash")),
    ("ink", "attention_wash"),
    ("ink", "loss_wash"),
    ("ink", "good_wash"),
]
# Machado, Oliveira and Fernandes (2009), full severity, in linear light.
SIGHT = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
Triple = tuple[float, float, float]


def _linear(colour: QColor) -> list[float]:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _lab(colour: QColor, sight: str) -> Triple:
    given = _linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, given, strict=True)))) for row in SIGHT[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_every_text_can_be_read(name: str, ink: str, ground: str) -> None:
    shown = read_tokens(name)
    assert contrast(shown.colour(ink), shown.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("edge", "ground"), [("field", "paper"), ("field", "ground"), ("accent", "paper"), ("accent", "sunk")]
)
def test_edges_of_fields_and_focus_can_be_seen(name: str, edge: str, ground: str) -> None:
    shown = read_tokens(name)
    assert contrast(shown.colour(edge), shown.colour(ground)) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_agencies_stay_apart(name: str, sight: str) -> None:
    shown = read_tokens(name)
    labs = [_lab(shown.agency(index), sight) for index in range(10)]
    nearest = min(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for one, other in combinations(labs, 2))
    assert nearest >= (5 if sight == "grey" else 20)


@pytest.mark.parametrize("name", THEMES)
def test_ink_on_every_agency_can_be_read(name: str) -> None:
    shown = read_tokens(name)
    assert len(set(shown.agencies)) == 10
    assert min(contrast(shown.agency(i), shown.on_agency(i)) for i in range(10)) >= 4.5
    assert shown.agency(10) == shown.agency(0)


def test_contrast_is_wcags() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_themes_have_the_same_colours_and_the_sheet_uses_only_those(name: str) -> None:
    assert read_tokens("light").colours.keys() == read_tokens("dark").colours.keys()
    text = style_sheet(read_tokens(name))
    assert "$" not in text.replace("$names", "")
    template = Template(resource_path("themes", "casement.qss").read_text("utf-8"))
    assert template.is_valid()


def test_pictures_of_the_sheet_are_there() -> None:
    for name in THEMES:
        assert {p.name for p in resource_path("themes", "marks", name).iterdir()} >= {
            "check.svg",
            "dot.svg",
            "chevron-down.svg",
            "chevron-up.svg",
            "chevron-right.svg",
        }


def test_choosing_puts_palette_and_typeface_on_the_application(theme: Theme, qapp: QApplication) -> None:
    theme.choose(Appearance.DARK)
    assert tokens().dark
    assert theme.appearance is Appearance.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == read_tokens("dark").colour("ground")
    theme.choose(Appearance.LIGHT)
    assert not tokens().dark
    assert QFontInfo(qapp.font()).family() == "Inter"
    assert qapp.font().pointSizeF() == 10.5


def test_the_system_is_followed_live(theme: Theme, qapp: QApplication) -> None:
    system = [Qt.ColorScheme.Light]
    following = Theme(qapp, Appearance.SYSTEM, lambda: system[-1])
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        system.append(scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert tokens().dark is (scheme is Qt.ColorScheme.Dark)
    following.choose(Appearance.LIGHT)
    system.append(Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not tokens().dark


def test_three_sizes_of_one_typeface() -> None:
    sizes = [font(size).pointSizeF() for size in ("body", "page", "title")]
    assert sizes == sorted(sizes)
    assert 10.5 <= sizes[0] <= 11
    assert 12 <= sizes[1] <= 13
    assert font(strong=True).weight() == QFont.Weight.DemiBold
    assert 140 <= line_height() <= 160


def test_licences_are_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in resource_path("licences", "Inter-OFL.txt").read_text("utf-8").upper()
    assert "ISC" in resource_path("licences", "Lucide-ISC.txt").read_text("utf-8")
