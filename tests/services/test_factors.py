"""Contributory factors and the headings of their framework, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, new_id, text_from
from app.models import VocabularyEntry
from app.services import conversations, episodes, factors, findings, review
from app.services.episode_rows import board
from app.storage.review_file import ReviewFile
from app.storage.unit_of_work import UnitOfWork

Act = Callable[..., Any]


def listed(file: ReviewFile) -> tuple[factors.FactorListRow, ...]:
    with file.session() as session:
        return factors.listed(session)


def test_factors_stand_under_their_heading_the_weightiest_first(review_file: ReviewFile, act: Act) -> None:
    light = act(factors.add, "role", "frontline", "helps", 1, text_from("Light"))
    other = act(factors.add, "family", "national", "both", 1, text_from("Family"))
    heavy = act(factors.add, "role", "local-strategic", "hinders", 3, text_from("Heavy"))
    assert [row.id for row in listed(review_file)] == [other, heavy, light]


def test_a_factor_is_changed_wherever_it_shows(review_file: ReviewFile, act: Act) -> None:
    act(review.start, "Orchard", "scr", ("One",))
    factor = act(factors.add, "role", "frontline", "helps", 1, text_from("Light"))
    with review_file.session() as session:
        lane = board(session)[0].id
    for title in "AB":
        act(episodes.link_factor, act(episodes.add, lane, title), factor)
    act(factors.change, factor, "family", "national", "hinders", 3, text_from("Heavier"))
    row = listed(review_file)[0]
    assert (row.framework_key, row.level, row.effect, row.weight, row.body.plain, row.uses) == (
        "family", "national", "hinders", 3, "Heavier", 2
    )  # fmt: skip
    act(factors.remove, factor)
    assert listed(review_file) == ()


def test_a_factor_shows_in_a_passage_once(review_file: ReviewFile, act: Act) -> None:
    factor = act(factors.add, "role", "frontline", "helps", 1, text_from("Light"))
    conversation, mark = act(conversations.add), new_id()
    passage = act(conversations.mark, conversation, text_from("Words").with_mark(0, 5, mark), mark, "factor")
    act(factors.show_in_passage, factor, passage)
    act(factors.show_in_passage, factor, passage)
    assert listed(review_file)[0].uses == 1
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(factors.show_in_passage, factor, "gone")


def test_a_factor_needs_words(act: Act) -> None:
    with pytest.raises(RuleBroken, match="factor_without_words"):
        act(factors.add, "role", "frontline", "helps", 1, EMPTY)
    factor = act(factors.add, "role", "frontline", "helps", 1, text_from("Light"))
    with pytest.raises(RuleBroken, match="factor_without_words"):
        act(factors.change, factor, "role", "frontline", "helps", 1, text_from("  "))


@pytest.mark.parametrize(("level", "effect", "weight"), [("x", "helps", 1), ("national", "x", 1), ("national", "helps", 4)])
def test_what_is_not_in_the_vocabulary_is_a_bug(act: Act, level: str, effect: str, weight: int) -> None:
    with pytest.raises(AssertionError):
        act(factors.add, "role", level, effect, weight, text_from("Words"))


def test_a_factor_that_is_evidence_stays(act: Act) -> None:
    factor = act(factors.add, "role", "frontline", "helps", 1, text_from("Light"))
    finding = act(findings.add, text_from("Meetings whose members change"))
    act(findings.link_evidence, finding, "factor", factor)
    with pytest.raises(RuleBroken, match="factor_is_evidence"):
        act(factors.remove, factor)


def test_headings_are_the_frameworks_in_the_reviews_own_words(review_file: ReviewFile, act: Act) -> None:
    with review_file.session() as session:
        shipped = factors.headings(session)
    assert len(shipped) >= 9
    assert all(heading.key and heading.label and heading.prompt and heading.level in factors.LEVELS for heading in shipped)

    def own(uow: UnitOfWork) -> None:
        def entry(key: str, label: str, **more: Any) -> VocabularyEntry:
            return VocabularyEntry(vocabulary=factors.VOCABULARY, key=key, label=label, **more)

        uow.session.add_all(
            [
                entry("role", "The post"),
                entry("family", "", hidden=True),
                entry("weather", "The weather", help="Was it winter?"),
                entry("dropped", "Dropped", hidden=True),
                entry("under", "Under another", parent_key="role"),
            ]
        )

    act(own)
    with review_file.session() as session:
        found = {heading.key: heading for heading in factors.headings(session)}
    assert found["role"].label == "The post"
    assert found["role"].prompt == next(heading.prompt for heading in shipped if heading.key == "role")
    assert found["weather"] == factors.Heading("weather", "The weather", "frontline", "Was it winter?")
    assert not {"family", "dropped", "under"} & found.keys()
