"""The look of our workbooks: letters, wrapped and quoted text, dates as dates, a heading, and agencies' colours."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.sheetml import HEAD, MAIN

TEXT, HEADING, DAY, MOMENT, TITLE, TYPED = range(6)
"""Styles by number, ``TYPED`` for cells that keep what is typed; those of the colours handed in follow."""

FIRST_COLOUR = 6

_FACE = '<name val="Calibri"/><family val="2"/>'
_TOP = '<alignment vertical="top" wrapText="1"/>'
_TINT, _ACCENT = "F1F5F6", "2F5D73"
_RULE = '<bottom style="thin"><color rgb="FFC5CFD4"/></bottom>'


def styles_part(colours: Sequence[tuple[str, str]] = ()) -> str:
    """Return the styles part; ``colours`` are pairs of fill and ink, each a style from ``FIRST_COLOUR`` on."""
    inks = "".join(f'<font><b/><sz val="11"/><color rgb="FF{ink}"/>{_FACE}</font>' for _, ink in colours)
    fills = "".join(_fill(fill) for fill, _ in colours)
    coloured = "".join(
        f'<xf numFmtId="49" fontId="{3 + at}" fillId="{3 + at}" borderId="1" xfId="0" quotePrefix="1" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1">{_TOP}</xf>'
        for at in range(len(colours))
    )
    return (
        f'{HEAD}<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
        f'<fonts count="{3 + len(colours)}"><font><sz val="11"/>{_FACE}</font>'
        f'<font><b/><sz val="11"/><color rgb="FF{_ACCENT}"/>{_FACE}</font>'
        f'<font><b/><sz val="16"/><color rgb="FF{_ACCENT}"/>{_FACE}</font>{inks}</fonts>'
        f'<fills count="{3 + len(colours)}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{_fill(_TINT)}{fills}</fills>'
        f'<borders count="2"><border/><border><left/><right/><top/>{_RULE}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{FIRST_COLOUR + len(colours)}">'
        f'<xf numFmtId="49" borderId="1" xfId="0" quotePrefix="1" applyBorder="1" applyAlignment="1">{_TOP}</xf>'
        f'<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
        f'applyAlignment="1">{_TOP}</xf>'
        f"{_dates(164)}{_dates(165)}"
        '<xf numFmtId="49" fontId="2" xfId="0" applyFont="1"/>'
        f'<xf numFmtId="49" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">{_TOP}</xf>'
        f'{coloured}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'


def _dates(number_format: int) -> str:
    return (
        f'<xf numFmtId="{number_format}" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">'
        '<alignment horizontal="left" vertical="top"/></xf>'
    )
