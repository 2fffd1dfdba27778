"""What the picture says in words: in its margin, in a tip, in the status line, and to a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.picture import Kind, Mark, Picture, Track
from app.domain.picture_axis import in_words, month_in_words
from app.domain.picture_scale import Window
from app.views.counting import counted

MOST_TOLD = 4
"""Events of a stack that a tip tells one by one."""

LONGEST = 200
"""Letters of what happened that a tip shows."""

Teller = Callable[[Sequence[str]], Sequence[str]]
"""Returns what happened in each of some events, people shown as the naming in force says."""


def say(words: str) -> str:
    """Translate words of the picture."""
    return QCoreApplication.translate("Picture", words)


def track_name(track: Track) -> str:
    """Return what a lane is called."""
    match track.kind:
        case Kind.EPISODES:
            return say("Episodes")
        case Kind.MEETINGS:
            return say("Meetings")
        case Kind.AGENCY:
            return track.label or say("No agency named")
        case _:
            return track.label


def short_name(track: Track) -> str:
    """Return what a lane is called where there is little room."""
    return track.short or track_name(track)


def nothing_recorded() -> str:
    """Return what is said of a stretch without a record: what the record lacks, and no more."""
    return say("nothing recorded")


def mark_line(track: Track, mark: Mark) -> str:
    """Return a mark in one line: its date as given, and what it is."""
    date = mark.when or (say("date not known") if track.kind is Kind.AGENCY else "")
    match track.kind:
        case Kind.AGENCY:
            parts = (date, track_name(track))
        case Kind.CHILD:
            parts = (track.label, say("age {}").format(mark.label))
        case Kind.HOME:
            parts = (track.label, mark.label, date)
        case _:
            parts = (date, mark.label or say("Episode without a title"))
    return ", ".join(part for part in parts if part)


def told(track: Track, numbers: Sequence[int], teller: Teller) -> list[str]:
    """Return what stands at one place, a line each: events with what happened, beyond a few their number alone."""
    marks = [track.marks[number] for number in numbers[:MOST_TOLD]]
    lines = [mark_line(track, mark) for mark in marks]
    if track.kind is Kind.AGENCY:
        happened = teller([mark.id for mark in marks])
        lines = [f"{line}: {_short(words)}" if words else line for line, words in zip(lines, happened, strict=True)]
    if len(numbers) > MOST_TOLD:
        lines.append(say("and {} more").format(f"{len(numbers) - MOST_TOLD:,}"))
    return lines


def silence_line(track: Track, low: float, high: float) -> str:
    """Return what is said of a stretch of which an agency has no record."""
    line = say("{}: nothing recorded, {}").format(track_name(track), in_words(low, high))
    if track.index.undated:
        line += say(" (besides {} without a date)").format(len(track.index.undated))
    return line


def month_line(low: float, certain: int, possible: int) -> str:
    """Return how many events a month has."""
    line = f"{month_in_words(low)}: " + counted(certain, say("{} event"), say("{} events"))
    return line + (say(", and {} that may lie in it").format(possible) if possible else "")


def in_view(picture: Picture, window: Window) -> str:
    """Return what is in view, for those who hear it: the stretch, and how many events of whom."""
    stretch = in_words(window.low, window.high)
    lanes = [track for track in picture.tracks if track.kind is Kind.AGENCY]
    numbers = {track_name(track): track.between(window.low, window.high) for track in lanes}
    total = counted(sum(numbers.values()), say("{} event"), say("{} events"))
    each = ", ".join(f"{name} {number}" for name, number in numbers.items() if number)
    return f"{stretch}. {total}: {each}." if each else f"{stretch}. {total}."


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"
