"""From a real encrypted review to what its report says, for each audience."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from app.documents.report_writer import report_bytes
from app.domain.errors import ExportProblem
from app.domain.naming import NamingMode
from app.domain.outlines import load_outline, outlines
from app.domain.report import ReportData, Rich, Span
from app.domain.text import text_from
from app.models import Person
from app.services import circulation, conversations, episode_rows, episodes, findings, people, review, vocabularies
from app.services.naming import known_people, read_naming
from app.services.report import ReportOptions, ready, report_data
from app.storage.review_file import ReviewFile
from tests.services.a_review import BINNED, CHILD, MARKER, PRIVATE, Made, make, when

Act = Callable[..., Any]
TODAY = date(2013, 9, 2)
UNNAMED = (NamingMode.PSEUDONYM, NamingMode.BY_ROLE)


@pytest.fixture
def made(act: Act) -> Made:
    return make(act)


def told(file: ReviewFile, mode: NamingMode = NamingMode.PSEUDONYM, version: str | None = None) -> ReportData:
    with file.session() as session:
        return report_data(session, read_naming(session, mode), dated=TODAY, version=version)


def plain(text: Rich) -> str:
    return " / ".join(paragraph.plain for paragraph in text)


def everything(document: bytes) -> str:
    """All parts of a Word file, with the markup between letters taken out too."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        parts = [name + package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    whole = "\n".join(parts)
    return whole + re.sub(r"<[^>]+>", "", whole)


# -- nobody's name, nothing private, nothing binned -----------------------------------------------------------------


@pytest.mark.parametrize("mode", UNNAMED)
def test_a_name_that_is_a_reference_is_in_no_part_of_a_document_without_names(
    review_file: ReviewFile, made: Made, mode: NamingMode
) -> None:
    for outline in outlines():
        written = everything(report_bytes(told(review_file, mode), outline))
        for name in (MARKER, "Tansy", "Imelda", "Rook", "Orla", "Venn", "Piers", "Alder", "Hester", "Vane", "Jonas", "Pell"):
            assert name not in written


def test_the_named_version_carries_the_names(review_file: ReviewFile, made: Made) -> None:
    written = everything(report_bytes(told(review_file, NamingMode.NAMED), load_outline("learning-together")))
    for name in (CHILD, "Imelda Rook", "Orla Venn", "Piers Alder", "Hester Vane"):
        assert name in written


@pytest.mark.parametrize("mode", NamingMode)
def test_private_notes_and_what_was_binned_are_in_no_document(review_file: ReviewFile, made: Made, mode: NamingMode) -> None:
    for outline in outlines():
        written = everything(report_bytes(told(review_file, mode), outline))
        assert PRIVATE not in written
        assert BINNED not in written


@pytest.mark.parametrize("mode", NamingMode)
def test_no_date_of_birth_is_printed(review_file: ReviewFile, made: Made, mode: NamingMode) -> None:
    written = everything(report_bytes(told(review_file, mode), load_outline("learning-together")))
    assert "May 2010" not in written


# -- what is said ---------------------------------------------------------------------------------------------------


def test_the_review_says_what_it_is(review_file: ReviewFile, made: Made) -> None:
    data = told(review_file)
    assert (data.title, data.kind, data.version) == ("Review Orchard", "Serious case review", "0.3")
    assert (data.commissioned_by, data.date) == ("Fernhollow Safeguarding Children Board", "2 September 2013")
    assert plain(data.why_this_case) == "The reason_chosen of Child T. / The purpose of Child T."
    assert plain(data.methodology) == "The method_notes of Child T."
    assert plain(data.time_frame) == "From 1 January 2010 to 30 June 2012."
    assert [p.plain for p in data.research_questions] == ["How does news travel?", "Who counts?"]
    assert told(review_file, version="1.0").version == "1.0"


def test_the_family_is_shown_with_ages_at_the_end_of_the_period(review_file: ReviewFile, made: Made) -> None:
    child, aunt = told(review_file).family
    assert (child.name, child.sex, child.age, child.ethnicity) == ("Child T", "F", "2", "white British")
    assert (aunt.name, aunt.age, aunt.relationship) == ("A family member", "", "aunt")
    assert told(review_file, NamingMode.NAMED).family[0].name == CHILD


def test_who_died_has_the_age_at_death(review_file: ReviewFile, act: Act, made: Made) -> None:
    def die(uow: Any) -> None:
        uow.session.get(Person, made.people["child"]).died = when("10 August 2011")

    act(die)
    assert told(review_file).family[0].age == "15 months at death"


