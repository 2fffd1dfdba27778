"""Where texts that stand side by side differ: the words that none of the others has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.domain.likeness import telling_words

Span = tuple[int, int]
Alike = Callable[[str, Sequence[str]], bool]
"""Whether a word is one of these words, spelling and endings aside."""

_WORD = re.compile(r"[^\W_]+")


def differing(words: str, others: Sequence[str], alike: Alike) -> tuple[Span, ...]:
    """Return where ``words`` has telling words that none of the other texts has; with nothing beside it nothing differs."""
    if not any(other.strip() for other in others):
        return ()
    known = sorted({word for other in others for word in telling_words(other)})
    telling = set(telling_words(words))
    own = {word for word in telling if word not in known and not alike(word, known)}
    return tuple(found.span() for found in _WORD.finditer(words) if found[0].casefold() in own)
