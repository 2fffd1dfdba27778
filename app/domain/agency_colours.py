"""Colours of agencies for paper and spreadsheets: the light theme's fills, which stay apart in grey, and an ink for each."""

from __future__ import annotations

from functools import cache

from app.domain.resources import load_toml

_BLACK, _WHITE = "000000", "FFFFFF"
_NEUTRAL = "E8E8E3"


@cache
def fill(place: int) -> str:
    """Return the colour of an agency by its place, as six letters; of no agency, a light grey."""
    fills: list[str] = load_toml("themes", "light.toml")["agencies"]["fills"]
    return fills[place % len(fills)].lstrip("#") if place >= 0 else _NEUTRAL


@cache
def ink(place: int) -> str:
    """Return the ink that reads on an agency's colour: black or white, whichever stands out more."""
    light = luminance(fill(place))
    return _BLACK if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else _WHITE


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as WCAG 2 counts it: what is left of it in grey."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