def test_who_carried_the_review_out(review_file: ReviewFile, made: Made) -> None:
    data = told(review_file)
    assert [(r.name, r.post) for r in data.lead_reviewers] == [("Independent reviewer", "")]
    named = told(review_file, NamingMode.NAMED).lead_reviewers
    assert [(r.name, r.post) for r in named] == [("Hester Vane", "independent reviewer"), ("Jonas Pell", "")]
    assert plain(data.expertise).startswith("Independent reviewer: Twenty years in education.")
    assert plain(data.professionals_part) == ("The case group had 1 member. 1 conversation was held with 2 professionals.")
    assert plain(data.family_part) == "A family member: seen. She was seen twice."
    assert plain(data.process.notes) == "The review team had 1 member: A professional (Larch School)."


def test_members_of_the_team_who_read_the_same_are_counted(review_file: ReviewFile, act: Act, made: Made) -> None:
    for name in ("Wren Oake", "Bryn Oake"):
        person = act(people.add, people.PersonFields(name, "professional", "", made.agencies["school"]))
        act(people.set_part, person, "review team", True)
    act(people.set_part, made.people["lead"], "review team", True)
    assert plain(told(review_file).process.notes) == (
        "The review team had 4 members: Independent reviewer and 3 times A professional (Larch School)."
    )


def test_the_process_counts_meetings_and_conversations(review_file: ReviewFile, made: Made) -> None:
    process = told(review_file).process
    assert [(m.date, m.kind, m.attended, m.purpose) for m in process.meetings] == [
        ("15 January 2013", "Case group", 1, "First look"),
        ("", "Review team", None, "Planning"),
    ]
    assert [(c.group, c.people, c.conversations) for c in process.conversations] == [
        ("Health visiting", 1, 1),
        ("Larch School", 1, 1),
    ]
    assert (process.people_seen, process.conversations_held) == (2, 1)


def test_the_family_and_those_without_agency_are_groups_of_their_own(review_file: ReviewFile, act: Act, made: Made) -> None:
    for who in ("aunt", "lead"):
        held = act(conversations.add, (made.people[who],))
        act(conversations.set_status, held, "held")
    groups = [row.group for row in told(review_file).process.conversations]
    assert groups == ["Health visiting", "Larch School", "No agency", "Family"]


def test_an_acronym_that_means_two_things_says_whose_it_is(review_file: ReviewFile, made: Made) -> None:
    assert [(term.term, term.meaning) for term in told(review_file).acronyms] == [
        ("CG", "common ground (Larch School)"),
        ("CG", "core group (Health visiting)"),
        ("HV", "health visitor"),
    ]


def test_episodes_stand_in_the_order_of_the_board(review_file: ReviewFile, act: Act, made: Made) -> None:
    assert [e.title for e in told(review_file).episodes] == ["The first visit", "The second move"]
    act(episodes.move, made.episodes[2], made.lanes[0], 0)
    act(episodes.move, made.episodes[0], made.lanes[0], 1)
    order = ["Stays out", "The second move", "The first visit"]
    assert [e.title for e in told(review_file).episodes] == order
    written = everything(report_bytes(told(review_file), load_outline("learning-together")))
    places = [written.index(f">{title}<") for title in order]
    assert places == sorted(places)


def test_an_episode_says_everything_that_it_holds(review_file: ReviewFile, made: Made) -> None:
    episode = told(review_file).episodes[0]
    assert episode.period == "May to June 2011"
    assert episode.agencies == ("Health visiting", "Larch School")
    assert plain(episode.what_happened) == "In what_happened: Child T."
    assert plain(episode.outcome) == "In outcome_relation: Child T."
    assert [(a.by, a.agency, plain(a.content)) for a in episode.accounts] == [
        ("Health visitor", "Health visiting", "I weighed Child T."),
        ("", "Larch School", "No record of it."),
    ]
    view, said = episode.at_the_time
    assert (view.by, plain(view.content)) == ("", "In view_then: Child T.")
    assert (said.by, said.agency) == ("Health visitor and A professional", "Health visiting and Larch School")
    assert said.content[0].quotation
    assert [(f.name, f.level, f.effect, plain(f.content)) for f in episode.factors] == [
        ("The conditions of work", "frontline", "helped", "A quiet week with Child T.")
    ]
    assert episode.findings == (1,)


