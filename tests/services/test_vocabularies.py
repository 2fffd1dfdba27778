"""Vocabularies on a real file: shipped entries, the review's own words, own entries, hidden ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import RuleBroken
from app.domain.resources import load_toml, resource_path
from app.services import vocabularies
from app.services.vocabularies import LISTS, Entry, shipped, vocabulary
from app.storage.review_file import ReviewFile

Act = Callable[..., object]


def read(file: ReviewFile, name: str, *, with_hidden: bool = False) -> tuple[Entry, ...]:
    with file.session() as session:
        return vocabulary(session, name, with_hidden=with_hidden)


@pytest.mark.parametrize("name", LISTS)
def test_a_vocabulary_nobody_touched_is_as_shipped(review_file: ReviewFile, name: str) -> None:
    entries = read(review_file, name)
    assert entries == shipped(name)
    assert len({entry.key for entry in entries}) == len(entries)
    assert all(entry.label for entry in entries)


def test_every_list_of_every_file_is_a_vocabulary() -> None:
    files = {path.stem for path in Path(resource_path("vocabularies")).glob("*.toml")} - {"return_headings"}
    lists = {
        (file, key) for file in files for key, rows in load_toml("vocabularies", f"{file}.toml").items() if key != "version"
    }
    assert lists == {(name.partition(":")[0], table) for name, (table, _) in LISTS.items() if vocabularies.grows(name)}


def test_items_follow_their_heading_and_keep_what_the_file_says_of_them() -> None:
    entries = {entry.key: entry for entry in shipped("contributory-factors")}
    assert entries["family-needs"].parent_key == "family"
    assert entries["family"].more == {"level": "frontline"}
    assert entries["family"].help.startswith("What about this family")
    keys = list(entries)
    assert keys.index("family") < keys.index("family-needs") < keys.index("personal")


def test_a_review_has_its_own_words_for_an_entry(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, "typology", "tools", label="Forms and screens")
    tools = next(entry for entry in read(review_file, "typology") if entry.key == "tools")
    assert tools.label == "Forms and screens"
    assert tools.help.startswith("What forms")
    act(vocabularies.set_entry, "typology", "tools", label="Forms", help_text="Paper and glass.")
    tools = next(entry for entry in read(review_file, "typology") if entry.key == "tools")
    assert (tools.label, tools.help, tools.own) == ("Forms", "Paper and glass.", False)
    act(vocabularies.reset_entry, "typology", "tools")
    assert read(review_file, "typology") == shipped("typology")
    act(vocabularies.reset_entry, "typology", "tools")


def test_own_entries_stand_behind_those_of_their_parent(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, "contributory-factors", "boats", label="The ferry", parent_key="family")
    act(vocabularies.set_entry, "contributory-factors", "tide", label="The tide", position=2)
    act(vocabularies.set_entry, "contributory-factors", "fog", label="Fog", position=1, parent_key="no longer known")
    keys = [entry.key for entry in read(review_file, "contributory-factors")]
    assert keys[keys.index("personal") - 1] == "boats"
    assert keys[-2:] == ["tide", "fog"]  # own headings first, so that own entries can stand below them
    assert all(entry.own for entry in read(review_file, "contributory-factors") if entry.key in {"boats", "tide"})


def test_what_is_hidden_takes_what_lies_below_it_along_and_stays_readable(review_file: ReviewFile, act: Act) -> None:
    act(vocabularies.set_entry, "contributory-factors", "national", hidden=True)
    keys = {entry.key for entry in read(review_file, "contributory-factors")}
    assert not keys & {"national", "national-money"}
    assert "national-money" in {entry.key for entry in read(review_file, "contributory-factors", with_hidden=True)}
    with review_file.session() as session:
        assert vocabularies.labels(session, "contributory-factors")["national"] == "The wider setting"


def test_an_own_entry_needs_a_name(act: Act) -> None:
    with pytest.raises(RuleBroken) as problem:
        act(vocabularies.set_entry, "typology", "new", label="  ")
    assert problem.value.key == "entry_without_label"
