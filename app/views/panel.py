"""What the window needs of a panel, and of one that is not made yet; panels know nothing of the window or of each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

PanelState = Mapping[str, object]
"""Where the reviewer was in a panel (selection, caret, scroll): ids and numbers only, never a name or a text of the case."""


class Panel(Protocol):
    """One panel: a widget that can show a thing of the review and knows where the reviewer was."""

    @property
    def widget(self) -> QWidget:
        """What the dock holds."""
        ...

    def focus_first(self) -> None:
        """Put the keyboard where work in this panel begins."""
        ...

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select a thing of the review and show it; False where it is not here."""
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


@dataclass(frozen=True)
class PanelPlan:
    """A panel of the open review before it is made: most desks show two of them, and the others take no time and no room.

    ``make`` is called once, when the panel is first seen or asked for; it connects the panel's signals too.
    """

    key: str
    """Its name in desks and settings."""
    title: str
    """The title as shown, in the words of the field."""
    make: Callable[[], Panel]
