"""Describing: what stands in a report, in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.catalogue import message_for
from app.domain.describe import describe
from app.domain.describe_tables import accounts, chronology, evidence_list, family
from app.domain.description import (
    BoardIssues,
    Box,
    Bullet,
    Contents,
    Description,
    Heading,
    LetteredItem,
    NumberedParagraph,
    Paragraph,
    Quotation,
    Remark,
    Series,
    Table,
    TableKind,
    TitlePage,
)
from app.domain.errors import ExportProblem
from app.domain.outlines import Outline, Section, load_outline, parse_outline
from app.domain.report import (
    Account,
    ChronologyRow,
    Episode,
    FamilyRow,
    Finding,
    ReportData,
    Reviewer,
    Words,
    paragraph,
    rich,
)


@pytest.fixture(scope="module")
def described(sample: ReportData) -> Description:
    return describe(sample, load_outline("learning-together"))


def one(outline_takes: str, data: ReportData, **section: object) -> list[object]:
    """The blocks of a section that takes one thing, its heading left off."""
    table = {"sections": [{"takes": outline_takes, **section}], "title_page": False, "contents_levels": 0}
    return list(describe(data, parse_outline("one", table)).blocks)


def headings(description: Description, level: int) -> list[str]:
    return [b.text for b in description.blocks if isinstance(b, Heading) and b.level == level]


def test_the_report_begins_with_its_title_page_and_contents(described: Description) -> None:
    title, contents, first, *_ = described.blocks
    assert isinstance(title, TitlePage)
    assert title.reviewers == ("Morwenna Ashdown, independent", "Idris Fenn, independent")
    assert title.status == "Draft, confidential"
    assert contents == Contents("Contents", 2)
    assert first == Heading(1, "Introduction", Series.SECTION, new_page=True)


def test_the_sections_stand_in_the_order_of_the_outline(described: Description) -> None:
    assert headings(described, 1) == [
        "Introduction",
        "How the review was carried out",
        "Appraisal of professional practice",
        "The findings",
        "The findings in detail",
        "Additional learning",
        "Conclusion",
        "The process of the review",
        "Skeleton chronology",
        "Glossary",
        "Bibliography",
    ]


def test_a_finding_stands_in_the_order_of_its_anatomy(described: Description) -> None:
    texts = [b.text for b in described.blocks if isinstance(b, Heading)]
    start = texts.index("Finding 1: Meetings are planned as though the same people came each time, and they rarely do")
    assert texts[start + 1 : start + 9] == [
        "How it showed itself in this case",
        "Why it matters",
        "Whether it was noticed",
        "How we know it is more than this case",
        "How common and how widespread it is",
        "Why it persists",
        "What this means for the system",
        "What the finding stands on",
    ]
    assert texts[start + 9].startswith("Indicative finding 2: ")


def test_box_and_issues_close_a_finding(described: Description) -> None:
    boxes = [index for index, block in enumerate(described.blocks) if isinstance(block, Box)]
    assert len(boxes) == 2
    issues = described.blocks[boxes[0] + 1]
    assert isinstance(issues, BoardIssues)
    assert issues.heading == "Issues for the Board to consider"
    assert all(question.plain.endswith("?") for question in issues.questions)


def test_effects_are_lettered_anew_in_each_finding(described: Description) -> None:
    assert [b.first for b in described.blocks if isinstance(b, LetteredItem)] == [True, False, False]


def test_a_quotation_stands_as_one_with_who_said_it(described: Description) -> None:
    said = [b.content.said_by for b in described.blocks if isinstance(b, Quotation)]
    assert said == ["a health visitor", "", "a school nurse"]


def test_an_empty_section_says_so_or_is_left_out_as_the_outline_asks() -> None:
    blocks = describe(ReportData("x"), load_outline("learning-together")).blocks
    texts = [b.text for b in blocks if isinstance(b, Heading)]
    assert "Family composition" in texts
    assert "Acronyms and terms" not in texts
    assert "Conclusion" not in texts
    assert Remark("None recorded.") in blocks


def test_paragraphs_take_the_numbers_of_their_section_or_appendix(described: Description) -> None:
    assert {b.series for b in described.blocks if isinstance(b, NumberedParagraph)} == {Series.SECTION, Series.APPENDIX}
    unnumbered = Outline("o", "o", "", (Section("S", "summary"),), numbered=False)
    blocks = describe(ReportData("x", summary=rich("s")), unnumbered).blocks
    assert blocks[-2:] == (Heading(1, "S", Series.NONE), Paragraph(paragraph("s")))


def test_the_final_version_says_nothing_of_drafts(sample: ReportData) -> None:
    assert describe(replace(sample, confidential=False), load_outline("findings-only")).status == ""


def test_the_words_of_the_review_stand_in_headings(sample: ReportData) -> None:
    data = replace(sample, words=Words(board="the Partnership", conversations="interviews"))
    description = describe(data, load_outline("learning-together"))
    assert "Interviews" in headings(description, 2)
    assert "Issues for the Partnership to consider" in [b.heading for b in description.blocks if isinstance(b, BoardIssues)]


def test_accounts_stand_side_by_side_up_to_three_and_below_one_another_beyond() -> None:
    told = [Account(f"Worker {n}", rich(f"told {n}"), "School") for n in range(1, 5)]
    (beside,) = accounts("e", told[:3])
    (below,) = accounts("e", told)
    assert isinstance(beside, Table)
    assert isinstance(below, Table)
    assert [column.heading for column in beside.columns] == [f"Worker {n} (School)" for n in (1, 2, 3)]
    assert len(beside.rows) == 1
    assert len(below.rows) == 4
    assert accounts("e", [Account("silent", ())]) == []


def test_family_columns_in_which_nobody_has_anything_are_left_out() -> None:
    (table,) = family([FamilyRow("Child R", "F", "2"), FamilyRow("Mother", age="24")])
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Name", "M/F", "Age"]
    assert table.rows == (("Child R", "F", "2"), ("Mother", "", "24"))
    assert "2 people" in table.alt


def test_a_chronology_without_sources_has_no_column_for_them() -> None:
    (table,) = chronology([ChronologyRow("?22 May", "School", rich("Rang."))])
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Date", "Agency", "What happened"]
    assert table.rows == (("?22 May", "School", rich("Rang.")),)
    assert "1 event," in table.alt


def test_evidence_is_counted_by_agency_and_voice(described: Description) -> None:
    table = next(b for b in described.blocks if isinstance(b, Table) and b.title == "Evidence for finding 1")
    assert [column.heading for column in table.columns] == ["Agency", "Conversation", "Record", "All"]
    assert table.rows == (
        ("Health visiting", "1", "1", "2"),
        ("School", "1", "–", "1"),
        ("Children's social care", "–", "2", "2"),
        ("All", "2", "3", "5"),
    )
    assert table.total_row


def test_evidence_can_be_listed_one_by_one(sample: ReportData) -> None:
    (table,) = evidence_list(sample.findings[0])
    assert isinstance(table, Table)
    assert table.kind is TableKind.PROCESS
    assert len(table.rows) == 5
    assert evidence_list(sample.findings[1]) == []
    listed = one("findings", sample, parts=[{"takes": "evidence_list"}])
    assert sum(isinstance(block, Table) for block in listed) == 1


def test_conversations_are_added_up(sample: ReportData) -> None:
    table = next(b for b in one("conversations", sample) if isinstance(b, Table))
    assert table.rows[-1] == ("All", "6", "7")


def test_summaries_and_issues_can_stand_together(sample: ReportData) -> None:
    assert sum(isinstance(block, Box) for block in one("findings_summary", sample)) == 2
    assert sum(isinstance(block, BoardIssues) for block in one("issues", sample)) == 2


def test_an_episode_says_which_findings_it_bears_on() -> None:
    def said(*numbers: int) -> list[object]:
        return one("episodes", ReportData("x", episodes=(Episode("E", findings=numbers),)), parts=[{"takes": "bears_on"}])

    assert said() == [Heading(1, "E")]
    assert said(2)[-1] == Remark("See finding 2.")
    assert said(1, 2, 4)[-1] == Remark("See findings 1, 2 and 4.")


def test_parts_say_when_nothing_is_recorded() -> None:
    data = ReportData("x", findings=(Finding(1, "F"),))
    blocks = one("findings", data, parts=[{"takes": "tested", "heading": "Tested", "says": "Not tested with {case_group}."}])
    assert blocks[1:] == [Heading(2, "Tested"), Remark("Not tested with case group.")]


def test_how_it_looked_is_told_by_each_voice_and_silence_is_left_out() -> None:
    views = (Account("SW1", (*rich("First."), *rich("Then."))), Account("SW2", ()), Account("", rich("Hm."), "School"))
    blocks = one("episodes", ReportData("x", episodes=(Episode("E", at_the_time=views),)), parts=[{"takes": "at_the_time"}])
    assert [b.content.plain for b in blocks if isinstance(b, NumberedParagraph)] == ["SW1: First.", "Then.", "School: Hm."]


def test_factors_are_listed_with_their_level_and_effect(described: Description) -> None:
    bullets = [b.content.plain for b in described.blocks if isinstance(b, Bullet)]
    assert "Workload (conditions of work, hindered): Two posts of five were empty." in bullets
    assert "Knowing each other (helped)" in bullets


@pytest.mark.parametrize(
    "section",
    [
        {"takes": "weather"},
        {"takes": "findings", "parts": [{"takes": "good"}]},
        {"takes": "episodes", "parts": [{"takes": "issues"}]},
    ],
)
def test_what_an_outline_cannot_take_is_named(sample: ReportData, section: dict[str, object]) -> None:
    outline = parse_outline("own", {"sections": [section]})
    with pytest.raises(ExportProblem) as caught:
        describe(sample, outline)
    assert "takes “" in message_for(caught.value).says


@pytest.mark.parametrize(
    ("reviewer", "said"),
    [
        (Reviewer("Lead Reviewer 1", "Lead reviewer"), "Lead Reviewer 1"),
        (Reviewer("Morwenna Ashdown", "Lead reviewer"), "Morwenna Ashdown"),
        (Reviewer("Midwife 2", "midwife"), "Midwife 2"),
        (Reviewer("Morwenna Ashdown", ""), "Morwenna Ashdown"),
        (Reviewer("Morwenna Ashdown", "independent"), "Morwenna Ashdown, independent"),
    ],
)
def test_the_title_page_gives_a_post_that_says_more_than_the_name(reviewer: Reviewer, said: str) -> None:
    title = describe(ReportData("x", lead_reviewers=(reviewer,)), load_outline("learning-together")).blocks[0]
    assert isinstance(title, TitlePage)
    assert title.reviewers == (said,)
