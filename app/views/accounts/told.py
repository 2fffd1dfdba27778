"""A column that is read: an agency's record, or what was said in a conversation, with the words marked that differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.differing import Span, differing
from app.domain.text import Shower
from app.services.accounts import Version
from app.services.episode_rows import LinkedPassage
from app.services.event_rows import EntryRow
from app.services.likeness import one_word
from app.views.itemmodels.event_words import standing_in_words
from app.views.theme import space, tokens
from app.views.widgets.chip import Chip
from app.views.widgets.labels import button, label

NARROWEST = 240

BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a line may break: names of files are long, and have no spaces."""


@dataclass(frozen=True)
class Told:
    """One voice in words: ``about`` says where it comes from, ``act`` what the column's button does ("" for none)."""

    kind: str
    id: str
    voice: str
    colour: int | None
    when: str
    words: str
    about: str = ""
    received: str = ""
    private: str = ""
    act: str = ""
    between: tuple[datetime | None, datetime | None] = (None, None)
    """What is understood of the date: by it, and not by its letters, it is held against the others."""


def told_by_record(version: Version, shower: Shower, *, act: str = "") -> Told:
    """Put an agency's record into words."""
    return Told(
        "version",
        version.event_id,
        version.agency or _say("No agency"),
        version.colour,
        version.when.text or _say("Date not known"),
        version.what.shown(shower),
        version.source_words,
        "\n\n".join(received(entry) for entry in version.entries),
        version.private_note.shown(shower) if version.joined else "",
        act,
        (version.when.earliest, version.when.latest),
    )


def told_by_agencies(versions: Sequence[Version], shower: Shower) -> tuple[Told, ...]:
    """Put what the records say of a stretch of time into words: one column an agency, its records in their order."""
    by_agency: dict[tuple[str, int | None], list[str]] = {}
    for version in versions:
        told = told_by_record(version, shower)
        by_agency.setdefault((told.voice, told.colour), []).append(f"{told.when}: {told.words}")
    return tuple(
        Told("agency", voice, voice, colour, "", "\n".join(words), _say("From the records"))
        for (voice, colour), words in by_agency.items()
    )


def told_in_conversation(passage: LinkedPassage, person: Callable[[str], str], shower: Shower, act: str) -> Told:
    """Put a passage of a conversation into words."""
    voice = ", ".join(person(person_id) for person_id in passage.person_ids)
    words = passage.words.shown(shower)
    return Told("passage", passage.id, voice or _say("Somebody"), None, "", words, _say("Said in a conversation"), act=act)


def received(entry: EntryRow) -> str:
    """Return an entry as it was received: whose, in which document, when it was taken in, and its cells as they stood."""
    taken_in = ""
    if entry.taken_in_at:
        day = datetime.fromisoformat(entry.taken_in_at).astimezone()
        taken_in = _say("taken in {}").format(f"{day.day} {day:%B %Y}")
    parts = (entry.agency_name, entry.source_title, entry.place, taken_in, standing_in_words(entry))
    head = ", ".join(part for part in parts if part)
    return "\n".join([head, *(f"{heading}: {text}" for heading, text in entry.cells if text.strip())])


def _say(words: str) -> str:
    return QCoreApplication.translate("Told", words)


def where_it_differs(texts: Sequence[str]) -> list[tuple[Span, ...]]:
    """Return for each text where it has words that none of the others has."""
    return [differing(text, [*texts[:at], *texts[at + 1 :]], one_word) for at, text in enumerate(texts)]


def marked(words: str, spans: Sequence[Span]) -> str:
    """Return words as rich text, some of them marked: underlined as well, since colour is never the only sign."""
    ground, ink = tokens().colour("accent_wash").name(), tokens().colour("ink").name()
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        parts.append(escape(words[end:start]))
        style = f"background-color:{ground}; color:{ink}; text-decoration:underline"
        parts.append(f'<span style="{style}">{escape(words[start:stop])}</span>')
        end = stop
    parts.append(escape(words[end:]))
    return "".join(parts).replace("\n", "<br>")


class ToldColumn(QFrame):
    """Shows one voice; ``acted`` when its button is pressed."""

    acted = Signal(str, str)

    def __init__(self, told: Told, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        self._spans: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
        self.setProperty("kind", "account")
        self.setMinimumWidth(NARROWEST)
        self.when = _read_only(told.when)
        self.words = _read_only(told.words)
        self.act_button = button(told.act, kind="quiet")
        self.act_button.clicked.connect(self._on_act_clicked)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(space("small"))
        self.acts.addStretch(1)
        self.acts.addWidget(self.act_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        rows.setSpacing(space("tight"))
        rows.addWidget(Chip(told.voice, told.colour))
        for part in (self.when, self.words):
            rows.addWidget(part)
        for words in (told.about, told.received):
            if words:
                soft = label(words.replace("_", f"_{BREAK}"), tone="soft", wrap=True)
                soft.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                rows.addWidget(soft)
        self.private = label(_say("Private note: {}").format(told.private), tone="soft", wrap=True)
        rows.addWidget(self.private)
        rows.addStretch(1)
        rows.addLayout(self.acts)
        for part, needed in ((self.act_button, told.act), (self.when, told.when), (self.private, told.private)):
            part.setVisible(bool(needed))  # once it is within this column: before, it would be a window of its own
        self.setAccessibleName(", ".join(part for part in (told.voice, told.when, told.words) if part))
        self._draw()

    def mark(self, when: tuple[Span, ...], words: tuple[Span, ...]) -> None:
        """Mark where the date and the words differ from the others'."""
        if (when, words) != self._spans:
            self._spans = (when, words)
            self._draw()

    def _draw(self) -> None:
        when, words = self._spans
        self.when.setText(f"<b>{marked(self.told.when, when)}</b>")
        self.words.setText(marked(self.told.words, words))

    def _on_act_clicked(self) -> None:
        self.acted.emit(self.told.kind, self.told.id)

    def changeEvent(self, event: QEvent) -> None:
        """Mark in the new colours when the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)


def _read_only(words: str) -> QLabel:
    made = label(words, wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def marks_of_dates(told: Sequence[Told]) -> list[tuple[Span, ...]]:
    """Return for each date the whole of it where another means another time, nothing where all mean the same."""
    meant = {each.between for each in told if each.when}
    return [((0, len(each.when)),) if each.when and len(meant) > 1 else () for each in told]
