"""The open review file: making, writing, copying, changing its passphrase, examining."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app.domain.errors import FileProblem
from app.models import Lane
from app.storage import files, review_file
from app.storage.backups import Reason, backups_of
from app.storage.connection import is_live, open_live
from app.storage.migrations import STEPS, Step
from app.storage.review_file import ReviewFile

Add = Callable[[ReviewFile, str], None]
Titles = Callable[[ReviewFile], list[str]]
NEW = "another five words for it"


def test_a_new_review_takes_its_name_whole_and_overwrites_nothing(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "New.casement"
    stray = tmp_path / "New.casement-journal"
    stray.write_bytes(b"an older file's journal")
    with ReviewFile.create(path, passphrase) as review:
        assert str(review.version) == "1.0"
        assert not review.read_only
        assert is_live(path)
    assert not is_live(path)
    assert {found.name for found in tmp_path.iterdir()} == {"New.casement", "New.casement-journal.old"}
    before = path.read_bytes()
    with pytest.raises(FileProblem) as caught:
        ReviewFile.create(path, passphrase)
    assert caught.value.key == "name_taken"
    assert path.read_bytes() == before


def test_a_new_review_in_a_folder_that_is_gone_says_so(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(FileProblem) as caught:
        ReviewFile.create(tmp_path / "gone" / "New.casement", passphrase)
    assert caught.value.key in ("folder_missing", "folder_read_only")
    assert list(tmp_path.iterdir()) == []


def test_what_is_committed_is_there_when_opened_again(path: Path, passphrase: str, add: Add, titles: Titles) -> None:
    with ReviewFile.open(path, passphrase) as review:
        add(review, "Fourth")
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with ReviewFile.open(path, passphrase) as review:
        assert titles(review) == ["Fourth", "Lane 0", "Lane 1", "Lane 2"]


def test_reading_and_writing_in_one_session_is_one_transaction(review: ReviewFile, titles: Titles) -> None:
    with review.session() as session:
        assert session.query(Lane).count() == 3
        assert review._live_connection().in_transaction
        session.add(Lane(title="gone", position=0, in_report=True))
        session.flush()
        assert session.query(Lane).count() == 4
    assert not review._live_connection().in_transaction
    assert titles(review) == ["Lane 0", "Lane 1", "Lane 2"]


def test_a_rolled_back_table_is_gone(review: ReviewFile) -> None:
    """The driver's own way commits before such statements."""
    with review.engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO lane (id, title, position, in_report) VALUES ('a', 'b', 1, 1)")
        connection.exec_driver_sql("CREATE TABLE extra (id)")
        connection.rollback()
    assert "extra" not in review.check().rows
    assert review.check().rows["lane"] == 3


def test_a_second_session_by_mistake_is_refused_and_harms_nothing(review: ReviewFile, titles: Titles) -> None:
    with review.session() as session:
        session.add(Lane(title="kept", position=0, in_report=True))
        session.flush()
        with review.session() as second, pytest.raises(AssertionError, match="one session"):
            second.query(Lane).count()
        assert review._live_connection().in_transaction
        session.commit()
    assert "kept" in titles(review)


def test_a_failed_write_shows_no_value_in_its_message(review: ReviewFile) -> None:
    with review.session() as session, pytest.raises(OperationalError) as caught:
        session.connection().exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("a family's name",))
    assert "family" not in str(caught.value)
    assert review.problem_of(caught.value) is None


def test_a_full_disk_is_told_and_writing_works_again(review: ReviewFile, add: Add, titles: Titles) -> None:
    connection = review._live_connection()
    pages = connection.execute("PRAGMA page_count").fetchone()
    assert pages is not None
    connection.execute(f"PRAGMA max_page_count={pages[0]}")
    with pytest.raises(OperationalError) as caught:
        add(review, "x" * 50_000)
    problem = review.problem_of(caught.value)
    assert problem is not None
    assert problem.key == "no_space"
    connection.execute("PRAGMA max_page_count=1000000")
    add(review, "after")
    assert titles(review) == ["Lane 0", "Lane 1", "Lane 2", "after"]


def test_closing_in_the_middle_of_a_transaction_takes_it_back(path: Path, passphrase: str, titles: Titles) -> None:
    review = ReviewFile.open(path, passphrase)
    session = review.session()
    session.add(Lane(title="gone", position=0, in_report=True))
    session.flush()
    review.close()
    review.close()
    with ReviewFile.open(path, passphrase) as again:
        assert titles(again) == ["Lane 0", "Lane 1", "Lane 2"]
    with pytest.raises(AssertionError, match="closed"):
        _ = review.version


