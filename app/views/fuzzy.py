"""Finding by a few letters: how well what was typed fits a title."""

from __future__ import annotations

import unicodedata


def fit(typed: str, title: str) -> float | None:
    """Return how well the letters fit (higher is better), or None where they don't stand in the title in their order.

    Every word typed must fit. Whole runs count more than scattered letters, the beginning of a word more than its middle.
    """
    target = _plain(title)
    total = 0.0
    for word in _plain(typed).split():
        score = _fit_word(word, target)
        if score is None:
            return None
        total += score
    return total - len(target) / 1000


def _fit_word(word: str, target: str) -> float | None:
    at = target.find(word)
    while at > 0 and target[at - 1].isalnum():
        at = target.find(word, at + 1)
    if at >= 0:
        return 100.0 + 10 * len(word) - min(at, 50) / 10
    if word in target:
        return 50.0 + 5 * len(word)
    return _fit_scattered(word, target)


def _fit_scattered(word: str, target: str) -> float | None:
    score, at = 0.0, -1
    for letter in word:
        found = target.find(letter, at + 1)
        if found < 0:
            return None
        starts = found == 0 or not target[found - 1].isalnum()
        score += 4.0 if starts else 2.0 if found == at + 1 else -0.2 * min(found - at, 10)
        at = found
    return score if score > len(word) else None


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
