"""The undo history: what was done, newest last; it lives in memory and moves only after the file has been written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.changes import ChangeSet, merged

LIMIT = 200


@dataclass(frozen=True)
class Step:
    """One act as undo sees it; ``id`` names it in the revision log as well."""

    id: str
    change_set: ChangeSet
    merge_key: str | None = None


class History:
    """Two stacks of steps."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = True

    @property
    def last(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    def mergeable(self, merge_key: str | None) -> Step | None:
        """Return the last step if an act with this key belongs to it."""
        last = self.last
        return last if merge_key and last and self._open and not self._undone and last.merge_key == merge_key else None

    def push(self, step: Step) -> None:
        """Keep a step that was done; a step with the last one's id joins it."""
        self._undone.clear()
        last = self.last
        if last is not None and last.id == step.id:
            changes = merged(last.change_set.changes, step.change_set.changes)
            self._done[-1] = replace(last, change_set=ChangeSet(last.change_set.label, changes))
            if not changes:
                self._done.pop()
            # What stands below a step that came to nothing was closed, and stays so.
            self._open = bool(changes)
        else:
            self._done.append(step)
            del self._done[:-LIMIT]
            self._open = True

    def close_step(self) -> None:
        """Let nothing more join the last step (the caret left the field)."""
        self._open = False

    def moved_back(self) -> None:
        """Note that the last step was undone."""
        self._undone.append(self._done.pop())

    def moved_forward(self) -> None:
        """Note that the next step was done again."""
        self._done.append(self._undone.pop())
        self._open = False

    def clear(self) -> None:
        """Forget everything (lock, close)."""
        self._done.clear()
        self._undone.clear()
