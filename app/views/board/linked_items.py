"""The events, passages and factors of an episode, put into words by the naming in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.naming import Naming
from app.services.episode_rows import FactorRow, LinkedEvent, LinkedPassage
from app.views.board.factor_form import effect_words, level_words, weight_words
from app.views.board.linked import LinkedItem
from app.views.text.marks import mark_words


def event_items(events: Iterable[LinkedEvent], naming: Naming) -> tuple[LinkedItem, ...]:
    """Events: when, whose record, what."""
    return tuple(
        LinkedItem("event", e.id, e.when, e.what.shown(naming), e.agency, e.colour if e.agency else None) for e in events
    )


def passage_items(passages: Iterable[LinkedPassage], naming: Naming) -> tuple[LinkedItem, ...]:
    """Passages: who speaks, what kind of passage, the words in quotation marks."""
    items: list[LinkedItem] = []
    for passage in passages:
        people = ", ".join(naming.person(person_id) for person_id in passage.person_ids)
        kind = mark_words(passage.kind.replace(" ", "-"))
        items.append(LinkedItem("passage", passage.id, people, f"“{passage.words.shown(naming)}”", kind))
    return tuple(items)


def factor_items(factors: Iterable[FactorRow], naming: Naming, headings: Mapping[str, str]) -> tuple[LinkedItem, ...]:
    """Factors: level, effect and weight, the heading, the words."""
    return tuple(
        LinkedItem(
            "factor",
            f.id,
            " · ".join((effect_words(f.effect), weight_words(f.weight), level_words(f.level))),
            f.body.shown(naming),
            headings.get(f.framework_key, f.framework_key),
        )
        for f in factors
    )
