"""Continuity of attendance: who is new, who came of those asked, who never came and who always did."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from app.domain.attendance import PRESENCES, Attender, Cell, Counts, Held, Presence, cell_words, count_lines, grid

ANNE, BEN, CARL, LEE = (
    Attender("anne", "Health"),
    Attender("ben", "School"),
    Attender("carl", "Health"),
    Attender("lee", "Family", counted=False),
)
PEOPLE = (ANNE, CARL, BEN, LEE)


def held(title: str, **presences: str) -> Held:
    """A meeting; "came!" is of somebody who was not asked."""
    said = (Presence(who, what.rstrip("!"), invited=not what.endswith("!")) for who, what in presences.items())
    return Held(title, title, "", tuple(said))


def test_nobody_is_new_at_the_first_meeting_and_the_family_is_in_no_count() -> None:
    made = grid((held("1", anne="came", lee="came"), held("2", anne="came", ben="came!", carl="absent", lee="came")), PEOPLE)
    assert made.counts == (Counts(1, 0, 1, 1, first=True, from_first=1), Counts(2, 1, 2, 1, from_first=1))
    assert count_lines(made.counts[0]) == ("1 of 1 invited came",)
    assert count_lines(made.counts[1]) == ("1 of 2 invited came", "1 more came", "1 of 2 new")
    cells = {row.person_id: row.cells for group in made.groups for row in group.rows}
    assert [cell.new for cell in cells["anne"]] == [False, False]
    assert cells["ben"] == (Cell(), Cell("came", invited=False, new=True))
    assert cells["lee"][1].new is False


def test_a_meeting_to_which_only_the_family_came_begins_nothing() -> None:
    made = grid((held("1", lee="came"), held("2", anne="came")), PEOPLE)
    assert made.counts[1].first
    assert not any(cell.new for group in made.groups for row in group.rows for cell in row.cells)


def test_agencies_are_groups_of_rows_that_say_how_many_came() -> None:
    made = grid((held("1", anne="came", carl="came", ben="absent"), held("2", carl="absent", lee="came")), PEOPLE)
    assert [(group.key, [row.person_id for row in group.rows], group.present) for group in made.groups] == [
        ("Health", ["anne", "carl"], (2, 0)),
        ("School", ["ben"], (0, None)),
        ("Family", ["lee"], (None, 1)),
    ]


def test_who_was_at_all_and_who_was_asked_in_vain() -> None:
    meetings = (
        held("1", anne="came", ben="apologies"),
        held("called off", anne="unknown"),
        held("3", anne="came", carl="came!"),
    )
    made = grid(meetings, PEOPLE)
    assert made.at_all == ("anne",)
    assert made.never == ("ben",)
    assert grid(meetings[:1], PEOPLE).at_all == ()
    assert grid((), PEOPLE).groups == ()


def test_a_meeting_of_which_nothing_is_on_record_counts_nothing() -> None:
    assert count_lines(Counts()) == ()
    assert count_lines(Counts(came=2, new=1)) == ("2 came", "1 of 2 new")
    assert count_lines(Counts(invited=3)) == ("0 of 3 invited came",)


def test_a_cell_is_said_in_words() -> None:
    assert cell_words(Cell()) == ""
    assert cell_words(Cell("came", True)) == "came"
    assert cell_words(Cell("came", False, True, "chair")) == "came, new, not invited, chair"
    assert cell_words(Cell("apologies", True)) == "apologies"
    assert cell_words(Cell("unknown", True)) == "not known whether they came"
    assert cell_words(Cell("unknown", False)) == ""


@given(some.lists(some.dictionaries(some.sampled_from(["anne", "ben", "carl", "lee"]), some.sampled_from(PRESENCES))))
def test_everybody_who_counts_is_new_at_one_meeting_at_most(records: list[dict[str, str]]) -> None:
    made = grid([held(str(at), **record) for at, record in enumerate(records)], PEOPLE)
    for group in made.groups:
        for row in group.rows:
            assert sum(cell.new for cell in row.cells) <= 1
    counted = [row for group in made.groups for row in group.rows if row.person_id != "lee"]
    for at, counts in enumerate(made.counts):
        assert counts.new == sum(row.cells[at].new for row in counted)
        assert counts.came == sum(row.cells[at].presence == "came" for row in counted)
        assert counts.invited_came <= min(counts.invited, counts.came)
