"""Passphrases: six words to suggest, and whether one that a person made up is strong enough.

The word list and the estimator are slow to import, so they are imported at first use.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from app.domain.errors import RuleBroken

WORDS: Final = 6
"""Six words of 7,776 are 77 bits: beyond guessing even for whoever takes the file away."""

FLOOR: Final = 12.0
"""The least number of guesses a passphrase of one's own must withstand, as a power of ten.

SQLCipher's derivation allows perhaps ten thousand guesses a second on one good machine: three years for 10^12.
"""

LONGEST_LOOKED_AT: Final = 72
"""The estimator takes seconds for a page of text; what goes beyond this only adds."""


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess."""

    score: int
    """0 (at once) to 4 (not in a lifetime)."""
    guesses: float
    """Guesses needed, as a power of ten."""
    enough: bool
    """Whether a review may have it."""


def suggest() -> str:
    """Return six words drawn at random, parted by spaces."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS))


def strength(passphrase: str) -> Strength:
    """Estimate how hard a passphrase is to guess; nothing is kept of it."""
    letters = passphrase.strip()[:LONGEST_LOOKED_AT]
    if not letters:
        return Strength(0, 0.0, enough=False)
    import zxcvbn

    found = cast("dict[str, Any]", zxcvbn.zxcvbn(letters, max_length=LONGEST_LOOKED_AT))
    guesses = float(found["guesses_log10"])
    return Strength(int(found["score"]), guesses, enough=guesses >= FLOOR)


def require_strong(passphrase: str) -> None:
    """Refuse a passphrase that could be guessed; raises ``RuleBroken``."""
    if not passphrase.strip():
        raise RuleBroken("empty_passphrase")
    if not strength(passphrase).enough:
        raise RuleBroken("weak_passphrase")


@cache
def _words() -> tuple[str, ...]:
    from xkcdpass import xkcd_password

    path = cast(str, xkcd_password.locate_wordfile("eff-long"))
    return tuple(sorted(cast("list[str]", xkcd_password.generate_wordlist(path, min_length=3, max_length=9))))
