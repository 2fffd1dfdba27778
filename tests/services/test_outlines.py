"""Outlines as a review has them, on a real file: own headings, own order, what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.catalogue import message_for
from app.domain.errors import RuleBroken
from app.domain.outlines import Outline, Section, load_outline, outlines, parse_outline
from app.services import vocabularies
from app.services.outlines import move_section, outline_of, review_outlines
from app.services.vocabularies import LISTS, OUTLINE, Entry, vocabulary
from app.storage.review_file import ReviewFile

Act = Callable[..., object]
NAME = f"{OUTLINE}learning-together"


def adapted(file: ReviewFile, key: str = "learning-together") -> Outline:
    with file.session() as session:
        return outline_of(session, load_outline(key))


def keys(sections: tuple[Section, ...]) -> list[str]:
    return [section.key for section in sections]


def entries(file: ReviewFile, *, with_hidden: bool = False) -> dict[str, Entry]:
    with file.session() as session:
        return {entry.key: entry for entry in vocabulary(session, NAME, with_hidden=with_hidden)}


def section(outline: Outline, *path: str) -> Section:
    sections = outline.sections
    for key in path[:-1]:
        found = next(each for each in sections if each.key == key)
        sections = (*found.parts, *found.sections)
    return next(each for each in sections if each.key == path[-1])


def test_every_outline_is_a_vocabulary() -> None:
    assert {f"{OUTLINE}{outline.key}" for outline in outlines()} == {name for name in LISTS if not vocabularies.grows(name)}


def test_an_outline_nobody_touched_is_as_shipped(review_file: ReviewFile) -> None:
    with review_file.session() as session:
        assert review_outlines(session) == outlines()


def test_its_entries_are_its_sections_in_order_below_those_that_hold_them(review_file: ReviewFile) -> None:
    found = entries(review_file)
    in_order = list(found)
    assert in_order[:3] == ["introduction", "why-this-case", "summary"]
    assert in_order.index("episodes") < in_order.index("episode-good") < in_order.index("the-findings")
    assert found["episode-good"].parent_key == "episodes"
    assert found["episodes"].label == "The key practice episodes"
    assert "without a heading" in found["episodes"].help
    assert "curly brackets" in found["family-part"].help
    assert found["introduction"].help == ""


def test_a_review_heads_a_section_otherwise(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, NAME, "introduction", label="Why we looked")
    act(vocabularies.set_entry, NAME, "episode-good", label="What went well", parent_key="episodes")
    act(vocabularies.set_entry, NAME, "finding-issues", label="For {board}", parent_key="findings")
    outline = adapted(review_file)
    assert section(outline, "introduction").heading == "Why we looked"
    assert section(outline, "appraisal", "episodes", "episode-good").heading == "What went well"
    assert section(outline, "findings", "finding-issues").heading == "For {board}"
    assert section(outline, "appraisal", "episodes").heading == ""
    with review_file.session() as session:
        assert outline_of(session, outline) == outline


def test_what_is_hidden_is_left_out_with_all_that_it_holds(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, NAME, "glossary", hidden=True)
    act(vocabularies.set_entry, NAME, "appraisal", hidden=True)
    act(vocabularies.set_entry, NAME, "finding-tested", hidden=True, parent_key="findings")
    outline = adapted(review_file)
    assert not {"glossary", "appraisal"} & set(keys(outline.sections))
    assert "finding-tested" not in keys(section(outline, "findings").parts)
    assert not {"appraisal", "episodes", "episode-good"} & set(entries(review_file))
    assert "episode-good" in entries(review_file, with_hidden=True)
    act(vocabularies.reset_entry, NAME, "appraisal")
    assert "appraisal" in keys(adapted(review_file).sections)


def test_sections_move_among_those_beside_them(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, NAME, "time-frame", label="When", parent_key="introduction")
    act(move_section, "learning-together", "time-frame", -1)
    assert keys(section(adapted(review_file), "introduction").sections)[2:4] == ["time-frame", "family"]
    assert section(adapted(review_file), "introduction", "time-frame").heading == "When"
    act(move_section, "learning-together", "time-frame", -9)
    act(move_section, "learning-together", "time-frame", -1)
    assert keys(section(adapted(review_file), "introduction").sections)[0] == "time-frame"
    act(move_section, "learning-together", "introduction", 1)
    assert keys(adapted(review_file).sections)[:2] == ["how", "introduction"]
    act(move_section, "learning-together", "bibliography", 1)
    assert keys(adapted(review_file).sections)[-1] == "bibliography"
    act(move_section, "learning-together", "finding-issues", -1)
    assert keys(section(adapted(review_file), "findings").parts)[-2:] == ["finding-issues", "finding-boxed-summary"]
    assert list(entries(review_file))[:3] == ["how", "research-questions", "methodology"]


def test_words_given_and_taken_back_leave_a_section_where_it_was_moved(review_file: ReviewFile, act: Act) -> None:
    act(move_section, "learning-together", "glossary", -1)
    moved = keys(adapted(review_file).sections)
    act(vocabularies.reword_entry, NAME, "glossary", "Words", "")
    assert section(adapted(review_file), "glossary").heading == "Words"
    act(vocabularies.reword_entry, NAME, "glossary", "Glossary", "")
    act(vocabularies.hide_entry, NAME, "glossary", True)
    act(vocabularies.hide_entry, NAME, "glossary", False)
    assert keys(adapted(review_file).sections) == moved
    assert section(adapted(review_file), "glossary").heading == "Glossary"


def test_as_shipped_puts_a_moved_section_and_those_beside_it_back(review_file: ReviewFile, act: Act) -> None:
    usual = keys(load_outline("learning-together").sections)
    act(vocabularies.reword_entry, NAME, "introduction", "Why we looked", "")
    act(move_section, "learning-together", "conclusion", -9)
    assert keys(adapted(review_file).sections)[0] == "conclusion"
    assert entries(review_file)["conclusion"].moved
    assert not entries(review_file)["bibliography"].moved
    act(vocabularies.reset_entry, NAME, "conclusion")
    assert keys(adapted(review_file).sections) == usual
    assert adapted(review_file).sections[0].heading == "Why we looked"
    assert not any(entry.moved for entry in entries(review_file).values())


def test_what_is_moved_there_and_back_leaves_nothing_in_the_file(review_file: ReviewFile, act: Act) -> None:
    act(move_section, "learning-together", "glossary", -1)
    act(move_section, "learning-together", "glossary", 1)
    with review_file.session() as session:
        assert session.query(vocabularies.VocabularyEntry).count() == 0


def test_one_outline_is_adapted_and_the_others_stay(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, NAME, "conclusion", label="In the end")
    assert adapted(review_file, "findings-only") == load_outline("findings-only")


def test_an_outline_that_does_not_come_with_the_program_stays_as_it_is(review_file: ReviewFile) -> None:
    own = parse_outline("own", {"sections": [{"heading": "Brief", "takes": "summary"}]})
    with review_file.session() as session:
        assert outline_of(session, own) == own


def test_no_section_can_be_added(act: Act) -> None:
    with pytest.raises(RuleBroken) as problem:
        act(vocabularies.set_entry, NAME, "new", label="Something else")
    assert "none can be added" in message_for(problem.value).says


def test_a_section_that_no_longer_exists_is_forgotten(review_file: ReviewFile, act: Act) -> None:
    act(lambda uow: uow.session.add(vocabularies.VocabularyEntry(vocabulary=NAME, key="gone", label="Old")))
    assert "gone" not in entries(review_file, with_hidden=True)
    assert adapted(review_file) == load_outline("learning-together")
