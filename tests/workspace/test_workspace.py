"""The workspace on a real review: acts, undo, drafts, naming, lock, and what happens when the world says no."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.domain.errors import KnownError, RuleBroken
from app.domain.naming import NamingMode
from app.domain.text import Reference, text_from
from app.models import Revision
from app.services import conversation_rows, conversations, findings, people, review
from app.services.people import PersonFields
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE


class Field:
    """A field with unsaved text, as a panel has it."""

    def __init__(self, workspace: Workspace, conversation: str) -> None:
        self.workspace, self.conversation = workspace, conversation
        self.text = ""
        self.refuses = False

    def type(self, letters: str) -> None:
        self.text += letters
        self.workspace.drafts.touch(self)

    def save_draft(self) -> bool:
        if self.refuses:
            return False
        note = text_from(self.text, paragraph_ids=lambda: "1" * 32)
        done = self.workspace.perform(
            "Write", lambda uow: conversations.set_note(uow, self.conversation, note), merge_key="note"
        )
        return done is not None


@pytest.fixture
def field(workspace: Workspace) -> Field:
    done = workspace.perform("Add", lambda uow: conversations.add(uow))
    assert done is not None
    return Field(workspace, done.value)


@pytest.fixture
def problems(workspace: Workspace) -> list[KnownError]:
    heard: list[KnownError] = []
    workspace.failed.connect(heard.append)
    return heard


def note(workspace: Workspace, conversation: str) -> str:
    return workspace.read(lambda session: conversation_rows.detail(session, conversation)).note.plain


def count_revisions(workspace: Workspace) -> int:
    return workspace.read(lambda session: session.scalar(select(func.count()).select_from(Revision)) or 0)


def test_an_act_is_committed_told_and_undoable(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignals([workspace.changed, workspace.history_changed, workspace.saved, workspace.announced]):
        done = workspace.perform("Add a finding", lambda uow: findings.add(uow, text_from("A")), announce=True)
    assert done is not None
    assert done.change_set.label == "Add a finding"
    assert done.change_set.tables() == {"finding"}
    assert done.change_set.ids("finding") == {done.value}
    assert done.change_set.touches("finding", "event")
    assert not done.change_set.touches("event")
    assert workspace.undo_label == "Add a finding"
    assert workspace.undo()
    assert workspace.read(findings.listed) == ()
    assert workspace.redo_label == "Add a finding"
    assert workspace.redo()
    assert [row.id for row in workspace.read(findings.listed)] == [done.value]


def test_what_changes_nothing_leaves_no_step(workspace: Workspace) -> None:
    before = workspace.undo_label
    done = workspace.perform("Nothing", lambda _uow: 7)
    assert done is not None
    assert done.value == 7
    assert not done.change_set
    assert workspace.undo_label == before


def test_a_broken_rule_changes_nothing_and_is_told(workspace: Workspace, problems: list[KnownError]) -> None:
    def half(uow: object) -> None:
        review.set_field(uow, "title", "Half")  # type: ignore[arg-type]
        raise RuleBroken("review_without_title")

    before = workspace.undo_label
    assert workspace.perform("Half", half) is None
    assert [problem.key for problem in problems] == ["review_without_title"]
    assert workspace.read(review.facts).title == "Orchard"
    assert workspace.undo_label == before


def test_what_is_still_needed_stays(workspace: Workspace, problems: list[KnownError]) -> None:
    done = workspace.perform("Add", lambda uow: people.add(uow, PersonFields("Ines")))
    assert done is not None
    person = done.value
    workspace.perform("Home", lambda uow: people.add_post(uow, person, None, "HV", *(2 * (people.NOT_KNOWN,))))
    agency = workspace.perform("Agency", lambda uow: people.add_agency(uow, "School"))
    assert agency is not None
    fields = PersonFields("Ines", agency_id=agency.value)
    workspace.perform("Join", lambda uow: people.change(uow, person, fields))
    from app.models import Agency

    assert workspace.perform("Drop", lambda uow: uow.session.delete(uow.session.get(Agency, agency.value))) is None
    assert problems[-1].key == "still_in_use"


def test_a_bug_is_not_taken_for_a_known_problem(workspace: Workspace) -> None:
    def bug(_uow: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.perform("Bug", bug)
    assert workspace.perform("Go on", lambda uow: findings.add(uow, text_from("A"))) is not None


def test_a_full_disk_is_told_and_nothing_is_lost(workspace: Workspace, problems: list[KnownError]) -> None:
    with workspace.file.engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    big = text_from("word " * 40_000)
    assert workspace.perform("Write", lambda uow: review.set_text(uow, "purpose", big)) is None
    assert problems[-1].key == "no_space"
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    assert workspace.perform("Write", lambda uow: review.set_text(uow, "purpose", big)) is not None


def test_steps_merge_until_the_caret_leaves(workspace: Workspace, field: Field) -> None:
    before = count_revisions(workspace)
    for letters in ("The ", "first ", "visit"):
        field.type(letters)
        assert workspace.drafts.save_all()
    assert count_revisions(workspace) == before + 1
    workspace.end_step()
    field.type(" was late.")
    assert workspace.drafts.save_all()
    assert note(workspace, field.conversation) == "The first visit was late."
    workspace.undo()
    assert note(workspace, field.conversation) == "The first visit"
    workspace.undo()
    assert note(workspace, field.conversation) == ""


def test_typing_that_ends_as_it_began_leaves_no_step(workspace: Workspace, field: Field) -> None:
    before = workspace.undo_label
    title = ("Heron", "Orchard")
    for words in title:
        workspace.perform("Type", lambda uow, words=words: review.set_field(uow, "title", words), merge_key="title")
    assert workspace.undo_label == before


def test_a_draft_is_saved_two_seconds_after_its_first_key(workspace: Workspace, field: Field, qtbot: QtBot) -> None:
    workspace.drafts._timer.setInterval(50)
    with qtbot.waitSignal(workspace.drafts.pending_changed):
        field.type("Typed")
    assert workspace.drafts.pending
    with qtbot.waitSignal(workspace.saved, timeout=4000):
        field.type(" and typed")
    assert note(workspace, field.conversation) == "Typed and typed"
    assert not workspace.drafts.pending


def test_an_hour_of_typing_leaves_no_more_than_the_note(workspace: Workspace, field: Field) -> None:
    path = workspace.file.path
    before = path.stat().st_size
    field.type("She said the plan was read out and that nobody in the room had written it. " * 480)
    assert workspace.drafts.save_all()
    at_once = path.stat().st_size - before
    words = field.text
    field.text = ""
    for end in range(0, len(words), len(words) // 200):
        field.type(words[len(field.text) : end])
        assert workspace.drafts.save_all()
    # Typed in two hundred commits it takes what it takes written once, and one place more to put the next version.
    assert path.stat().st_size - before <= 2 * at_once


def test_lock_saves_the_draft_forgets_and_can_be_opened_again(workspace: Workspace, field: Field, qtbot: QtBot) -> None:
    path = workspace.file.path
    field.type("Kept at lock")
    with qtbot.waitSignal(workspace.closed) as heard:
        assert workspace.close(locked=True)
    assert heard.args == [True]
    assert not workspace.is_open
    assert workspace.path is None
    assert workspace.undo_label is None
    assert workspace.close()
    with pytest.raises(AssertionError, match="no review"):
        workspace.read(findings.listed)
    workspace.take(ReviewFile.open(path, PASSPHRASE))
    assert note(workspace, field.conversation) == "Kept at lock"


def test_what_the_disk_refuses_stays_open_and_unsaved(workspace: Workspace, field: Field) -> None:
    field.type("Not yet")
    field.refuses = True
    assert not workspace.close(locked=True)
    assert workspace.is_open
    assert workspace.drafts.pending
    assert not workspace.undo()
    assert not workspace.redo()
    field.refuses = False
    assert workspace.close(locked=True)


def test_undo_of_what_was_changed_behind_its_back_is_refused(workspace: Workspace, problems: list[KnownError]) -> None:
    workspace.perform("Title", lambda uow: review.set_field(uow, "title", "Heron"))
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE review SET title = 'Other'")
    assert not workspace.undo()
    assert problems[-1].key == "changed_since"
    assert workspace.undo_label == "Title"
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE review SET title = 'Heron'")
    assert workspace.undo()
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE review SET title = 'Other'")
    assert not workspace.redo()


def test_there_is_nothing_to_undo_at_first(workspace: Workspace) -> None:
    while workspace.undo_label:
        assert workspace.undo()
    assert not workspace.undo()
    while workspace.redo_label:
        assert workspace.redo()
    assert not workspace.redo()


def test_naming_is_read_once_and_again_when_people_change(workspace: Workspace, qtbot: QtBot) -> None:
    done = workspace.perform("Add", lambda uow: people.add(uow, PersonFields("Ines", role="Health visitor")))
    assert done is not None
    reference = Reference("person", done.value, "HV")
    assert workspace.naming(reference) == "Ines"
    assert workspace.naming is workspace.naming
    with qtbot.waitSignal(workspace.naming_changed):
        workspace.set_naming_mode(NamingMode.BY_ROLE)
    assert workspace.naming_mode is NamingMode.BY_ROLE
    assert workspace.naming(reference) == "Health visitor"
    workspace.set_naming_mode(NamingMode.BY_ROLE)
    with qtbot.waitSignal(workspace.naming_changed):
        workspace.perform("Change", lambda uow: people.change(uow, done.value, PersonFields("Ines", role="Nurse")))
    assert workspace.naming(reference) == "Nurse"
    workspace.close()
    assert workspace.naming.mode is NamingMode.BY_ROLE


def test_a_backup_is_made_or_the_reason_told(workspace: Workspace, problems: list[KnownError]) -> None:
    path = workspace.file.path
    assert workspace.back_up("import")
    folder = path.with_name(f"{path.stem} backups")
    assert len(list(folder.iterdir())) == 1
    shutil.rmtree(folder)
    folder.write_text("in the way")
    assert not workspace.back_up("import")
    assert len(problems) == 1


def test_a_file_that_can_only_be_read_is_known_as_such(workspace: Workspace, tmp_path: Path) -> None:
    assert not workspace.read_only
    workspace.close()
    assert not workspace.read_only


def test_a_problem_of_the_disk_while_reading_is_a_known_one(workspace: Workspace) -> None:
    def full(_session: object) -> None:
        raise OSError(28, "no space")

    def refused(_session: object) -> None:
        raise RuleBroken("no_longer_there")

    def bug(_session: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(KnownError) as problem:
        workspace.read(full)
    assert problem.value.key == "no_space"
    with pytest.raises(RuleBroken):
        workspace.read(refused)
    with pytest.raises(ZeroDivisionError):
        workspace.read(bug)


def test_one_field_s_bug_does_not_keep_the_others_from_being_saved(workspace: Workspace, field: Field) -> None:
    class Broken:
        def save_draft(self) -> bool:
            raise ZeroDivisionError

    bugs: list[Exception] = []
    workspace.drafts.failed.connect(bugs.append)
    workspace.drafts.touch(Broken())
    field.type("Kept all the same")
    assert not workspace.drafts.save_all()
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert note(workspace, field.conversation) == "Kept all the same"
    workspace.drafts.drop_all()
    assert not workspace.drafts.pending


def test_forgetting_who_holds_nothing_changes_nothing(workspace: Workspace, field: Field) -> None:
    workspace.drafts.forget(field)
    field.type("a")
    workspace.drafts.touch(field)
    workspace.drafts.forget(field)
    assert not workspace.drafts.pending