def test_a_copy_is_a_review_of_its_own(
    review: ReviewFile, tmp_path: Path, passphrase: str, add: Add, titles: Titles
) -> None:
    to = tmp_path / "Copy.casement"
    review.save_copy(to)
    add(review, "later")
    with ReviewFile.open(to, passphrase) as copy:
        assert titles(copy) == ["Lane 0", "Lane 1", "Lane 2"]
        assert copy.check().sound
    for taken in (to, review.path):
        with pytest.raises(FileProblem) as caught:
            review.save_copy(taken)
        assert caught.value.key == "name_taken"
    with pytest.raises(FileProblem) as caught:
        review.save_copy(tmp_path / "gone" / "Copy.casement")
    assert caught.value.key in ("folder_missing", "folder_read_only")


def test_no_copy_is_begun_inside_a_transaction(review: ReviewFile, tmp_path: Path) -> None:
    with review.session() as session:
        session.connection()
        with pytest.raises(AssertionError, match="transaction"):
            review.save_copy(tmp_path / "Copy.casement")


@pytest.mark.parametrize("replaceable", [True, False])
def test_the_passphrase_is_changed(
    review: ReviewFile, passphrase: str, add: Add, titles: Titles, monkeypatch: pytest.MonkeyPatch, replaceable: bool
) -> None:
    monkeypatch.setattr(review_file, "OPEN_FILES_CAN_BE_REPLACED", replaceable)
    add(review, "before")
    salt = review._require_open().key.salt
    review.change_passphrase(passphrase, NEW)
    assert review._require_open().key.salt != salt
    assert is_live(review.path)
    assert not review.backup_due
    add(review, "after")
    assert review.check().sound
    review.close()
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(review.path, passphrase)
    assert caught.value.key == "wrong_passphrase"
    with ReviewFile.open(review.path, NEW) as again:
        assert titles(again) == ["Lane 0", "Lane 1", "Lane 2", "after", "before"]
    newest, older = backups_of(review.path)
    with ReviewFile.open(newest.path, NEW), ReviewFile.open(older.path, passphrase):
        pass


def test_a_change_of_passphrase_asks_for_the_current_one(review: ReviewFile, passphrase: str) -> None:
    for current, new, key in (("wrong", NEW, "wrong_passphrase"), (passphrase, " ", "empty_passphrase")):
        with pytest.raises(FileProblem) as caught:
            review.change_passphrase(current, new)
        assert caught.value.key == key
    assert backups_of(review.path) == ()


@pytest.mark.parametrize("replaceable", [True, False])
def test_a_change_that_can_not_take_its_place_leaves_the_old(
    review: ReviewFile, passphrase: str, add: Add, titles: Titles, monkeypatch: pytest.MonkeyPatch, replaceable: bool
) -> None:
    def refuse(_written: Path, _final: Path) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(review_file, "OPEN_FILES_CAN_BE_REPLACED", replaceable)
    monkeypatch.setattr(review_file, "replace", refuse)
    with pytest.raises(FileProblem) as caught:
        review.change_passphrase(passphrase, NEW)
    assert caught.value.key == "folder_read_only"
    add(review, "after")
    assert "after" in titles(review)
    review.close()
    assert list(review.path.parent.glob("*.part*")) == []
    ReviewFile.open(review.path, passphrase).close()


@pytest.mark.parametrize("replaceable", [True, False])
@pytest.mark.parametrize("placed", [True, False])
def test_a_change_after_which_the_file_can_not_be_opened_leaves_it_whole_and_says_with_which_passphrase(
    review: ReviewFile,
    passphrase: str,
    add: Add,
    titles: Titles,
    monkeypatch: pytest.MonkeyPatch,
    replaceable: bool,
    placed: bool,
) -> None:
    def place(written: Path, final: Path) -> None:
        if not placed:
            raise PermissionError(13, "held by another program")
        files.replace(written, final)

    def refuse(path: Path, _key: object) -> None:
        raise FileProblem("file_in_use", name=path.name)

    add(review, "before")
    monkeypatch.setattr(review_file, "OPEN_FILES_CAN_BE_REPLACED", replaceable)
    monkeypatch.setattr(review_file, "replace", place)
    with monkeypatch.context() as taken:
        taken.setattr(review_file, "open_with_key", refuse)
        with pytest.raises(FileProblem) as caught:
            review.change_passphrase(passphrase, NEW)
    assert caught.value.key == ("closed_with_new_passphrase" if placed else "closed_with_old_passphrase")
    assert not review.is_open
    assert not is_live(review.path)
    review.close()
    with ReviewFile.open(review.path, NEW if placed else passphrase) as again:
        assert titles(again) == ["Lane 0", "Lane 1", "Lane 2", "before"]
        assert again.check().sound
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(review.path, passphrase if placed else NEW)
    assert caught.value.key == "wrong_passphrase"
    assert list(review.path.parent.glob("*.part*")) == []


