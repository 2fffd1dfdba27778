"""Backups: verified, thinned, restored to a new name."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import FileProblem
from app.storage import backups, copying
from app.storage.backups import Reason, backups_of, folder_of, restore, set_aside, thin, to_keep
from app.storage.cipher import Error
from app.storage.problems import problem_of
from app.storage.review_file import ReviewFile

Add = Callable[[ReviewFile, str], None]
Titles = Callable[[ReviewFile], list[str]]
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_backup_is_due_only_after_a_change(path: Path, passphrase: str, add: Add) -> None:
    with ReviewFile.open(path, passphrase) as review:
        assert review.backup_due
        made = review.backup(Reason.OPENED)
        assert not review.backup_due
        assert made.parent == folder_of(path) == path.with_name("Lantern backups")
    with ReviewFile.open(path, passphrase) as review:
        assert not review.backup_due
        add(review, "more")
        assert review.backup_due


def test_backups_are_listed_newest_first(review: ReviewFile) -> None:
    made = [review.backup(reason) for reason in (Reason.OPENED, Reason.IMPORT, Reason.HAND)]
    (folder_of(review.path) / "notes.txt").write_text("not a backup")
    (folder_of(review.path) / f"something{review.path.suffix}").write_text("not a backup")
    found = backups_of(review.path)
    assert {backup.path for backup in found} == set(made)
    assert {backup.reason for backup in found} == {Reason.OPENED, Reason.IMPORT, Reason.HAND}
    assert all(backup.size == backup.path.stat().st_size for backup in found)
    assert [backup.made for backup in found] == sorted((backup.made for backup in found), reverse=True)


def test_two_backups_in_one_second_do_not_overwrite(review: ReviewFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_TIME", "2026-03-10T120000Z")
    assert review.backup(Reason.HAND) != review.backup(Reason.HAND)
    assert len(backups_of(review.path)) == 2


def test_a_backup_in_steps_follows_what_is_written_meanwhile(
    review: ReviewFile, passphrase: str, add: Add, titles: Titles
) -> None:
    for number in range(30):
        add(review, f"{number} " + "x" * 20_000)
    making = review.start_backup(Reason.TIMED, pages=20)
    steps = 0
    while not making.step():
        steps += 1
        if steps % 3 == 0 and steps < 12:
            add(review, f"meanwhile {steps}")
        with review.session() as session:
            session.connection()
            left = making.remaining
            making.step()
            assert making.remaining == left
    assert steps > 5
    expected = titles(review)
    assert any(title.startswith("meanwhile") for title in expected)
    with ReviewFile.open(making.path, passphrase) as copy:
        assert titles(copy) == expected


def test_a_cancelled_backup_leaves_nothing(review: ReviewFile, add: Add) -> None:
    for steps in (0, 3):
        making = review.start_backup(Reason.TIMED, pages=10)
        for _ in range(steps):
            assert not making.step()
        making.cancel()
        making.cancel()
        assert list(folder_of(review.path).iterdir()) == []
    add(review, "still works")


def test_closing_gives_a_backup_up(path: Path, passphrase: str) -> None:
    review = ReviewFile.open(path, passphrase)
    making = review.start_backup(Reason.TIMED, pages=10)
    making.step()
    review.close()
    assert not making._thread.is_alive()
    assert list(folder_of(path).iterdir()) == []
    ReviewFile.open(path, passphrase).close()


def test_another_copy_gives_a_backup_in_steps_up(review: ReviewFile) -> None:
    making = review.start_backup(Reason.TIMED, pages=10)
    making.step()
    made = review.backup(Reason.IMPORT)
    assert [backup.path for backup in backups_of(review.path)] == [made]
    assert making.step()
    assert making.given_up


def test_cancelling_what_is_being_examined_lets_it_finish(review: ReviewFile) -> None:
    making = review.start_backup(Reason.TIMED, pages=1000)
    making.step()
    making.cancel()
    assert making.step()
    assert [backup.path for backup in backups_of(review.path)] == [making.path]


@pytest.mark.parametrize("stepped", [True, False])
def test_a_faulty_copy_is_thrown_away_and_no_older_one_goes(
    review: ReviewFile, monkeypatch: pytest.MonkeyPatch, stepped: bool
) -> None:
    kept = review.backup(Reason.HAND)
    whole = copying.copy_pages

    def flawed(*arguments: object, **options: object) -> dict[str, int]:
        counts = whole(*arguments, **options)  # type: ignore[arg-type]
        part = arguments[1]
        assert isinstance(part, Path)
        data = bytearray(part.read_bytes())
        data[-2000] ^= 1
        part.write_bytes(data)
        return counts

    monkeypatch.setattr(copying, "copy_pages", flawed)
    monkeypatch.setattr(backups, "to_keep", lambda _times, _now: set())
    def make() -> object:
        return review.start_backup(Reason.TIMED).finish() if stepped else review.backup(Reason.TIMED)

    with pytest.raises(FileProblem) as caught:
        make()
    assert caught.value.key == "copy_faulty"
    assert list(folder_of(review.path).iterdir()) == [kept]


def test_a_copy_with_other_rows_is_faulty(review: ReviewFile, tmp_path: Path, passphrase: str) -> None:
    to = tmp_path / "Copy.casement"
    review.save_copy(to)
    key = review._require_open().key
    counts = review.check().rows
    copying.verify(to, key, counts)
    for wrong in ({**counts, "lane": 4}, {}):
        with pytest.raises(FileProblem):
            copying.verify(to, key, wrong)
    to.write_bytes(b"\xff" * 8192)
    with pytest.raises(FileProblem):
        copying.verify(to, key, counts)


def test_a_damaged_page_met_by_a_copy_is_a_known_problem(review: ReviewFile, tmp_path: Path) -> None:
    class Broken:
        def backup(self, *_: object, **__: object) -> None:
            raise Error("SQL logic error")

    with pytest.raises(FileProblem) as caught:
        copying.copy_pages(Broken(), tmp_path / "a", review._require_open().key)  # type: ignore[arg-type]
    assert caught.value.key == "copy_faulty"


def test_leftovers_of_a_crash_are_cleared(review: ReviewFile) -> None:
    folder = folder_of(review.path)
    folder.mkdir()
    (folder / "2026-03-10T120000Z timed.casement.part").write_bytes(b"half")
    (folder / "2026-03-10T120000Z timed.casement.part-journal").write_bytes(b"half")
    made = review.backup(Reason.HAND)
    assert list(folder.iterdir()) == [made]


def test_what_is_kept_as_backups_age() -> None:
    times = [NOW - timedelta(hours=hours) for hours in range(24 * 400)]
    kept = to_keep(times, NOW)
    assert {time for time in times if NOW - time <= timedelta(days=2)} <= kept
    ages = sorted((NOW - time).days for time in kept if NOW - time > timedelta(days=2))
    assert len([age for age in ages if age < 12]) >= 9
    assert max(ages) > 220
    assert len(kept) < 49 + 12 + 10 + 9
    assert len({(time.year, time.month) for time in kept}) == 9
    assert to_keep([], NOW) == set()


def test_thinning_day_by_day_for_a_year_keeps_enough() -> None:
    kept: set[datetime] = set()
    for day in range(400):
        now = NOW + timedelta(days=day)
        kept = to_keep(kept | {now}, now)
        assert now in kept
    ages = sorted((now - time).days for time in kept)
    assert ages[:12] == list(range(12))
    assert len([age for age in ages if age <= 70]) >= 12 + 7
    assert ages[-1] > 200
    assert len(ages) <= 12 + 10 + 9


def test_thinning_removes_files_but_never_the_newest(review: ReviewFile) -> None:
    newest = review.backup(Reason.HAND)
    folder = folder_of(review.path)
    chance = random.Random(3)
    for _ in range(60):
        made = NOW - timedelta(days=chance.randrange(10, 900), seconds=chance.randrange(86000))
        (folder / f"{made:%Y-%m-%dT%H%M%SZ} timed.casement").write_bytes(b"x")
    thin(review.path, datetime.now(UTC))
    left = backups_of(review.path)
    assert left[0].path == newest
    assert 5 < len(left) < 25
    thin(review.path, datetime(2090, 1, 1, tzinfo=UTC))
    assert newest in [backup.path for backup in backups_of(review.path)]


def test_a_backup_is_restored_to_a_new_name_and_the_damaged_file_kept(
    path: Path, passphrase: str, add: Add, titles: Titles
) -> None:
    with ReviewFile.open(path, passphrase) as review:
        add(review, "kept")
        review.backup(Reason.HAND)
    path.write_bytes(b"\xff" * 9000)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"belongs to the damaged file")
    backup = backups_of(path)[0].path
    with pytest.raises(FileProblem) as caught:
        restore(backup, path)
    assert caught.value.key == "name_taken"
    restored = path.with_name("Lantern restored.casement")
    restore(backup, restored)
    with ReviewFile.open(restored, passphrase) as again:
        assert "kept" in titles(again)
    aside = set_aside(path)
    assert aside.read_bytes() == b"\xff" * 9000
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"belongs to the damaged file"
    assert not journal.exists()
    restore(backup, path)
    ReviewFile.open(path, passphrase).close()


def test_restoring_what_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        restore(tmp_path / "gone.casement", tmp_path / "new.casement")
    assert caught.value.key == "file_missing"


def test_an_open_review_is_not_set_aside(review: ReviewFile) -> None:
    with pytest.raises(FileProblem) as caught:
        set_aside(review.path)
    assert caught.value.key == "file_in_use"
    assert review.path.exists()


def test_names_that_are_taken_are_left(path: Path) -> None:
    first, second = set_aside(path), path
    second.write_bytes(b"again")
    assert set_aside(second) == first.with_name(f"{first.stem} 2{first.suffix}")


def test_other_failures_are_bugs_of_ours(tmp_path: Path) -> None:
    assert problem_of(ValueError("x"), tmp_path) is None
    assert problem_of(sqlite3.OperationalError("database is locked"), tmp_path) is None
    unknown = problem_of(OSError("no number"), tmp_path)
    assert unknown is not None
    assert unknown.key == "disk_error"
