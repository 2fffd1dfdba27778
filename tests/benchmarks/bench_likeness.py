"""Finding what was seen by two among 5,000 and 20,000 events beside rapidfuzz alone over the same pairs, and its growth."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from app.domain.likeness import OPENING, telling_words
from app.services import likeness
from app.services.likeness import Material
from app.storage.review_file import ReviewFile
from tests.benchmarks.measuring import EVENTS, PASSPHRASE, Ratio, best, make_review

LIMIT = 12.0
"""Against rapidfuzz alone, which is handed the pairs, the words already read, and asks nothing else of them."""

GROWTH = 1.5
"""Four times the events may take so many times four times as long."""


MANY = 20000


def bench(events: int = EVENTS, many: int = MANY, turns: int = 3) -> list[Ratio]:
    """Find in both, and compare the same pairs with rapidfuzz alone."""
    with TemporaryDirectory() as folder:
        few = _material(Path(folder) / "few.casement", events)
        lots = _material(Path(folder) / "many.casement", many)
    pairs = _pairs(few)
    ours, bare, longer = best(partial(likeness.find, few), partial(_bare, pairs), partial(likeness.find, lots), turns=turns)
    growth = longer / ours / (many / events)
    return [
        Ratio(
            f"Seen by two: {events:,} events / rapidfuzz alone over the same {len(pairs):,} pairs",
            ours / bare,
            LIMIT,
            f"{ours * 1000:.0f} ms / {bare * 1000:.0f} ms",
        ),
        Ratio(
            f"Seen by two: growth from {events:,} to {many:,} events, by event",
            growth,
            GROWTH,
            f"{ours * 1000:.0f} ms and {longer * 1000:.0f} ms",
        ),
    ]


def _material(path: Path, events: int) -> Material:
    with ReviewFile.open(make_review(path, events), PASSPHRASE) as file, file.session() as session:
        return likeness.material(session)


def _pairs(of: Material) -> list[tuple[str, str, str, str]]:
    """Return the words of every pair that is compared, whole and their openings."""
    prepared = likeness._Prepared(of)
    words = [telling_words(record.words) for record in of.records]
    whole = [" ".join(each) for each in words]
    opening = [" ".join(each[:OPENING]) for each in words]
    return [
        (whole[at], whole[other], opening[at], opening[other])
        for at in range(len(of.records))
        for other in prepared.candidates(at)
    ]


def _bare(pairs: list[tuple[str, str, str, str]]) -> None:
    for one, other, opens, other_opens in pairs:
        fuzz.token_set_ratio(one, other)
        fuzz.token_set_ratio(opens, other)
        fuzz.token_set_ratio(other_opens, one)
