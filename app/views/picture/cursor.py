"""Where the keyboard is in the picture, and which marks are selected: places in tracks, kept by id over a new picture."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.picture import Kind, Mark, Picture, first_after
from app.domain.picture_scale import Window
from app.domain.picture_times import Extent
from app.views.picture.keys import Act


class Cursor:
    """The current lane and mark, and the marks selected by lane."""

    def __init__(self) -> None:
        self.track = -1
        self.mark = -1
        self.selected: dict[int, frozenset[int]] = {}

    def current(self, picture: Picture) -> Mark | None:
        """Return the mark the keyboard is at."""
        if self.track < 0 or self.mark < 0:
            return None
        return picture.tracks[self.track].marks[self.mark]

    def extent(self, picture: Picture) -> Extent | None:
        """Return where the current mark lies."""
        mark = self.current(picture)
        return mark.extent if mark else None

    def put(self, picture: Picture, track: int, marks: Sequence[int], *, add: bool = False) -> None:
        """Go to marks of a track and select them alone, or besides what is selected (or no more, if it was)."""
        others = self.selected if add else {}
        held = others.get(track, frozenset[int]()) if picture.tracks[track].kind is Kind.AGENCY else frozenset[int]()
        self.selected = {**others, track: held ^ frozenset(marks) if add else frozenset(marks)}
        self.track = track
        self.mark = marks[0] if marks else -1

    def select(self, picture: Picture, ids: Sequence[str], current: str) -> None:
        """Select events by id; the current one is where the keyboard is."""
        found: dict[int, set[int]] = {}
        for event_id in ids:
            place = picture.places.get(event_id)
            if place is not None:
                found.setdefault(place[0], set()).add(place[1])
        self.selected = {track: frozenset(marks) for track, marks in found.items()}
        at = picture.places.get(current or (ids[0] if ids else ""))
        self.track, self.mark = at if at is not None else (self.track if self.track < len(picture.tracks) else -1, -1)

    def selected_ids(self, picture: Picture) -> list[str]:
        """Return the ids of the events selected, the current one first."""
        places = [(track, number) for track, numbers in self.selected.items() for number in sorted(numbers)]
        places.sort(key=self._is_elsewhere)
        marks = (picture.tracks[track].marks[number] for track, number in places)
        return list(dict.fromkeys(mark.id for mark in marks if mark.kind == "event" and mark.id))

    def _is_elsewhere(self, place: tuple[int, int]) -> bool:
        return place != (self.track, self.mark)

    def carry_over(self, old: Picture, new: Picture) -> None:
        """Keep lane, mark and selection by their names where a new picture takes the place of an old one."""
        ids, mark = self.selected_ids(old), self.current(old)
        key = old.tracks[self.track].key if 0 <= self.track < len(old.tracks) else ""
        self.select(new, ids, mark.id if mark and mark.kind == "event" else "")
        if self.mark < 0:
            self.track = next((number for number, track in enumerate(new.tracks) if track.key == key), -1)

    def enter(self, picture: Picture, window: Window, track: int) -> None:
        """Come to a lane with Tab, at its first mark in view; what is selected stays selected."""
        self.track = track
        self.mark = first_after(picture.tracks[track], window.low)

    def after(self, act: Act, picture: Picture, window: Window) -> tuple[int, int] | None:
        """Return the lane and mark that a key leads to; None where it leads nowhere."""
        tracks = picture.tracks
        if not tracks:
            return None
        if act in (Act.UP, Act.DOWN):
            track = self.track + (1 if act is Act.DOWN else -1) if self.track >= 0 else 0
            if not 0 <= track < len(tracks):
                return None
            here = self.extent(picture)
            in_view = here is not None and window.low <= here.low < window.high
            return track, first_after(tracks[track], here.low if here is not None and in_view else window.low)
        track = max(self.track, 0)
        last = len(tracks[track].marks) - 1
        if self.mark < 0 and act in (Act.NEXT, Act.PREVIOUS):
            return track, first_after(tracks[track], window.low)
        wanted = {Act.NEXT: self.mark + 1, Act.PREVIOUS: self.mark - 1, Act.FIRST: 0, Act.LAST: last}[act]
        return (track, wanted) if 0 <= wanted <= last else None
