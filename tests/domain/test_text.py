"""Texts by example: what a reviewer would see of each rule."""

from __future__ import annotations

import pytest

from app.domain.text import (
    EMPTY,
    EMPTY_ID,
    PLAIN,
    REFERENCE_CHARACTER,
    Paragraph,
    Reference,
    Run,
    Style,
    Text,
    as_given,
    clean,
    joined,
    new_id,
    text_from,
    text_of_runs,
)

DANA = Reference("person", "p1", "Dana")


def by_role(reference: Reference) -> str:
    """Show everybody by a role."""
    return f"the {reference.kind}"


def ids(text: Text) -> list[str]:
    return [paragraph.id for paragraph in text.paragraphs]


def text_of(*lines: str) -> Text:
    """A text whose paragraphs have the ids A, B, C."""
    return text_of_runs((chr(ord("A") + n), [Run(line)] if line else []) for n, line in enumerate(lines))


def test_a_text_needs_a_paragraph_and_ids_of_their_own() -> None:
    with pytest.raises(ValueError, match="paragraph"):
        Text(())
    with pytest.raises(ValueError, match="id"):
        Text((Paragraph((), "same"), Paragraph((), "same")))


def test_names_are_shown_as_the_shower_says() -> None:
    text = text_from("Mum rang.").with_reference(0, 3, DANA)
    assert text.plain == "Dana rang."
    assert text.shown(by_role) == "the person rang."
    assert text.references() == (DANA,)
    assert text.length == len("x rang.")
    assert as_given(DANA) == "Dana"


def test_a_name_holds_no_line_end_and_no_control_character() -> None:
    text = EMPTY.with_reference(0, 0, Reference("person", "p1", "Da\nna\x00"))
    assert text.references() == (Reference("person", "p1", "Da na"),)


def test_a_mark_is_taken_out_as_a_text_of_its_own() -> None:
    text = text_of("for Mum only", "", "and us").with_mark(4, 17, "m").with_reference(4, 7, DANA)
    assert text.extract("m").paragraphs == (
        Paragraph((Run(REFERENCE_CHARACTER, PLAIN, DANA), Run(" only")), "A"),
        Paragraph((Run("and"),), "C"),
    )
    assert text.extract("n") == EMPTY
    assert text.__composite_values__() == (text.to_json(), text.plain)


def test_typing_inside_a_mark_widens_it_and_typing_at_its_edges_does_not() -> None:
    text = text_from("she was told").with_mark(4, 7, "m")
    assert text.replaced(5, 6, "hyly a").marked("m") == "whyly as"
    assert text.replaced(4, 4, "x").marked("m") == "was"
    assert text.replaced(7, 7, "x").marked("m") == "was"
    assert text.replaced(3, 8, "").marked("m") == ""
    assert text.replaced(3, 8, "").mark_ids() == ()


def test_a_mark_over_two_paragraphs_is_widened_at_the_end_of_the_first() -> None:
    text = text_of("one", "two").with_mark(1, 5, "m")
    assert text.replaced(3, 3, "s").marked("m") == "nes\nt"
    assert text.replaced(3, 3, "\n").replaced(4, 4, "between").marked("m") == "ne\nbetween\nt"


def test_marks_are_told_in_the_order_they_begin() -> None:
    text = text_from("abcdef").with_mark(3, 5, "late").with_mark(0, 4, "early")
    assert text.mark_ids() == ("early", "late")


def test_a_mark_shows_references_as_the_shower_says() -> None:
    text = text_from("for Mum only").with_mark(4, 12, "m").with_reference(4, 7, DANA)
    assert text.marked("m") == "Dana only"
    assert text.marked("m", by_role) == "the person only"


def test_letters_stand_as_those_before_them_in_their_paragraph() -> None:
    bold = text_of_runs([("A", [Run("ab", Style(bold=True)), Run("cd")]), ("B", [])])
    assert bold.replaced(2, 2, "x").paragraphs[0].runs == (Run("abx", Style(bold=True)), Run("cd"))
    assert bold.replaced(0, 0, "x").paragraphs[0].runs[0] == Run("xab", Style(bold=True))
    assert bold.replaced(5, 5, "x").paragraphs[1].runs == (Run("x", PLAIN),)


