"""The practice review holds together: counts, references, what findings say of meetings, and nothing real in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
import sources

Case = dict[str, list[dict[str, Any]]]
REFERENCE = re.compile(r"\{([a-z-]+)(?:\|([^}|]+))?\}")
MARK = re.compile(r"\[\[([a-z]\d+): (.*?)\]\]", re.DOTALL)
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
INVENTED = ("Harnmouth", "Harn Valley", "Skellam", "Quillgate", "Pellingford", "Teasel Way", "Ropewalk Close", "Heron Rise")
_PLACES = """
London Birmingham Manchester Liverpool Leeds Sheffield Bristol Leicester Coventry Bradford Nottingham Plymouth Derby
Southampton Portsmouth Norwich Sunderland Newcastle Wolverhampton Stoke Hull Brighton Luton Swindon Northampton
Bournemouth Middlesbrough Blackpool Bolton Ipswich York Peterborough Oxford Cambridge Gloucester Exeter Cheltenham
Blackburn Oldham Colchester Chelmsford Basingstoke Maidstone Rochdale Rotherham Doncaster Barnsley Wakefield
Huddersfield Halifax Salford Wigan Stockport Preston Burnley Lancaster Carlisle Durham Darlington Hartlepool Gateshead
Whitby Scarborough Grimsby Scunthorpe Lincoln Boston Mansfield Chesterfield Worcester Hereford Shrewsbury Telford
Stafford Walsall Dudley Solihull Haringey Hackney Islington Lambeth Croydon Bromley Ealing Brent Barnet Enfield Newham
Wirral Birkenhead Chester Warrington Torbay Torquay Taunton Truro Penzance Falmouth Dorchester Weymouth Salisbury
Winchester Canterbury Dover Folkestone Hastings Eastbourne Worthing Lowestoft Yarmouth Felixstowe Harwich Clacton
Southend Kent Essex Suffolk Norfolk Devon Cornwall Somerset Dorset Wiltshire Hampshire Sussex Surrey Berkshire
Bedfordshire Hertfordshire Lancashire Yorkshire Cheshire Cumbria Northumberland Lincolnshire Staffordshire
"""
REAL = re.compile(rf"\b({'|'.join(_PLACES.split())})\b")


def texts(value: Any) -> Iterator[str]:
    """Every piece of text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def keys_of_rows() -> set[str]:
    return {f"{s.agency}:{n}" for s in sources.load_all() for n in range(1, len(s.rows) + 1)}


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def alike(one: str, other: str) -> bool:
    """Whether two texts share most of their words, so that one would be taken for the other with words changed."""
    first, second = words(one), words(other)
    return len(first & second) / max(1, len(first | second)) > 0.6


def test_the_counts_are_those_promised(case: Case) -> None:
    assert len(case["agency"]) == 8
    assert 390 <= len(keys_of_rows()) <= 420
    assert len(case["skeleton"]) == 80
    assert len(case["participant"]) == 17
    assert len(case["conversation"]) == 16
    assert len(case["episode"]) == 6
    assert len(case["finding"]) == 4
    assert len(case["lead_reviewer"]) == 2
    assert 8 <= len(case["review_team"]) <= 10
    assert 9 <= sum(meeting["held"] for meeting in case["case_meeting"]) <= 10


def test_slugs_are_given_once(case: Case) -> None:
    people = [person["slug"] for person in case["person"]]
    assert len(people) == len(set(people))
    assert not set(people) & {agency["slug"] for agency in case["agency"]}
    for kind in ("conversation", "episode", "finding", "factor", "household", "case_meeting", "review_meeting"):
        slugs = [thing["slug"] for thing in case[kind]]
        assert len(slugs) == len(set(slugs)), kind


def test_every_mention_names_somebody(case: Case) -> None:
    known = {thing["slug"] for thing in case["person"] + case["agency"]}
    mentioned = {match[1] for text in texts(list(case.values())) for match in REFERENCE.finditer(text)}
    assert mentioned
    assert mentioned <= known
    for text in texts(list(case.values())):
        assert not re.search(r"[{}]", REFERENCE.sub("", text)), text


def test_people_in_lists_are_known(case: Case) -> None:
    people = {person["slug"] for person in case["person"]}
    agencies = {agency["slug"] for agency in case["agency"]}
    assert {p["agency"] for p in case["person"] if "agency" in p} <= agencies
    for kind in ("participant", "review_team", "lead_reviewer", "family_involvement", "post", "residence"):
        assert {thing["person"] for thing in case[kind]} <= people, kind
    for meeting in case["case_meeting"]:
        assert {*meeting["invited"], *meeting["came"], *meeting["apologies"], *meeting["family"]} <= people
        assert not meeting["held"] or meeting["chair"] in meeting["came"]
        assert not set(meeting["came"]) & set(meeting["apologies"])
    assert {r["household"] for r in case["residence"]} == {h["slug"] for h in case["household"]}
    assert {who for talk in case["conversation"] for who in talk["with"]} == {p["person"] for p in case["participant"]}
    reviewers = {thing["person"] for thing in case["review_team"] + case["lead_reviewer"]}
    assert all(len(talk["reviewers"]) == 2 and set(talk["reviewers"]) <= reviewers for talk in case["conversation"])


