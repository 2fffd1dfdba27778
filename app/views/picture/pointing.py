"""What lies at a point of the picture, and what is told of it."""

from __future__ import annotations

from app.domain.picture import Kind
from app.views.picture.geometry import MONTHS_ROW, Box, Geometry, Row
from app.views.picture.words import Teller, month_line, silence_line, told, track_name

SLACK = 3
"""Pixels beside a thing at which it is still meant."""


def found_at(geometry: Geometry, x: float, y: float) -> tuple[Row | None, Box | None]:
    """Return the row at a point and what lies there in it: a thing that is hit before one that is hit nearly."""
    row = geometry.row_at(y)
    if row is None or row.track < 0:
        return row, None
    boxes = list(geometry.boxes(row))
    for slack in (0.0, float(SLACK)):
        hit = next((box for box in boxes if box.holds(x, y, slack)), None)
        if hit is not None:
            return row, hit
    return row, None


def line_at(geometry: Geometry, x: float, y: float, teller: Teller) -> list[str]:
    """Return what is told of a point, line by line; nothing where nothing is."""
    row, box = found_at(geometry, x, y)
    if row is None:
        return []
    minute = geometry.window.minute_at(x - geometry.labels)
    if row.track == MONTHS_ROW and x >= geometry.labels:
        month = next((each for each in geometry.picture.months if each.low <= minute < each.high), None)
        return [month_line(month.low, month.certain, month.possible)] if month else []
    if row.track < 0:
        return []
    track = geometry.picture.tracks[row.track]
    if box is not None:
        return told(track, box.marks, teller)
    if x < geometry.labels:
        return [track_name(track)]
    if track.kind is Kind.AGENCY:
        return [silence_line(track, low, high) for low, high in track.silences if low <= minute < high]
    return []
