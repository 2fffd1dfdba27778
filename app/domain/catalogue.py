"""The catalogue: a known error's key and facts become a sentence and an advice."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import KnownError
from app.domain.resources import load_toml


@dataclass(frozen=True)
class Message:
    """What is said to the user: what happened, and what to do next."""

    says: str
    advice: str

    def __str__(self) -> str:
        """Both as one line, for a terminal."""
        return f"{self.says} {self.advice}".strip()


def message_for(error: KnownError) -> Message:
    """Return the sentence and the advice for a known error (``resources/messages.toml``)."""
    entry = load_toml("messages.toml")["errors"][error.key]
    return Message(entry["says"].format(**error.facts), entry["advice"].format(**error.facts))