def test_review_meetings_are_of_those_who_take_part(case: Case) -> None:
    reviewers = {thing["person"] for thing in case["review_team"] + case["lead_reviewer"]}
    group = {thing["person"] for thing in case["participant"] if thing["involvement"] == "case group"}
    told = next(f for f in case["finding"] if f["slug"] == "new-rooms")["tested"]
    for meeting in case["review_meeting"]:
        assert not set(meeting["came"]) & set(meeting["apologies"]), meeting["slug"]
        present = {*meeting["came"], *meeting["apologies"]}
        assert present <= (reviewers | group if meeting["group"] == "case group" else reviewers), meeting["slug"]
    first = next(m for m in case["review_meeting"] if m["slug"] == "case-1")
    assert len(group) == 15
    assert len(group & set(first["came"])) == 14
    assert "Thirteen of the fourteen who were there" in told


def test_every_event_key_stands_in_a_return(case: Case) -> None:
    keys = keys_of_rows()
    used = {meeting["event"] for meeting in case["case_meeting"]}
    used |= {key for episode in case["episode"] for key in episode["events"]}
    used |= {key for finding in case["finding"] for key in finding["evidence"]["events"]}
    used |= {p["event"] for talk in case["conversation"] for p in talk["passages"] if "event" in p}
    assert used <= keys
    for episode in case["episode"]:
        assert {key.split(":")[0] for key in episode["events"]} <= set(episode["agencies"]), episode["slug"]


def test_skeleton_events_are_the_ones_meant(case: Case) -> None:
    by_key = {f"{s.agency}:{n}": (s, row) for s in sources.load_all() for n, row in enumerate(s.rows, start=1)}
    assert len({event["key"] for event in case["skeleton"]}) == 80
    for event in case["skeleton"]:
        source, row = by_key[event["key"]]
        assert any(cell.startswith(event["words"]) for cell in row.cells), (event, source.agency)
    assert {event["key"].split(":")[0] for event in case["skeleton"]} == {a["slug"] for a in case["agency"]}


def test_marks_in_notes_are_the_passages(case: Case, vocabularies: Case) -> None:
    sections = {section["key"] for section in vocabularies["section"]}
    for talk in case["conversation"]:
        marked = [match[1] for note in talk["note"] for match in MARK.finditer(note["text"])]
        assert sorted(marked) == sorted(passage["key"] for passage in talk["passages"]), talk["slug"]
        assert {passage["kind"] for passage in talk["passages"]} <= {"quotation", "factor", "account", "good-practice"}
        assert {passage["told"] for passage in talk["passages"]} == {"free", "prompted"}
        assert {note["section"] for note in talk["note"]} <= sections
        assert 350 <= sum(len(note["text"].split()) for note in talk["note"]) <= 700, talk["slug"]


def test_what_was_said_reaches_a_finding_or_an_episode(case: Case) -> None:
    passages = {f"{talk['slug']}:{p['key']}" for talk in case["conversation"] for p in talk["passages"]}
    factors = {factor["slug"]: factor for factor in case["factor"]}
    assert {factor["source"] for factor in factors.values()} <= passages
    episodes = {episode["slug"] for episode in case["episode"]}
    assert {slug for factor in factors.values() for slug in factor["episodes"]} <= episodes
    cited: set[str] = set()
    for finding in case["finding"]:
        evidence = finding["evidence"]
        assert set(evidence["passages"]) <= passages
        assert set(evidence["episodes"]) <= episodes
        assert set(evidence["factors"]) <= set(factors)
        assert set(evidence.get("meetings", ())) <= {meeting["slug"] for meeting in case["case_meeting"]}
        cited |= set(evidence["passages"])
    assert {passage.split(":")[0] for passage in cited} == {talk["slug"] for talk in case["conversation"]}


def test_no_two_paragraphs_are_alike(case: Case) -> None:
    paragraphs = [note["text"] for talk in case["conversation"] for note in talk["note"]]
    assert len(paragraphs) > 100
    assert [pair for pair in combinations(paragraphs, 2) if alike(*pair)] == []


def test_no_two_rows_are_alike() -> None:
    rows = [" ".join(row.cells) for source in sources.load_all() for row in source.rows]
    assert [pair for pair in combinations(rows, 2) if alike(*pair)] == []