def test_an_older_file_that_can_only_be_read_says_so(path: Path, passphrase: str) -> None:
    opened = open_live(path, passphrase)
    review = ReviewFile(path, replace(opened, read_only=True))
    with pytest.raises(FileProblem) as caught:
        review._bring_up_to_date((*STEPS, Step(9000, print)))
    assert caught.value.key == "upgrade_read_only"
    with pytest.raises(FileProblem) as caught:
        review.change_passphrase(passphrase, NEW)
    assert caught.value.key == "file_read_only"
    assert not review.backup_due
    review.close()


def test_a_copy_that_can_not_take_its_name_leaves_nothing(
    review: ReviewFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_written: Path, _final: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "replace", refuse)
    with pytest.raises(FileProblem) as caught:
        review.save_copy(tmp_path / "Copy.casement")
    assert caught.value.key == "no_space"
    assert list(tmp_path.glob("Copy*")) == []


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    written, final = tmp_path / "a.part", tmp_path / "a"
    written.write_bytes(b"new")
    final.write_bytes(b"came first")
    with pytest.raises(FileProblem) as caught:
        files.publish(written, final)
    assert caught.value.key == "name_taken"
    assert final.read_bytes() == b"came first"


def test_what_a_crash_left_unfinished_is_cleared_away(path: Path, passphrase: str) -> None:
    for name in (f"{path.name}.part", f"{path.name}.part-journal"):
        (path.parent / name).write_bytes(b"half")
    ReviewFile.open(path, passphrase).close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_the_report_of_an_examination(review: ReviewFile) -> None:
    report = review.check()
    assert report.sound
    assert report.rows["lane"] == 3
    assert report.name == review.path.name
    assert report.size == review.path.stat().st_size
    connection = review._live_connection()
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO pseudonym (id, person_id, audience, name) VALUES ('a', 'nobody', 'all', 'Alder')")
    found = review.check()
    assert found.loose_rows == (("pseudonym", 1),)
    assert not found.sound


def test_damage_while_open_is_found_by_an_examination(review: ReviewFile, add: Add) -> None:
    add(review, "x" * 100_000)
    connection = review._live_connection()
    connection.execute("PRAGMA shrink_memory")
    # A second process damages the last page: another opening here would drop the locks.
    subprocess.run(
        ["dd", "if=/dev/urandom", f"of={review.path}", "bs=4096", "count=1", "conv=notrunc", "status=none",
         f"seek={review.path.stat().st_size // 4096 - 1}"], check=True,
    )  # fmt: skip
    report = review.check()
    assert report.page_faults
    assert not report.sound


def test_nothing_stands_in_the_clear_in_any_file(review: ReviewFile, passphrase: str, add: Add, tmp_path: Path) -> None:
    marker = f"canary-{secrets.token_hex(8)}"
    add(review, marker)
    review.backup(Reason.HAND)
    review.save_copy(tmp_path / "Copy.casement")
    key = review._require_open().key
    review.change_passphrase(passphrase, NEW)
    add(review, marker + "2")
    with review.session() as session:
        for lane in session.query(Lane):
            lane.title = marker * 500
        session.flush()
        written = [found.read_bytes() for found in tmp_path.rglob("*") if found.is_file() and found != review.path]
        session.commit()
    review.close()
    written += [found.read_bytes() for found in tmp_path.rglob("*") if found.is_file()]
    assert len(written) > 5
    secret = [marker.encode(), marker.encode("utf-16-le"), b"CREATE TABLE", passphrase.encode(), NEW.encode()]
    secret += [key._raw, key._raw.hex().encode()]
    assert [word for word in secret for data in written if word in data] == []
    (tmp_path / "control").write_text(f"see {marker}")
    assert any(marker.encode() in found.read_bytes() for found in tmp_path.rglob("*") if found.is_file())