@pytest.mark.parametrize(
    ("start", "end", "typed", "kept"),
    [
        (1, 1, "\n", ["A", None, "B"]),  # parted: the earlier part keeps the id
        (0, 0, "\n", [None, "A", "B"]),  # moved down whole: the letters take it along
        (3, 3, "\n", ["A", None, "B"]),
        (3, 4, "", ["A"]),  # two become one
        (0, 4, "", ["B"]),  # nothing of the earlier is left
        (0, 5, "x", ["B"]),
        (0, 7, "", ["B"]),
        (2, 5, "x\ny", ["A", None]),
    ],
)
def test_an_id_stays_with_its_letters(start: int, end: int, typed: str, kept: list[str | None]) -> None:
    edited = text_of("one", "two").replaced(start, end, typed)
    assert [each if each in ("A", "B") else None for each in ids(edited)] == kept


def test_a_text_put_in_brings_the_ids_that_are_whole_and_unused() -> None:
    other = text_of_runs([("X", [Run("x")]), ("B", [Run("y")]), ("Z", [Run("z")])])
    middle = text_of("one", "two").replaced(1, 1, other)
    assert ids(middle)[0] == "A"
    assert ids(middle)[1:] == ["B", "Z", ids(middle)[3]]
    assert ids(middle)[3] not in ("A", "B", "X", "Z")
    assert ids(EMPTY.replaced(0, 0, other)) == ["X", "B", "Z"]
    assert ids(text_of("one").replaced(0, 0, other)) == ["X", "B", "A"]


def test_the_empty_text_gives_its_id_to_nobody() -> None:
    typed = EMPTY.replaced(0, 0, "a")
    assert EMPTY_ID not in ids(typed)
    assert EMPTY_ID not in ids(joined([EMPTY, EMPTY]))[1:]
    assert EMPTY.replaced(0, 0, "") == EMPTY
    assert joined([]) == EMPTY
    assert text_of_runs([]) == EMPTY


def test_repeated_and_missing_ids_are_mended() -> None:
    text = text_of_runs([("A", [Run("a")]), ("A", [Run("b")]), ("", [Run("c")])])
    assert ids(text)[0] == "A"
    assert len(set(ids(text))) == 3
    assert "" not in ids(text)
    assert len(set(ids(joined([text, text])))) == 6


def test_runs_are_cleaned_and_equal_neighbours_joined() -> None:
    text = text_of_runs([("A", [Run("a\n"), Run("b\x01"), Run("wrong", PLAIN, DANA)])])
    assert text.paragraphs[0].runs == (Run("a b"), Run(REFERENCE_CHARACTER, PLAIN, DANA))


def test_empty_is_what_holds_white_space_only() -> None:
    assert EMPTY.empty
    assert text_from(" \t\n ").empty
    assert not text_from("a").empty
    assert not EMPTY.with_reference(0, 0, DANA).empty


def test_lines_of_every_kind_part_paragraphs_and_characters_no_file_holds_go() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h") == "a\nb\nc\nd\ne\nf\ng\nh"
    assert clean("a\x00\x1b\ufffc\ufdd0\ud800\x9fb\tc") == "ab\tc"
    assert len(text_from("a\nb\n").paragraphs) == 3
    assert text_from("a\nb", paragraph_ids=iter("XY").__next__).paragraphs[1].id == "Y"


def test_the_stored_form_is_short_and_says_styles_only_where_there_are_any() -> None:
    text = text_of_runs(
        [("A", [Run("é", Style(True, True, frozenset({"n", "m"}))), Run(REFERENCE_CHARACTER, PLAIN, DANA), Run("x")])]
    )
    assert text.to_json() == (
        '{"p":[{"i":"A","r":[{"t":"é","b":1,"i":1,"m":["m","n"]},{"ref":["person","p1","Dana"]},{"t":"x"}]}]}'
    )


def test_places_outside_the_text_are_its_ends() -> None:
    text = text_of("one")
    assert text.replaced(-5, 99, "x").plain == "x"
    assert text.replaced(9, 2, "x").plain == "onex"
    assert text.part(2, 1).plain == ""


def test_ids_are_random_and_of_one_length() -> None:
    assert len({new_id() for _ in range(50)}) == 50
    assert len(new_id()) == 32
