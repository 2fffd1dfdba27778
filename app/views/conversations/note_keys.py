"""The keys while listening, as data: one for each sign, each kind of passage, the time and the link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.services.conversations import KINDS, SIGNS
from app.views.conversations.words import mark_words, sign_words

SIGN, MARK, TIME, LINK = "sign", "mark", "time", "link"

LINK_ALSO = "Ctrl+Shift+L"
"""The link key of every panel; here the link has a key beside the others too."""

_MARK_LETTERS = {
    "quotation": "Q", "factor": "C", "account": "A", "good-practice": "G", "question": "U", "follow-up": "W",
}  # fmt: skip


@dataclass(frozen=True)
class NoteKey:
    """One key: what it does (``act`` and the sign or kind ``name``), its last letter, and what it is called."""

    act: str
    name: str
    letter: str

    @property
    def keys(self) -> str:
        """The keys as Qt writes them."""
        return f"Alt+{self.letter}"

    @property
    def words(self) -> str:
        """What the key is called in the strip."""
        short = {
            "told-freely": QCoreApplication.translate("NoteKeys", "Freely"),
            "after-prompt": QCoreApplication.translate("NoteKeys", "Prompted"),
            "then": QCoreApplication.translate("NoteKeys", "Then"),
            "now": QCoreApplication.translate("NoteKeys", "Hindsight"),
            "factor": QCoreApplication.translate("NoteKeys", "Factor"),
            "account": QCoreApplication.translate("NoteKeys", "Account"),
            TIME: QCoreApplication.translate("NoteKeys", "Time"),
            LINK: QCoreApplication.translate("NoteKeys", "Link"),
        }
        full = sign_words if self.act == SIGN else mark_words
        return short.get(self.name or self.act) or full(self.name)

    @property
    def tip(self) -> str:
        """What the key does, and the key."""
        if self.act == SIGN:
            does = QCoreApplication.translate("NoteKeys", "Sign this paragraph: {}").format(sign_words(self.name).lower())
        elif self.act == MARK:
            does = QCoreApplication.translate("NoteKeys", "Mark the selection, or this paragraph: {}")
            does = does.format(mark_words(self.name).lower())
        elif self.act == TIME:
            does = QCoreApplication.translate("NoteKeys", "Put in the time of day")
        else:
            does = QCoreApplication.translate("NoteKeys", "Link this passage to an event or an episode")
        return f"{does} ({QKeySequence(self.keys).toString(QKeySequence.SequenceFormat.NativeText)})"


NOTE_KEYS = (
    *(NoteKey(SIGN, sign, str(number)) for number, sign in enumerate(SIGNS, start=1)),
    NoteKey(TIME, "", "T"),
    NoteKey(LINK, "", "L"),
    *(NoteKey(MARK, kind, _MARK_LETTERS[kind]) for kind in KINDS),
)
"""Every key, in the order of the strip."""


def note_key_of(event: QKeyEvent) -> NoteKey | None:
    """Return the key that was pressed, if it is one of these."""
    pressed = QKeySequence(event.keyCombination())
    if pressed == QKeySequence(LINK_ALSO):
        return next(key for key in NOTE_KEYS if key.act == LINK)
    return next((key for key in NOTE_KEYS if QKeySequence(key.keys) == pressed), None)
