"""What can't be opened is refused, each with its own sentence, and left as it was."""

from __future__ import annotations

import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.catalogue import message_for
from app.domain.errors import FileProblem
from app.storage import connection as opening
from app.storage.backups import Reason, backups_of
from app.storage.cipher import connect
from app.storage.connection import SETTINGS, is_live
from app.storage.keys import PAGE_SIZE, Key
from app.storage.review_file import ReviewFile

Add = Callable[[ReviewFile, str], None]


def refused(path: Path, passphrase: str) -> str:
    """Return why the file is refused, having seen that it is left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(path, passphrase)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not is_live(path)
    said = message_for(caught.value)
    assert path.name in said.says
    assert said.advice
    return caught.value.key


def test_a_missing_file_is_not_made(tmp_path: Path, passphrase: str) -> None:
    assert refused(tmp_path / "Gone.casement", passphrase) == "file_missing"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_not_a_new_review(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "Empty.casement"
    path.touch()
    assert refused(path, passphrase) == "file_empty"


@pytest.mark.parametrize("kind", ["folder", "sqlite", "zip", "words"])
def test_another_kind_of_file_is_not_a_review(tmp_path: Path, passphrase: str, kind: str) -> None:
    path = tmp_path / "Other.casement"
    if kind == "folder":
        path.mkdir()
    elif kind == "sqlite":
        plain = sqlite3.connect(path)
        plain.execute("CREATE TABLE lane (id)")
        plain.close()
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a", "b" * 9000)
    else:
        path.write_text("Dear all, " * 1000)
    assert refused(path, passphrase) == "not_a_review"


def test_another_programs_encrypted_file_is_not_a_review(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "Other.casement"
    salt = b"\xfe" * 16
    other = connect(path, Key.derive(passphrase, salt), "rwc")
    other.execute("CREATE TABLE lane (id)")
    other.close()
    assert refused(path, passphrase) == "not_a_review"


def test_a_wrong_passphrase_is_told_from_damage(path: Path, passphrase: str) -> None:
    assert refused(path, "something else") == "wrong_passphrase"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    assert refused(path, passphrase) == "file_damaged"
    assert refused(path, "something else") == "wrong_passphrase"


def test_a_damaged_salt_is_told_by_the_newest_backup(path: Path, passphrase: str) -> None:
    with ReviewFile.open(path, passphrase) as review:
        review.backup(Reason.HAND)
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    assert refused(path, passphrase) == "file_damaged"
    assert refused(path, "something else") == "wrong_passphrase"


def test_a_file_damaged_throughout_is_told_by_the_newest_backup(path: Path, passphrase: str) -> None:
    with ReviewFile.open(path, passphrase) as review:
        review.backup(Reason.HAND)
    path.write_bytes(path.read_bytes()[:16] + random.Random(1).randbytes(path.stat().st_size - 16))
    assert refused(path, passphrase) == "file_damaged"


def test_a_former_passphrase_is_wrong_though_it_opens_older_backups(path: Path, passphrase: str) -> None:
    with ReviewFile.open(path, passphrase) as review:
        review.change_passphrase(passphrase, "another five words for it")
    newest, older = backups_of(path)
    assert refused(path, passphrase) == "wrong_passphrase"
    newest.path.unlink()
    assert backups_of(path) == (older,)
    assert refused(path, passphrase) == "wrong_passphrase"
    older.path.write_bytes(b"")
    assert refused(path, passphrase) == "wrong_passphrase"


@pytest.mark.parametrize("size", [100, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE * 3, PAGE_SIZE * 5 + 7])
def test_a_truncated_file_is_damaged(path: Path, passphrase: str, size: int) -> None:
    with ReviewFile.open(path, passphrase) as review:
        review.backup(Reason.HAND)
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path, passphrase) == "file_damaged"


@pytest.mark.parametrize("change", ["zeros", "tail", "swapped pages"])
def test_a_file_written_over_is_damaged(path: Path, passphrase: str, change: str) -> None:
    data = path.read_bytes()
    if change == "zeros":
        data = bytes(len(data))
    elif change == "tail":
        data += b"\0" * 10
    else:
        second, third = data[PAGE_SIZE : 2 * PAGE_SIZE], data[2 * PAGE_SIZE : 3 * PAGE_SIZE]
        data = data[:PAGE_SIZE] + third + second + data[3 * PAGE_SIZE :]
    path.write_bytes(data)
    assert refused(path, passphrase) == "file_damaged"


def test_every_flipped_bit_is_noticed(path: Path, passphrase: str) -> None:
    with ReviewFile.open(path, passphrase) as review:
        review.backup(Reason.HAND)
    whole = path.read_bytes()
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    missed: list[int] = []
    for _ in range(150):
        bit = chance.randrange(len(whole) * 8)
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        try:
            ReviewFile.open(path, passphrase).close()
            missed.append(bit)
        except FileProblem as problem:
            assert problem.key == "file_damaged"  # noqa: PT017 - counted, not stopped at
    assert missed == []
    path.write_bytes(whole)
    ReviewFile.open(path, passphrase).close()


def test_a_review_open_in_this_window_is_not_opened_twice(review: ReviewFile, passphrase: str, tmp_path: Path) -> None:
    for other in (review.path, tmp_path / ".." / tmp_path.name / review.path.name):
        with pytest.raises(FileProblem) as caught:
            ReviewFile.open(other, passphrase)
        assert caught.value.key == "file_in_use"


def test_every_setting_is_in_force(review: ReviewFile) -> None:
    numbers = {"EXTRA": "3", "ON": "1", "OFF": "0", "MEMORY": "2"}
    connection = review._live_connection()
    for name, value in SETTINGS:
        got = connection.execute(f"PRAGMA {name}").fetchone()
        assert got is not None
        assert str(got[0]).upper() in (value, numbers.get(value)), name
    assert connection.execute("PRAGMA locking_mode").fetchone() == ("exclusive",)


def test_a_file_put_into_wal_by_another_program_is_brought_back(path: Path, passphrase: str, add: Add) -> None:
    other = connect(path, Key.derive(passphrase, path.read_bytes()[:16]), "rw")
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("UPDATE lane SET title='Lane 9' WHERE title='Lane 0'")
    other.close()
    with ReviewFile.open(path, passphrase) as review:
        add(review, "more")
        assert [found.name for found in path.parent.iterdir() if found.name.endswith("-wal")] == []
    ReviewFile.open(path, passphrase).close()


def test_a_file_copied_by_hand_opens_elsewhere(review: ReviewFile, passphrase: str, tmp_path: Path, add: Add) -> None:
    add(review, "kept")
    review.close()
    to = tmp_path / "elsewhere" / "Other name.casement"
    to.parent.mkdir()
    shutil.copyfile(review.path, to)
    with ReviewFile.open(to, passphrase) as copy, copy.session() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM lane").scalar() == 4


def test_a_disk_that_can_not_be_read_is_told(path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening.Path, "open", broken)
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(path, passphrase)
    assert caught.value.key == "disk_error"
