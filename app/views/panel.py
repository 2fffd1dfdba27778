"""What the window needs of a panel; panels are handed in by a factory and know nothing of the window or of each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

PanelState = Mapping[str, object]
"""Where the reviewer was in a panel (selection, caret, scroll): ids and numbers only, never a name or a text of the case."""


class Panel(Protocol):
    """One panel: a widget with a title, an icon and a memory of where the reviewer was."""

    @property
    def key(self) -> str:
        """Its name in desks and settings: "chronology", "conversations", "board", "findings", "overview" or "people"."""
        ...

    @property
    def title(self) -> str:
        """The title as shown, in the words of the field."""
        ...

    @property
    def icon(self) -> str:
        """The name of its icon."""
        ...

    @property
    def widget(self) -> QWidget:
        """What the dock holds."""
        ...

    def focus_first(self) -> None:
        """Put the keyboard where work in this panel begins."""
        ...

    def save_state(self) -> PanelState:
        """Return where the reviewer is."""
        ...

    def restore_state(self, state: PanelState) -> None:
        """Go back to where the reviewer was, as far as it is still there."""
        ...


@runtime_checkable
class Presents(Protocol):
    """A panel that can hide what is not for the group in the room."""

    def set_presentation(self, on: bool) -> None:
        """Hide, or show again, private notes and the like."""
        ...


PanelFactory = Callable[[], Sequence[Panel]]
"""Makes the panels of the open review; called after the unlock screen, so that slow imports come late."""
