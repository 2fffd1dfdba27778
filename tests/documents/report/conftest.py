"""A small report about an invented case, with something in every part of it."""

from __future__ import annotations

import pytest

from app.domain.report import (
    Account,
    ChronologyRow,
    ConversationRow,
    Count,
    Episode,
    Evidence,
    Factor,
    FamilyRow,
    Finding,
    MeetingRow,
    Process,
    ReportData,
    Reviewer,
    RichParagraph,
    Span,
    Term,
    Words,
    paragraph,
    quotation,
    rich,
)

EPISODES = (
    Episode(
        title="The move to Larch Court goes unremarked",
        period="early March – ?22 May 2010",
        agencies=("Health visiting", "Housing", "Children's social care"),
        what_happened=rich(
            "The family moved between two offices of the same trust. The transfer of the record took eleven weeks, during "
            "which each team understood the other to be visiting."
        ),
        accounts=(
            Account(
                "Health visitor 1",
                rich("The transfer form was sent on the Monday and I closed my part of the file."),
                "Health visiting",
            ),
            Account(
                "Health visitor 2",
                (*rich("The form reached the office, but not me."), quotation("Nobody told me there was anybody to see.")),
                "Health visiting",
            ),
            Account("Housing", rich("The tenancy began on 8 March. No other agency is named in the record.")),
        ),
        good=rich("The housing officer rang the school on the day of the move and wrote down what was said."),
        problematic=(
            *rich("No agency set down who was to visit between the two teams."),
            quotation("We each had a list, and she was on neither.", "a health visitor"),
        ),
        standard=rich(
            "The trust's own transfer procedure asks for a conversation between the two visitors within five days."
        ),
        at_the_time=(
            Account("Social worker 1", rich("The move was taken as good news: a home of their own at last.")),
            Account("Health visitor 2", (quotation("I was covering three caseloads that spring."),)),
        ),
        factors=(
            Factor("Workload", "conditions of work", "hindered", rich("Two posts of five were empty.")),
            Factor("Knowing each other", "", "helped"),
        ),
        findings=(1, 2),
    ),
    Episode(
        title="The first review conference",
        period="3–5 June 2010",
        agencies=("Children's social care", "School"),
        what_happened=rich("Four of the six people in the room were there for the first time."),
        accounts=(Account("Chair 2", rich("I took it that the others knew one another.")),),
        good=rich("The school sent a written report, and somebody who knew the child."),
    ),
)

FINDINGS = (
    Finding(
        number=1,
        headline="Meetings are planned as though the same people came each time, and they rarely do",
        showed=(
            RichParagraph(
                (
                    Span("Of those at the first conference, "),
                    Span("only the social worker", bold=True),
                    Span(" came to the second. Nobody remarked on it "),
                    Span("at the time", italic=True),
                    Span("."),
                )
            ),
            quotation("I looked round the table and thought: everyone but me must know this family.", "a school nurse"),
        ),
        counts=(
            Count("people at the review conference had been at the first", 1, 6),
            Count("meetings of the core group had the same members twice running", 0, 5),
            Count("invitations went to a person who had left", 4),
        ),
        effects=rich(
            "understand what had worried people before\nreview the plan against its purpose\nspeak to Mother with one voice"
        ),
        unnoticed=rich("The change was seen by no one then, so nothing could be done about it."),
        tested=rich(
            "We asked the case group how often this happens. All but two could name a meeting of the same kind this year."
        ),
        prevalence=rich("In 14 of 20 files looked at by the Board's officer the membership changed by half or more."),
        persists=rich(
            "Families move, and with each move the people around them change.\nSome agencies send whoever is free.\n"
            "A small point but an important one: invitation lists are copied forward unread."
        ),
        conclusion=rich("A meeting that assumes continuity it does not have is open to losing what it knows."),
        summary=rich(
            "Conferences and core groups are set up as though their members stay. They change, and nobody counts. What was "
            "known to one meeting is then lost to the next."
        ),
        issues=rich(
            "Is the Board content that groups called “core” change as they do?\n"
            "If stable groups can't be had, how might meetings work well without them?\n"
            "How would the Board know whether things were getting better?"
        ),
        evidence=(
            Evidence("Conversation", "Health visiting", paragraph("Health visitor 2 on the handover")),
            Evidence("Conversation", "School", paragraph("School nurse on the conference")),
            Evidence("Record", "Children's social care", paragraph("Minutes, 3 June 2010")),
            Evidence("Record", "Children's social care", paragraph("Minutes, mid September 2010")),
            Evidence("Record", "Health visiting", paragraph("Transfer form")),
        ),
        categories=("Management systems", "Longer-term work"),
    ),
    Finding(
        number=2,
        headline="A move of home is treated as an event for housing alone",
        showed=rich("Three moves in fourteen months were known to housing, and to nobody else for weeks."),
        summary=rich("Agencies learn of a move by chance. Each then starts again."),
        issues=rich("What would it take for a move to reach everybody on the same day?"),
        indicative=True,
    ),
)