@pytest.mark.parametrize(("effect", "says"), [("helps", "helped"), ("hinders", "hindered"), ("both", "helped and hindered")])
def test_the_report_says_what_a_factor_did(review_file: ReviewFile, act: Act, made: Made, effect: str, says: str) -> None:
    title = told(review_file).episodes[0].title
    with review_file.session() as session:
        cards = [card for lane in episode_rows.board(session) for card in lane.cards]
    [episode] = [card.id for card in cards if card.title == title]
    act(episodes.add_factor, episode, "role", "national", effect, 3, text_from("Staff changed."))
    assert f"national, {says}" in everything(report_bytes(told(review_file), load_outline("learning-together")))


def test_bold_stays_bold_and_whole_quotations_are_known(review_file: ReviewFile, act: Act, made: Made) -> None:
    said = told(review_file).episodes[0].at_the_time[1].content[0]
    assert said.spans == (Span("“I ", bold=True), Span("saw Child T that day.”"))
    act(review.set_text, "summary", text_from("“All of it.”\n“One” and “two”\nNone"))
    assert [p.quotation for p in told(review_file).summary] == [True, False, False]


def test_words_for_a_person_take_a_capital_where_a_sentence_begins(review_file: ReviewFile, act: Act, made: Made) -> None:
    act(review.set_text, "summary", made.text("", "teacher", " rang. Then ").replaced(0, 0, ""))
    assert plain(told(review_file).summary) == "A professional rang. Then "
    act(review.set_text, "summary", made.text("Then ", "teacher", " rang."))
    assert plain(told(review_file).summary) == "Then a professional rang."


def test_a_finding_is_set_out_by_its_anatomy(review_file: ReviewFile, made: Made) -> None:
    first, second = told(review_file).findings
    assert (first.number, first.headline) == (1, "News of Child T goes astray")
    assert plain(first.showed) == "Part manifest: Child T."
    assert plain(first.unnoticed) == "Part noticed: Child T."
    assert plain(first.issues) == "Does the Board know of Child T."
    assert first.categories == ("Responses to incidents", "Tools")
    assert (second.number, second.headline, second.categories) == (2, "Groups change unseen", ("A strength of the system",))


def test_what_a_finding_stands_on_is_told_by_voice_and_agency(review_file: ReviewFile, made: Made) -> None:
    evidence = [(e.voice, e.agency, e.what.plain) for e in told(review_file).findings[0].evidence]
    assert evidence == [
        ("Conversation", "Health visiting and Larch School", "“I saw Child T that day.”"),
        ("Record", "Larch School", "June 2011: Child T starts school."),
        ("Record", "Health visiting", "?22 May 2011: Seen at home: Child T."),
        (
            "Conversation",
            "Health visiting and Larch School",
            "Health visitor and A professional, 4 February 2013",
        ),
        ("Analysis", "", "The first visit"),
        ("Analysis", "", "A quiet week with Child T."),
    ]


def test_evidence_that_went_into_the_bin_is_not_counted(review_file: ReviewFile, act: Act, made: Made) -> None:
    act(conversations.put_in_bin, made.conversation)
    act(episodes.put_in_bin, made.episodes[1])
    assert [e.voice for e in told(review_file).findings[0].evidence] == ["Record", "Record", "Analysis"]


def test_a_passage_whose_words_are_gone_says_nothing(review_file: ReviewFile, act: Act, made: Made) -> None:
    act(conversations.set_note, made.conversation, text_from("New words"))
    data = told(review_file)
    assert len(data.episodes[0].at_the_time) == 1
    assert [e.voice for e in data.findings[0].evidence].count("Conversation") == 1


def test_the_family_is_a_voice_of_its_own(review_file: ReviewFile, act: Act, made: Made) -> None:
    talk = act(conversations.add, (made.people["aunt"],))
    act(findings.link_evidence, made.findings[1], "conversation", talk)
    evidence = told(review_file).findings[1].evidence[0]
    assert (evidence.voice, evidence.agency, evidence.what.plain) == ("Family", "", "A family member")


def test_a_part_that_the_review_added_follows_the_conclusion_with_its_name(
    review_file: ReviewFile, act: Act, made: Made
) -> None:
    act(vocabularies.set_entry, "finding-anatomy", "elsewhere", label="Elsewhere")
    act(findings.set_part, made.findings[0], "elsewhere", text_from("Seen in two towns."))
    act(findings.set_part, made.findings[1], "issues", text_from("Is it so?"))
    first, second = told(review_file).findings
    assert plain(first.conclusion) == "Part conclusion: Child T. / Elsewhere / Seen in two towns."
    assert plain(second.issues) == "Is it so?"


