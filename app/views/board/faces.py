"""What a card says: an episode put into words by the naming in force, and the sentence a screen reader reads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.text import Shower
from app.services.episode_rows import AgencyMark, Card
from app.views.counting import NO_BREAK, counted


def _tr(words: str) -> str:
    return QCoreApplication.translate("CardFace", words)


@dataclass(frozen=True)
class CardFace:
    """The words of one card."""

    id: str
    title: str
    when: str
    agencies: tuple[AgencyMark, ...]
    good: str
    problematic: str
    evidence: int
    voices: int

    @property
    def weight_words(self) -> str:
        """How much the episode rests on, and on how many voices."""
        if not self.evidence:
            return _tr("No evidence linked yet")
        pieces = counted(self.evidence, _tr("{} piece of evidence"), _tr("{} pieces of evidence"))
        if not self.voices:
            return pieces
        voices = counted(self.voices, _tr("{} voice"), _tr("{} voices"))
        return f"{pieces} · {voices.replace(' ', NO_BREAK)}"

    def spoken(self) -> str:
        """Everything on the card as a screen reader says it."""
        parts = [self.title, self.when, ", ".join(agency.name for agency in self.agencies)]
        if self.good:
            parts.append(_tr("Good: {}").format(self.good))
        if self.problematic:
            parts.append(_tr("Problematic: {}").format(self.problematic))
        parts.append(self.weight_words)
        return ". ".join(part.rstrip(".") for part in parts if part)


def face_of(card: Card, shower: Shower) -> CardFace:
    """Put a card into words."""
    good, problematic = (" ".join(text.shown(shower).split()) for text in (card.good, card.problematic))
    return CardFace(card.id, card.title, card.period.text, card.agencies, good, problematic, card.evidence, card.voices)
