"""The tables of a report as blocks; no table at all where there are no rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.description import Block, Column, Table, TableKind
from app.domain.report import (
    Account,
    ChronologyRow,
    FamilyRow,
    Finding,
    MeetingRow,
    Process,
    Rich,
    Term,
    Words,
    written,
)

_BESIDE = 3
"""As many accounts as stand side by side in columns wide enough to read; more stand below one another."""


def family(rows: Sequence[FamilyRow]) -> list[Block]:
    """The family composition; a column in which nobody has anything is left out."""
    if not rows:
        return []
    columns = [Column("Name", 4), Column("M/F", 1), Column("Age", 2), Column("Relationship", 4), Column("Ethnicity", 4)]
    cells = [(row.name, row.sex, row.age, row.relationship, row.ethnicity) for row in rows]
    kept = [index for index in range(len(columns)) if index == 0 or any(line[index] for line in cells)]
    return [
        Table(
            TableKind.FAMILY,
            "Family composition",
            f"The members of the family, one a row: {_counted(len(rows), 'person', 'people')}.",
            tuple(columns[index] for index in kept),
            tuple(tuple(line[index] for index in kept) for line in cells),
        )
    ]


def terms(title: str, rows: Sequence[Term]) -> list[Block]:
    """Acronyms or a glossary, in the order given."""
    if not rows:
        return []
    cells = tuple((row.term, row.meaning) for row in rows)
    alt = "What each acronym or term in this report stands for."
    return [Table(TableKind.TERMS, title, alt, (Column("Term", 3), Column("Meaning", 9)), cells)]


def chronology(rows: Sequence[ChronologyRow]) -> list[Block]:
    """The skeleton chronology, dates as given."""
    if not rows:
        return []
    columns = [Column("Date", 5), Column("Agency", 5), Column("What happened", 17)]
    sourced = any(row.source for row in rows)
    if sourced:
        columns.append(Column("Source", 5))
    cells = tuple((row.date, row.agency, row.what, row.source)[: len(columns)] for row in rows)
    alt = f"The skeleton chronology in order of date: {_counted(len(rows), 'event', 'events')}, dates as given."
    return [Table(TableKind.CHRONOLOGY, "Skeleton chronology", alt, tuple(columns), cells)]


def who(account: Account) -> str:
    """Whose account it is: the person with the agency, or either."""
    if account.by and account.agency and account.by != account.agency:
        return f"{account.by} ({account.agency})"
    return account.by or account.agency


def accounts(episode: str, given: Sequence[Account]) -> list[Block]:
    """Accounts of one episode side by side, never merged into one."""
    told = [account for account in given if written(account.content)]
    if not told:
        return []
    alt = f"What happened in “{episode}”: {_counted(len(told), 'account', 'accounts')}, side by side."
    if 1 < len(told) <= _BESIDE:
        columns = tuple(Column(who(account), 1) for account in told)
        rows: tuple[tuple[str | Rich, ...], ...] = (tuple(written(account.content) for account in told),)
    else:
        columns = (Column("As told by", 3), Column("What happened", 9))
        rows = tuple((who(account), written(account.content)) for account in told)
    return [Table(TableKind.ACCOUNTS, "Accounts side by side", alt, columns, rows)]


def counts(finding: Finding) -> list[Block]:
    """How often the pattern of a finding showed itself."""
    if not finding.counts:
        return []
    rows = tuple((count.shown, count.what) for count in finding.counts)
    alt = f"How often finding {finding.number} showed itself in this case."
    columns = (Column("How often", 2), Column("What", 9))
    return [Table(TableKind.COUNTS, f"Finding {finding.number} in numbers", alt, columns, rows)]


def evidence_counts(finding: Finding) -> list[Block]:
    """What a finding stands on: agencies down, voices across, with totals."""
    if not finding.evidence:
        return []
    voices = tuple(dict.fromkeys(item.voice for item in finding.evidence))
    agencies = tuple(dict.fromkeys(item.agency for item in finding.evidence))
    found = Counter((item.agency, item.voice) for item in finding.evidence)
    rows = [_count_row(agency or "No agency", [found[agency, voice] for voice in voices]) for agency in agencies]
    rows.append(_count_row("All", [sum(found[agency, voice] for agency in agencies) for voice in voices]))
    columns = (
        Column("Agency", 4),
        *(Column(voice, _share(voice), number=True) for voice in voices),
        Column("All", 2, number=True),
    )
    alt = (
        f"The evidence that finding {finding.number} stands on, counted by agency and voice: "
        f"{len(finding.evidence)} in all, {_counted(len(voices), 'voice', 'voices')}, "
        f"{_counted(len(agencies), 'agency', 'agencies')}."
    )
    return [Table(TableKind.COUNTS, f"Evidence for finding {finding.number}", alt, columns, tuple(rows), total_row=True)]


def _share(heading: str) -> int:
    """Return the share of the width that a heading needs, so that no word breaks."""
    return max(2, -(-len(heading) // 4))


def evidence_list(finding: Finding) -> list[Block]:
    """Each thing that a finding stands on."""
    if not finding.evidence:
        return []
    rows = tuple((item.voice, item.agency, (item.what,)) for item in finding.evidence)
    columns = (Column("Voice", 2), Column("Agency", 3), Column("What", 7))
    alt = f"Each piece of evidence that finding {finding.number} stands on."
    return [Table(TableKind.PROCESS, f"Evidence for finding {finding.number}", alt, columns, rows)]


def meetings(rows: Sequence[MeetingRow]) -> list[Block]:
    """The meetings of the review."""
    if not rows:
        return []
    cells = tuple((row.date, row.kind, row.purpose, "" if row.attended is None else str(row.attended)) for row in rows)
    columns = (Column("Date", 3), Column("Meeting", 4), Column("Purpose", 6), Column("Attended", 2, number=True))
    return [Table(TableKind.PROCESS, "Meetings of the review", "The meetings of the review, one a row.", columns, cells)]


def conversations(process: Process, words: Words) -> list[Block]:
    """How many were spoken to, by agency or group, with totals."""
    rows = process.conversations
    if not rows:
        return []
    people = sum(row.people for row in rows) if process.people_seen is None else process.people_seen
    held = sum(row.conversations for row in rows) if process.conversations_held is None else process.conversations_held
    cells = [(row.group, str(row.people), str(row.conversations)) for row in rows]
    cells.append(("All", str(people), str(held)))
    name = words.conversations[:1].upper() + words.conversations[1:]
    columns = (Column("Agency or group", 6), Column("People", 2, number=True), Column(name, 3, number=True))
    alt = f"How many people of each agency or group were spoken to, and in how many {words.conversations}."
    return [Table(TableKind.COUNTS, name, alt, columns, tuple(cells), total_row=True)]


def _count_row(agency: str, numbers: Sequence[int]) -> tuple[str, ...]:
    return (agency, *(str(number) if number else "–" for number in numbers), str(sum(numbers)))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