def test_the_skeleton_stands_in_order_with_dates_as_given(review_file: ReviewFile, made: Made) -> None:
    rows = [(row.date, row.agency, plain(row.what), row.source) for row in told(review_file).chronology]
    assert rows == [
        ("?22 May 2011", "Health visiting", "Seen at home: Child T. / Growing well", "Record book"),
        ("June 2011", "Larch School", "Child T starts school.", ""),
    ]


def test_words_are_those_of_the_kind_of_review_and_then_its_own(review_file: ReviewFile, act: Act, made: Made) -> None:
    assert told(review_file).words.board == "the Board"
    act(review.set_field, "kind", "sar")
    act(findings.set_patterns, made.findings[0], frozenset({"family-professional"}))
    words = told(review_file).words
    assert (words.board, words.subject, words.conversations) == ("the SAB", "adult", "conversations")
    assert told(review_file).findings[0].categories == ("User–professional interaction",)
    act(review.set_field, "kind", "of our own")
    act(review.set_field, "board_word", "The Partnership")
    act(review.set_field, "conversation_word", "interview")
    data = told(review_file)
    assert (data.kind, data.words.board, data.words.conversations) == ("", "The Partnership", "interviews")
    assert data.findings[0].evidence[0].voice == "Interview"


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [("2010-01-01", "", "From 1 January 2010."), ("", "2012-06-30", "Up to 30 June 2012."), ("", "", "")],
)
def test_a_period_may_be_open(review_file: ReviewFile, act: Act, made: Made, since: str, until: str, says: str) -> None:
    act(review.set_field, "period_from", since)
    act(review.set_field, "period_to", until)
    assert plain(told(review_file).time_frame) == says


def test_a_review_of_which_nothing_is_written_makes_a_report(review_file: ReviewFile, act: Act) -> None:
    act(review.start, "New", "scr", ("One",))
    data = told(review_file)
    assert (data.family, data.professionals_part, data.process.notes, data.family_part) == ((), (), (), ())
    assert report_bytes(data, load_outline("learning-together"))


# -- names left -----------------------------------------------------------------------------------------------------


def options(mode: NamingMode = NamingMode.PSEUDONYM, name: str = "Report.docx") -> ReportOptions:
    return ReportOptions(mode, load_outline("learning-together"), name, TODAY)


def test_names_typed_by_hand_are_found_where_they_stand(review_file: ReviewFile, act: Act, made: Made) -> None:
    with review_file.session() as session:
        assert ready(session, options()).left == ()
    act(episodes.rename, made.episodes[0], "Tansy's second move")
    act(review.set_text, "summary", text_from("tansy grows; the baby cried. Miss ROOK came."))
    with review_file.session() as session:
        left = ready(session, options(name="Tansy Q.docx")).left
        assert ready(session, options(NamingMode.NAMED)).left == ()
    assert {(found.place, found.name) for found in left} == {
        ("Name of the file", "Tansy Q"),
        ("Tansy's second move", "Tansy"),
        ("The case in brief", "ROOK"),
    }


def test_what_a_person_is_called_in_public_is_no_name_left(review_file: ReviewFile, act: Act, made: Made) -> None:
    act(people.set_aliases, made.people["visitor"], ("Health Visitor", "Imelda R"))
    with review_file.session() as session:
        known = {name for person in known_people(session) for name in person.public}
        assert {"Child T", "health visitor"} <= known
        assert ready(session, options()).left == ()


# -- circulation ----------------------------------------------------------------------------------------------------


def test_a_document_that_left_is_kept_note_of_and_keeps_its_name(review_file: ReviewFile, act: Act, made: Made) -> None:
    act(circulation.record, "Report.docx", NamingMode.NAMED, "ab" * 32, version_label="0.3", recipient="Board")
    with review_file.session() as session:
        (row,) = circulation.listed(session)
        assert (row.document, row.audience, row.version_label, row.recipient) == ("Report.docx", "named", "0.3", "Board")
        assert row.sent_at.startswith("20")
        assert ready(session, options(NamingMode.NAMED))
        with pytest.raises(ExportProblem) as problem:
            ready(session, options(name="report.DOCX"))
    assert problem.value.key == "export_name_of_another_audience"
