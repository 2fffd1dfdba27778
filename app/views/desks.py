"""The desks: five tasks, each an arrangement of the panels. Data only; ``docks`` puts it on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True)
class Column:
    """A column of the desk: its share of the width, its groups of tabbed panels from top to bottom, and their heights."""

    share: int
    groups: tuple[tuple[str, ...], ...]
    heights: tuple[int, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A task and how its panels lie; the first panel of a group lies on top, ``first`` gets the keyboard."""

    key: str
    name: str
    tip: str
    first: str
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """The name as shown."""
        return QCoreApplication.translate("Desks", self.name)

    @property
    def hint(self) -> str:
        """What the desk is for."""
        return QCoreApplication.translate("Desks", self.tip)

    @property
    def panels(self) -> tuple[str, ...]:
        """The keys of all panels that lie on this desk."""
        return tuple(key for column in self.columns for group in column.groups for key in group)


DESKS = (
    Desk(
        "prepare",
        str(QT_TRANSLATE_NOOP("Desks", "Prepare")),
        str(QT_TRANSLATE_NOOP("Desks", "Gather the returns and build the skeleton chronology")),
        "chronology",
        (
            Column(30, (("overview", "people", "documents"),)),
            Column(70, (("picture",), ("chronology", "accounts", "search")), (40, 60)),
        ),
    ),
    Desk(
        "listen",
        str(QT_TRANSLATE_NOOP("Desks", "Listen")),
        str(QT_TRANSLATE_NOOP("Desks", "Hold conversations and note what is told")),
        "conversations",
        (Column(66, (("conversations",),)), Column(34, (("chronology", "people", "search"),))),
    ),
    Desk(
        "analyse",
        str(QT_TRANSLATE_NOOP("Desks", "Analyse")),
        str(QT_TRANSLATE_NOOP("Desks", "Put key practice episodes together and see why")),
        "board",
        (
            Column(38, (("picture",), ("chronology", "conversations", "search")), (38, 62)),
            Column(62, (("board", "coverage"),)),
        ),
    ),
    Desk(
        "write",
        str(QT_TRANSLATE_NOOP("Desks", "Write")),
        str(QT_TRANSLATE_NOOP("Desks", "Write the findings, their evidence beside them")),
        "findings",
        (Column(64, (("findings",),)), Column(36, (("board", "chronology", "conversations"),))),
    ),
    Desk(
        "circulate",
        str(QT_TRANSLATE_NOOP("Desks", "Circulate")),
        str(QT_TRANSLATE_NOOP("Desks", "See where the review stands and send it round")),
        "overview",
        (Column(50, (("overview", "circulation", "meetings"),)), Column(50, (("people", "findings", "search"),))),
    ),
)


def desk(key: str) -> Desk:
    """Return a desk by its key; the first where there is none of that name."""
    return next((each for each in DESKS if each.key == key), DESKS[0])
