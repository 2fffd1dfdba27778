"""Episodes on a real encrypted file: the board and its order, links, accounts, the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.domain.text import EMPTY, new_id, text_from
from app.services import chronology, conversations, episode_rows, episodes, factors, lanes, people, review, things
from app.services.episode_rows import AgencyMark, Card, LaneRow
from app.storage.review_file import ReviewFile

Act = Callable[..., Any]


def rows(file: ReviewFile) -> tuple[LaneRow, ...]:
    with file.session() as session:
        return episode_rows.board(session)


def titles(file: ReviewFile) -> list[list[str]]:
    return [[card.title for card in lane.cards] for lane in rows(file)]


def card(file: ReviewFile, episode_id: str) -> Card:
    return next(card for lane in rows(file) for card in lane.cards if card.id == episode_id)


def detail(file: ReviewFile, episode_id: str) -> episode_rows.EpisodeDetail:
    with file.session() as session:
        return episode_rows.detail(session, episode_id)


@pytest.fixture
def lane_ids(review_file: ReviewFile, act: Act) -> list[str]:
    """Three lanes; the last stays out of the report."""
    act(review.start, "Orchard", "scr", ("One", "Two", "Aside"))
    return [lane.id for lane in rows(review_file)]


@pytest.fixture
def abc(lane_ids: list[str], act: Act) -> list[str]:
    """Three episodes in the first lane."""
    return [act(episodes.add, lane_ids[0], f" {title} ") for title in "ABC"]


def test_episodes_come_to_the_end_of_their_lane(review_file: ReviewFile, abc: list[str]) -> None:
    assert titles(review_file) == [["A", "B", "C"], [], []]
    assert [lane.in_report for lane in rows(review_file)] == [True, True, False]


@pytest.mark.parametrize(
    ("which", "lane", "place", "expected"),
    [
        (0, 0, 2, [["B", "C", "A"], [], []]),
        (2, 0, 0, [["C", "A", "B"], [], []]),
        (1, 0, 1, [["A", "B", "C"], [], []]),
        (1, 1, 0, [["A", "C"], ["B"], []]),
        (0, 2, 99, [["B", "C"], [], ["A"]]),
        (2, 0, -5, [["C", "A", "B"], [], []]),
    ],
)
def test_a_card_is_put_in_a_place_and_the_others_close_up(
    review_file: ReviewFile, act: Act, lane_ids: list[str], abc: list[str], which: int, lane: int, place: int,
    expected: list[list[str]],
) -> None:  # fmt: skip
    act(episodes.move, abc[which], lane_ids[lane], place)
    assert titles(review_file) == expected


def test_a_card_goes_between_others_of_another_lane(
    review_file: ReviewFile, act: Act, lane_ids: list[str], abc: list[str]
) -> None:
    for place, episode_id in enumerate(abc[:2]):
        act(episodes.move, episode_id, lane_ids[1], place)
    act(episodes.move, abc[2], lane_ids[1], 1)
    assert titles(review_file) == [[], ["A", "C", "B"], []]


def test_the_order_of_the_report_is_the_order_of_the_board(
    review_file: ReviewFile, act: Act, lane_ids: list[str], abc: list[str]
) -> None:
    act(episodes.move, abc[0], lane_ids[1], 0)
    act(episodes.move, abc[1], lane_ids[2], 0)
    with review_file.session() as session:
        assert episode_rows.in_report_order(session) == (abc[2], abc[0])
    act(lanes.move, lane_ids[1], 0)
    act(lanes.set_in_report, lane_ids[2], True)
    with review_file.session() as session:
        assert episode_rows.in_report_order(session) == (abc[0], abc[2], abc[1])


def test_lanes_are_added_renamed_moved_and_taken_away(
    review_file: ReviewFile, act: Act, lane_ids: list[str], abc: list[str]
) -> None:
    fourth = act(lanes.add, " Fourth ", in_report=False)
    act(lanes.rename, lane_ids[1], "Second")
    act(lanes.move, fourth, 1)
    assert [lane.title for lane in rows(review_file)] == ["One", "Fourth", "Second", "Aside"]
    act(lanes.remove, lane_ids[1])
    assert [lane.title for lane in rows(review_file)] == ["One", "Fourth", "Aside"]


@pytest.mark.parametrize(
    ("key", "service", "arguments"),
    [
        ("lane_without_title", lanes.add, (" ",)),
        ("lane_without_title", lanes.rename, ("LANE", "")),
        ("lane_not_empty", lanes.remove, ("LANE",)),
        ("episode_without_title", episodes.add, ("LANE", " ")),
        ("episode_without_title", episodes.rename, ("A", " ")),
        ("account_without_voice", episodes.add_account, ("A", None, None, EMPTY)),
        ("no_longer_there", episodes.rename, ("gone", "Title")),
        ("no_longer_there", episodes.link, ("A", "event", ("gone",))),
        ("no_longer_there", episodes.link, ("A", "factor", ("gone",))),
        ("no_longer_there", episodes.link, ("A", "passage", ("gone",))),
    ],
)
def test_what_the_rules_forbid_is_refused_by_name(
    act: Act, lane_ids: list[str], abc: list[str], key: str, service: Act, arguments: tuple[object, ...]
) -> None:
    known = {"LANE": lane_ids[0], "A": abc[0]}
    with pytest.raises(RuleBroken) as raised:
        act(service, *(known.get(each, each) if isinstance(each, str) else each for each in arguments))
    assert raised.value.key == key


def test_the_last_lane_stays(review_file: ReviewFile, act: Act, lane_ids: list[str]) -> None:
    for lane_id in lane_ids[1:]:
        act(lanes.remove, lane_id)
    with pytest.raises(RuleBroken, match="last_lane"):
        act(lanes.remove, lane_ids[0])


def test_the_bin_gives_an_episode_back_to_the_end_of_its_lane(
    review_file: ReviewFile, act: Act, lane_ids: list[str], abc: list[str]
) -> None:
    act(episodes.put_in_bin, abc[0])
    assert titles(review_file) == [["B", "C"], [], []]
    with pytest.raises(RuleBroken, match="no_longer_there"):
        act(episodes.move, abc[0], lane_ids[1], 0)
    act(episodes.move, abc[1], lane_ids[1], 0)
    act(episodes.move, abc[2], lane_ids[1], 0)
    with pytest.raises(RuleBroken, match="lane_not_empty"):
        act(lanes.remove, lane_ids[0])
    act(episodes.take_from_bin, abc[0])
    assert titles(review_file) == [["A"], ["C", "B"], []]


def test_texts_title_and_period_are_kept(review_file: ReviewFile, act: Act, abc: list[str]) -> None:
    for number, name in enumerate(episode_rows.TEXTS):
        act(episodes.set_text, abc[0], name, text_from(f"Text {number}"))
    act(episodes.rename, abc[0], " Late booking ")
    act(episodes.set_period_words, abc[0], "3–5 May 2010")
    act(episodes.set_period_words, abc[0], " 3–5 May 2010 ")
    held = detail(review_file, abc[0])
    assert [held.texts[name].plain for name in episode_rows.TEXTS] == [f"Text {n}" for n in range(6)]
    assert (held.title, held.period.text, held.period.known) == ("Late booking", "3–5 May 2010", True)
    act(episodes.set_period, abc[0], detail(review_file, abc[1]).period)
    assert not detail(review_file, abc[0]).period.known
    with pytest.raises(AssertionError):
        act(episodes.set_text, abc[0], "title", EMPTY)


@pytest.fixture
def world(act: Act) -> dict[str, str]:
    """Two agencies, a person, three events, a conversation with a passage, a factor."""
    ids: dict[str, str] = {"housing": act(people.add_agency, "Housing"), "police": act(people.add_agency, "Police")}
    ids["person"] = act(people.add, people.PersonFields("Ines Falk", role="Health visitor"))
    for name, when, agency in (("late", "5 May 2010", "housing"), ("early", "3 May 2010", "police"), ("undated", "", "")):
        agency_id = ids[agency] if agency else ""
        ids[name] = act(chronology.add_event, when=when, agency_id=agency_id, what=text_from(f"{name} event"))
    ids["conversation"] = act(conversations.add, (ids["person"],))
    mark = new_id()
    note = text_from("Nobody had rung.").with_mark(0, 6, mark)
    ids["passage"] = act(conversations.mark, ids["conversation"], note, mark, "quotation")
    ids["factor"] = act(factors.add, "conditions", "frontline", "hinders", 2, text_from("A limit in red"))
    return ids


def test_a_card_counts_what_it_rests_on_and_whose_voices(
    review_file: ReviewFile, act: Act, abc: list[str], world: dict[str, str]
) -> None:
    a = abc[0]
    assert (card(review_file, a).evidence, card(review_file, a).voices) == (0, 0)
    act(episodes.link, a, "event", (world["late"], world["early"], world["undated"], world["late"]))
    act(episodes.link, a, "event", (world["late"],))
    act(episodes.link, a, "passage", (world["passage"],))
    act(episodes.add_account, a, world["person"], None, text_from("Mine"))
    act(episodes.add_account, a, None, world["police"], EMPTY)
    shown = card(review_file, a)
    assert (shown.evidence, shown.voices) == (6, 3)
    assert [mark.name for mark in shown.agencies] == ["Housing", "Police"]
    assert all(isinstance(mark, AgencyMark) for mark in shown.agencies)
    act(chronology.bin_events, (world["late"],))
    act(conversations.put_in_bin, world["conversation"])
    assert (card(review_file, a).evidence, card(review_file, a).voices) == (4, 2)
    assert card(review_file, abc[1]).evidence == 0


def test_an_episode_shows_what_is_linked_in_order(
    review_file: ReviewFile, act: Act, abc: list[str], world: dict[str, str]
) -> None:
    a = abc[0]
    act(episodes.link, a, "event", (world["undated"], world["late"], world["early"]))
    act(episodes.link, a, "passage", (world["passage"],))
    act(episodes.link, a, "factor", (world["factor"],))
    act(episodes.link, a, "factor", (world["factor"],))
    heavy = act(episodes.add_factor, a, "role", "national", "both", 3, text_from("The role ends early"))
    held = detail(review_file, a)
    assert [(e.id, e.agency) for e in held.events] == [
        (world["early"], "Police"), (world["late"], "Housing"), (world["undated"], "")
    ]  # fmt: skip
    assert [(p.id, p.words.plain, p.person_ids) for p in held.passages] == [(world["passage"], "Nobody", (world["person"],))]
    assert [f.id for f in held.factors] == [heavy, world["factor"]]
    with pytest.raises(AssertionError):
        act(episodes.link, a, "finding", ("x",))


def test_links_are_taken_away_and_the_things_stay(
    review_file: ReviewFile, act: Act, abc: list[str], world: dict[str, str]
) -> None:
    a = abc[0]
    act(episodes.link, a, "event", (world["late"], world["early"]))
    act(episodes.link, a, "passage", (world["passage"],))
    act(episodes.link, a, "factor", (world["factor"],))
    act(episodes.unlink, abc[1], "passage", world["passage"])
    act(episodes.unlink, a, "event", world["late"])
    assert len(detail(review_file, a).passages) == 1
    act(episodes.unlink, a, "passage", world["passage"])
    act(episodes.unlink, a, "factor", world["factor"])
    held = detail(review_file, a)
    assert ([e.id for e in held.events], held.passages, held.factors) == ([world["early"]], (), ())
    with review_file.session() as session:
        assert [row.uses for row in factors.listed(session)] == [0]
        assert len(things.things(session, ("passage",))) == 1


def test_a_passage_whose_words_are_gone_waits_for_undo(
    review_file: ReviewFile, act: Act, abc: list[str], world: dict[str, str]
) -> None:
    act(episodes.link, abc[0], "passage", (world["passage"],))
    act(conversations.set_note, world["conversation"], text_from("Nothing of it left."))
    assert detail(review_file, abc[0]).passages == ()
    assert card(review_file, abc[0]).evidence == 0


def test_accounts_stand_side_by_side(review_file: ReviewFile, act: Act, abc: list[str], world: dict[str, str]) -> None:
    mine = act(episodes.add_account, abc[0], world["person"], None, text_from("Mine"))
    theirs = act(episodes.add_account, abc[0], None, world["police"], EMPTY)
    act(episodes.set_account, theirs, text_from("Theirs"))
    held = detail(review_file, abc[0])
    assert [(a.person_id, a.agency, a.agency_id, a.body.plain) for a in held.accounts] == [
        (world["person"], "", None, "Mine"), (None, "Police", world["police"], "Theirs")
    ]  # fmt: skip
    act(episodes.remove_account, mine)
    again = act(episodes.add_account, abc[0], world["person"], None, EMPTY)
    assert [a.id for a in detail(review_file, abc[0]).accounts] == [theirs, again]
