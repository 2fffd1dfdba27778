"""Signs in Word that are no letters: ticks of symbol fonts, boxes to tick and lists to choose from in old forms."""

from __future__ import annotations

from typing import Final

from app.documents.returns.package import Element, attribute, child, local, switched_on

_TICKED, _NOT_TICKED, _OTHER = "☑", "☐", "�"
_PICTURE_FONTS: Final = {
    "wingdings": {
        0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: _NOT_TICKED, 0x71: _NOT_TICKED, 0x72: _NOT_TICKED,
        0xA7: "▪", 0xA8: _NOT_TICKED, 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: _TICKED,
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: _TICKED, 0x53: "☒", 0x54: "☒", 0xA3: _NOT_TICKED},
    "symbol": {0xB7: "•", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xBC: "…"},
}  # fmt: skip
"""What the letters of picture fonts look like, as far as forms use them."""


def symbol(element: Element) -> str:
    """Return the sign of a symbol font; one that isn't known shows as a sign that says so."""
    try:
        number = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    font = (attribute(element, "font") or "").casefold()
    if found := _PICTURE_FONTS.get(font, {}).get(number & 0xFF if 0xF000 <= number <= 0xF0FF else number):
        return found
    return chr(number) if 0x20 <= number < 0xD800 and font not in _PICTURE_FONTS else _OTHER


def form_field(mark: Element) -> str:
    """Return what the mark of an old form's field says: whether its box is ticked, or which choice was made."""
    box = child(mark, "ffData", "checkBox")
    if box is not None:
        given = child(box, "checked")
        return _TICKED if switched_on(child(box, "default") if given is None else given) else _NOT_TICKED
    choices = child(mark, "ffData", "ddList")
    if choices is None:
        return ""
    entries = [attribute(each, "val") or "" for each in choices if local(each) == "listEntry"]
    chosen = attribute(child(choices, "result"), "val") or attribute(child(choices, "default"), "val") or "0"
    return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""