def newcomers(case: Case) -> dict[str, tuple[int, int]]:
    """How many came to each meeting, and how many of them had come to none before."""
    seen: set[str] = set()
    counted: dict[str, tuple[int, int]] = {}
    for meeting in (m for m in case["case_meeting"] if m["held"]):
        came = set(meeting["came"])
        counted[meeting["slug"]] = len(came), len(came - seen)
        seen |= came
    return counted


def test_the_meetings_are_as_the_first_finding_counts_them(case: Case) -> None:
    held = {m["slug"]: m for m in case["case_meeting"] if m["held"]}
    new = newcomers(case)
    told = next(f for f in case["finding"] if f["slug"] == "new-rooms")["manifest"]
    everyone = {who for m in held.values() for who in m["came"]}
    times = {who: sum(who in m["came"] for m in held.values()) for who in everyone}
    first = set(held["icpc"]["came"])
    assert "Ten child protection meetings" in told
    assert len(held) == 10
    assert "Twenty-eight professionals" in told
    assert len(everyone) == 28
    assert "fourteen of them to one only" in told
    assert sum(n == 1 for n in times.values()) == 14
    assert max(times, key=lambda who: times[who]) == "osgood"
    assert times["osgood"] == 8
    assert "who each came to eight" in told
    assert sum("leanne" in m["family"] for m in held.values()) == 8
    came, fresh = new["rcpc1"]
    again = NUMBERS[len(first & set(held["rcpc1"]["came"]))]
    assert f"Of the {NUMBERS[came]} professionals at the first review conference, {again} had been" in told
    assert f"{NUMBERS[fresh]} had never been at a meeting about the children" in told
    came, fresh = new["rcpc3"]
    assert f"{NUMBERS[fresh]} of {NUMBERS[came]} were new and none had been" in told
    assert not first & set(held["rcpc3"]["came"])
    for slug in ("cg5", "cg6"):
        came, fresh = new[slug]
        share = f"{NUMBERS[fresh]} of {NUMBERS[came]}"
        assert f"{share} were new" in told or f"{share} at the next" in told
    assert set(held["cg3"]["came"]) == set(held["cg4"]["came"])
    assert len(held["cg4"]["came"]) == 5


def test_neither_landlord_nor_father_was_asked(case: Case) -> None:
    agency = {person["slug"]: person.get("agency") for person in case["person"]}
    asked = {who for meeting in case["case_meeting"] for who in meeting["invited"] + meeting["family"]}
    assert "housing" not in {agency[who] for who in asked}
    assert "marcus" not in asked
    assert not any(agency[who] == "gp" for meeting in case["case_meeting"] for who in meeting["came"])


PARTS = ("headline", "manifest", "effects", "noticed", "tested", "persists", "conclusion", "summary", "issues")


@pytest.mark.parametrize("part", PARTS)
def test_findings_have_every_part(case: Case, vocabularies: Case, part: str) -> None:
    assert part in {entry["key"] for entry in vocabularies["part"]}
    patterns = {pattern["key"] for pattern in vocabularies["pattern"]}
    for finding in case["finding"]:
        assert finding[part]
        assert set(finding["typology"]) <= patterns
        assert 4 <= len(finding["issues"]) <= 6
        assert all(issue.endswith("?") for issue in finding["issues"])


def test_factors_stand_under_the_framework(case: Case, vocabularies: Case) -> None:
    assert len(vocabularies["heading"]) == 9
    assert len(vocabularies["level"]) == 3
    for factor in case["factor"]:
        assert factor["heading"] in {heading["key"] for heading in vocabularies["heading"]}
        assert factor["level"] in {level["key"] for level in vocabularies["level"]}
        assert factor["effect"] in {effect["key"] for effect in vocabularies["effect"]}
        assert factor["weight"] in {1, 2, 3}
    assert {factor["effect"] for factor in case["factor"]} == {"helps", "hinders"}
    assert case["review"][0]["kind"] in {kind["key"] for kind in vocabularies["kind"]}


def test_practice_is_good_or_problematic(case: Case) -> None:
    assert {episode["quality"] for episode in case["episode"]} == {"good", "problematic", "mixed"}
    for text in texts(list(case.values())):
        assert not re.search(r"\b(errors?|fail(ed|ing|ings|ure|ures)|mistakes?|blunders?)\b", text, re.IGNORECASE), text


def test_no_real_place_is_named(case: Case, vocabularies: Case) -> None:
    everything = [*texts(list(case.values())), *texts(list(vocabularies.values()))]
    everything += [cell for source in sources.load_all() for row in source.rows for cell in row.cells]
    assert [text for text in everything if REAL.search(text)] == []
    whole = " ".join(everything)
    assert [place for place in INVENTED if place not in whole] == []
