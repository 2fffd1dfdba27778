"""A frame of the picture at every zoom, beside one frame of 60 a second and a bare QGraphicsScene of the same marks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene

from app.domain.naming import Naming
from app.domain.picture import Kind, Picture, compose
from app.domain.picture_material import AgencyFacts, EventFacts, Material
from app.domain.picture_scale import FINENESS, STEP, Window
from app.domain.picture_times import extent_of
from app.views.picture.geometry import Geometry, rows_of
from app.views.picture.inks import Inks
from app.views.picture.painting import Painting
from app.views.theme import font, read_tokens
from tests.benchmarks.measuring import EVENTS, TURNS, Ratio, best

FRAME = 1000 / 60
"""Milliseconds of one frame."""

MANY = 20_000
GROWTH = 4.6
"""How much longer four times as many events may take: close to linear."""

WIDTH, HEIGHT, LABELS = 1366, 700, 160
AGENCIES = 8
YEARS = 10


def material(events: int) -> Material:
    """Events of eight agencies over ten years, dated as people date them: days, moments, months, ranges, "about"."""
    agencies = tuple(AgencyFacts(f"a{n}", f"Agency {n} of the town", f"A{n}", n) for n in range(AGENCIES))
    start = datetime.fromisoformat("2008-01-01")
    made: list[EventFacts] = []
    for number in range(events):
        day = start + timedelta(days=number * 365.25 * YEARS / events // 1)
        made.append(
            EventFacts(f"e{number}", "", extent_of(*_date(number, day)), f"a{number * 7 % AGENCIES}", number % 5 == 0)
        )
    return Material(agencies, tuple(made))


def _date(number: int, day: datetime) -> tuple[str, str, str, str]:
    def letters(moment: datetime) -> str:
        return moment.isoformat(timespec="minutes")

    end = day + timedelta(days=1, minutes=-1)
    match number % 10:
        case 0:
            return "on", "month", letters(day.replace(day=1)), letters(day.replace(day=28) + timedelta(days=1, minutes=-1))
        case 1:
            return "from-to", "day", letters(day), letters(end + timedelta(days=number % 60))
        case 2:
            return "around", "day", letters(day), letters(end)
        case 3:
            return (
                "on",
                "time",
                letters(day + timedelta(minutes=number % 1440)),
                letters(day + timedelta(minutes=number % 1440)),
            )
        case _:
            return "on", "day", letters(day), letters(end)


def windows(picture: Picture) -> list[Window]:
    """Return a window for every zoom, from the whole case to a day, about the middle of the case."""
    limits = picture.limits
    made = [limits.fit(WIDTH - LABELS)]
    while True:
        closer = limits.zoomed(made[-1], -STEP, made[-1].width / 2)
        if closer.level == made[-1].level:
            return made
        made.append(closer)


class Frames:
    """Paints frames of one picture into memory as the screen would have them."""

    def __init__(self, events: int) -> None:
        self.picture = compose(material(events), Naming())
        self.painting = Painting(Inks(read_tokens("light")), font())
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        self.rows = rows_of(self.picture, HEIGHT)

    def paint(self, window: Window) -> None:
        """Paint one frame."""
        geometry = Geometry(self.picture, window, self.rows, LABELS)
        painter = QPainter(self.image)
        self.painting.paint(painter, geometry, 0, HEIGHT)
        painter.end()

    def scene(self) -> QGraphicsScene:
        """Return the same marks as rectangles of a bare scene, a unit a minute."""
        made = QGraphicsScene()
        made.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        for row in self.rows:
            track = self.picture.tracks[row.track] if row.track >= 0 else None
            if track is None or track.kind is not Kind.AGENCY:
                continue
            for mark in track.marks:
                if mark.extent is not None:
                    low, high = mark.extent.low - self.picture.limits.low, mark.extent.high - mark.extent.low
                    made.addRect(QRectF(low, row.top, max(high, 1), row.height / 3), QColor("black"), QColor("teal"))
        return made


def bench(events: int = EVENTS, turns: int = TURNS, many: int = MANY) -> list[Ratio]:
    """Every zoom's first frame, in which its bars are laid out, and those after it; the slowest of each counts."""
    _application = QApplication.instance() or QApplication([])
    few_first, few_next, results = _zooms(events, turns, show=True)
    many_first, many_next, more = _zooms(many, turns, show=True)
    growth = max(sum(many_next) / sum(few_next), sum(many_first) / sum(few_first))
    figures = f"{sum(many_next) / len(many_next):.1f} ms / {sum(few_next) / len(few_next):.1f} ms a frame"
    grown = Ratio(f"Picture: all zooms at {many:,} events / at {events:,}", growth, GROWTH * many / events / 4, figures)
    return [*results, *more, grown]


def _zooms(events: int, turns: int, *, show: bool) -> tuple[list[float], list[float], list[Ratio]]:
    frames, *others = [Frames(events) for _ in range(max(1, turns // 2))]
    scene = frames.scene()
    firsts: list[float] = []
    nexts: list[float] = []
    results: list[Ratio] = []
    for window in windows(frames.picture):
        firsts.append(min(_timed(each, window) for each in (frames, *others)) * 1000)
        mine, other = best(_painted(frames, window), _rendered(frames, scene, window), turns=turns)
        nexts.append(mine * 1000)
        if show:
            days = window.width * window.per_pixel / 1440
            beside = f"first {firsts[-1]:.1f} ms; bare scene {other * 1000:.1f} ms"
            results.append(Ratio(f"Picture of {events:,}, {days:,.1f} days in view: ms a frame", nexts[-1], FRAME, beside))
    slowest = f"the slowest of {len(firsts)} zooms ({STEP} of {FINENESS} levels apart)"
    results.append(Ratio(f"Picture of {events:,}: ms of the first frame at a zoom", max(firsts), FRAME, slowest))
    return firsts, nexts, results


def _timed(frames: Frames, window: Window) -> float:
    begun = time.perf_counter()
    frames.paint(window)
    return time.perf_counter() - begun


def _painted(frames: Frames, window: Window) -> Callable[[], None]:
    def paint() -> None:
        frames.paint(window)

    return paint


def _rendered(frames: Frames, scene: QGraphicsScene, window: Window) -> Callable[[], None]:
    low = window.low - frames.picture.limits.low
    source = QRectF(low, 0, window.width * window.per_pixel, HEIGHT)

    def render() -> None:
        painter = QPainter(frames.image)
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("white"))
        scene.render(painter, QRectF(LABELS, 0, WIDTH - LABELS, HEIGHT), source, Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()

    return render