CHRONOLOGY = (
    ChronologyRow("early March 2010", "Housing", rich("The family moves to Larch Court."), "Tenancy file"),
    ChronologyRow("?22 May 2010", "Health visiting", rich("Transfer form received.\nNot passed on."), "Form, stamped"),
    ChronologyRow("3 June 2010", "Children's social care", rich("First review conference."), "Minutes"),
)


@pytest.fixture(scope="session")
def sample() -> ReportData:
    """The whole sample."""
    return ReportData(
        title="Child R: a review of how agencies worked together",
        kind="Serious case review",
        commissioned_by="Wexbourne Safeguarding Children Board",
        version="Version 0.3",
        date="14 May 2012",
        lead_reviewers=(Reviewer("Morwenna Ashdown", "independent"), Reviewer("Idris Fenn", "independent")),
        words=Words(subject="child"),
        why_this_case=rich("A child of two years was found alone at home.\nThe Board wished to learn how it came about."),
        summary=rich("The family moved three times in fourteen months. Eight agencies knew them; no two knew the same."),
        family=(
            FamilyRow("Child R", "F", "2", "subject of the review", "White British"),
            FamilyRow("Sibling 1", "M", "5", "half-brother", "White British"),
            FamilyRow("Mother", "F", "24", "mother of both", "White British"),
        ),
        time_frame=rich("1 January 2009 to 30 September 2010."),
        organisational_learning=rich("The trust has begun to hand records over in person."),
        research_questions=rich("How do agencies know who is around a family?\nWhat helps meetings to remember?"),
        methodology=rich("The review follows the Learning Together model, in the full form."),
        expertise=rich("Neither lead reviewer has worked for an agency of the area."),
        acronyms=(Term("CP", "child protection"), Term("ICPC", "initial child protection conference")),
        limitations=rich("Two practitioners had moved abroad and were not spoken to."),
        professionals_part=rich("Seventeen people took part in conversations."),
        family_part=rich("Mother met the lead reviewers twice."),
        structure=rich("Section 3 appraises practice; section 5 sets out the findings."),
        appraisal_notes=rich("Practice is judged by what was known at the time."),
        episodes=EPISODES,
        window_on_practice=rich("What happened here happens elsewhere: people change, and meetings do not notice."),
        findings=FINDINGS,
        additional_learning=rich("School reports are valued, and arrive late."),
        conclusion=rich("Nobody did anything out of the ordinary. That is the finding."),
        chronology=CHRONOLOGY,
        process=Process(
            notes=rich("The review took eleven months."),
            meetings=(
                MeetingRow("9 May 2011", "Review team", 12, "Planning"),
                MeetingRow("July 2011", "Case group", None, "Testing the findings"),
            ),
            conversations=(ConversationRow("Health visiting", 4, 5), ConversationRow("School", 2, 2)),
        ),
        glossary=(Term("Core group", "the people who carry a child protection plan between conferences"),),
        bibliography=(
            RichParagraph(
                (
                    Span("Ashdown, M. (2009) "),
                    Span("Remembering in Meetings", italic=True),
                    Span(". Wexbourne: Larch Press."),
                )
            ),
        ),
    )


@pytest.fixture
def awkward() -> str:
    """Letters that no Word file can hold, and markup that is not meant as such."""
    return "a\x00b\x0b\x1f\ud800\ufffe <w:t>&\"'</w:t> {title} \u2028 end"
