"""All there is to find, made ready ahead in pieces so small that no key waits; the rest at once where it is asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.domain.changes import ChangeSet
from app.domain.errors import KnownError
from app.services import search
from app.views.chronology.reading import affected_events
from app.views.itemmodels.found import Searchable
from app.views.search.knowing import Knowing
from app.workspace.workspace import Workspace

PIECE = 100
"""Events read and folded between two looks at what the reviewer does: about a hundredth of a second."""

PAUSE = 20
"""Milliseconds from one piece to the next, in which everything else has its turn."""


class Gathering(QObject):
    """Holds what can be found in the open review, as it is shown now; ``forget`` leaves no word of it."""

    def __init__(self, workspace: Workspace, knowing: Knowing, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._knowing = knowing
        self._private = True
        self._events: dict[str, Searchable] = {}
        self._rest: list[str] | None = None
        self._others: tuple[Searchable, ...] | None = None
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._on_timer_timeout)
        workspace.opened.connect(self.begin)
        workspace.closed.connect(self._on_workspace_closed)
        knowing.changed.connect(self.begin)
        self.begin()

    @property
    def ready(self) -> bool:
        """Whether everything has been read and folded."""
        return self._rest == [] and self._others is not None

    def begin(self) -> None:
        """Forget everything, and make it ready anew while nothing else is to be done."""
        self._forget()
        if self._workspace.is_open:
            self._timer.start()

    def set_private(self, on: bool) -> None:
        """Say whether private notes can be found."""
        self._private = on
        self.begin()

    def things(self) -> list[Searchable]:
        """Return all there is to find, the events in order."""
        read = self._workspace.read
        if self._rest != []:
            known = self._events
            self._events = {
                each.id: known[each.id] if each.id in known else self._shown(each) for each in read(search.stored_events)
            }
            self._rest = []
        if self._others is None:
            self._others = self._read_others()
        return [*self._events.values(), *self._others]

    def follow(self, change_set: ChangeSet) -> bool:
        """Read again what a change concerns, no more; False where that is nothing that can be found."""
        others, events = change_set.touches(*search.OTHER_TABLES), change_set.touches(*search.EVENT_TABLES)
        if others:
            self._others = None
        if events:
            self._read_again(affected_events(change_set))
        if others or events:
            self._timer.start()
        return others or events

    def _read_again(self, ids: frozenset[str] | None) -> None:
        """Read some events again; all of them where the order or the number may have changed."""
        whole = ids is not None and self._rest == []
        found = self._workspace.read(partial(search.stored_events, only=ids)) if ids and whole else ()
        if not whole or {each.id for each in found} != {i for i in ids or () if i in self._events}:
            self._forget_events()
            return
        if any(self._events[stored.id].stored.earliest != stored.earliest for stored in found):
            self._forget_events()
            return
        self._events.update((each.id, self._shown(each)) for each in found)

    def _on_timer_timeout(self) -> None:
        self._timer.stop()
        try:
            self._go_on()
        except KnownError:
            return  # told where something is looked for, which reads it then
        if not self.ready:
            self._timer.start()

    def _go_on(self) -> None:
        """Do one piece of what is left."""
        read = self._workspace.read
        if self._rest is None:
            self._rest = list(read(search.event_ids))
        elif self._rest:
            piece = self._rest[:PIECE]
            self._events.update((each.id, self._shown(each)) for each in read(partial(search.stored_events, only=piece)))
            del self._rest[:PIECE]
        elif self._others is None:
            self._others = self._read_others()

    def _read_others(self) -> tuple[Searchable, ...]:
        return tuple(map(self._shown, self._workspace.read(search.stored_others)))

    def _shown(self, stored: search.Stored) -> Searchable:
        return Searchable(stored, self._workspace.naming, self._knowing.context.all_names, private=self._private)

    def _on_workspace_closed(self, _locked: bool) -> None:
        self._forget()

    def _forget(self) -> None:
        self._timer.stop()
        self._forget_events()
        self._others = None

    def _forget_events(self) -> None:
        self._events, self._rest = {}, None
