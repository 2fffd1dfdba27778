"""Drafts: long text is committed no later than two seconds after the first unsaved key (house.md)."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

DELAY = 2000
"""Milliseconds from the first unsaved key to the commit."""

RETRY = 10_000
"""Milliseconds until a draft that the disk refused is tried again."""


class DraftOwner(Protocol):
    """A field that holds unsaved text."""

    def save_draft(self) -> bool:
        """Commit what is unsaved; False where that failed, and the text is still held."""
        ...


class Drafts(QObject):
    """Knows who holds unsaved text, and has it saved in time; ``failed`` tells of a bug met on the way."""

    pending_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owners: list[DraftOwner] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def pending(self) -> bool:
        """Whether anything is unsaved."""
        return bool(self._owners)

    def touch(self, owner: DraftOwner) -> None:
        """Note that a field holds unsaved text; the clock runs from the first key, not the last."""
        if owner not in self._owners:
            self._owners.append(owner)
            self.pending_changed.emit(True)
        if not self._timer.isActive():
            self._timer.start(DELAY)

    def forget(self, owner: DraftOwner) -> None:
        """Note that a field holds nothing unsaved any more, however that came about."""
        if owner in self._owners:
            self._owners.remove(owner)
            if not self._owners:
                self._timer.stop()
                self.pending_changed.emit(False)

    def save_all(self) -> bool:
        """Have every field save now; False where one could not."""
        self._timer.stop()
        bug: Exception | None = None
        for owner in tuple(self._owners):
            try:
                if owner.save_draft():
                    self.forget(owner)
            except Exception as problem:  # noqa: BLE001 - one field's bug must not keep the others from being saved
                bug = problem
        if self._owners:
            self._timer.start(RETRY)
        if bug is not None:
            self.failed.emit(bug)
        return not self._owners

    def drop_all(self) -> None:
        """Forget every field without saving: the review is closed and the text is on disk or given up."""
        self._timer.stop()
        if self._owners:
            self._owners.clear()
            self.pending_changed.emit(False)

    def _on_timer_timeout(self) -> None:
        self.save_all()
