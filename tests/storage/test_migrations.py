"""Files of every older version come to the present one, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect

from app.domain.catalogue import message_for
from app.domain.errors import FileProblem
from app.models import Base
from app.storage.backups import Reason, backups_of
from app.storage.cipher import Connection, Error, connect
from app.storage.connection import APPLICATION_ID
from app.storage.keys import Key
from app.storage.migrations import STEPS, Step, Version, freeze, statements
from app.storage.review_file import ReviewFile

FILES = Path(__file__).parents[1] / "files"
VERSION_0_PASSPHRASE = "version nought"


def write(text: str, connection: Connection) -> None:
    for statement in statements(text):
        connection.execute(statement)


def first(connection: Connection) -> None:
    write("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT);\n", connection)
    write("INSERT INTO note VALUES ('a', 'kept; and\nkept');\n", connection)


def second(connection: Connection) -> None:
    write("ALTER TABLE note ADD COLUMN tone TEXT DEFAULT 'calm';\n", connection)


def broken(connection: Connection) -> None:
    write("UPDATE note SET words='lost';\nDROP TABLE note;\nINSERT INTO nowhere VALUES (1);\n", connection)


def loose(connection: Connection) -> None:
    write(
        "CREATE TABLE child (id TEXT, note TEXT REFERENCES note (id));\nINSERT INTO child VALUES ('c', 'nobody');\n",
        connection,
    )


OLD = (Step(1000, first),)
NEW = (*OLD, Step(1001, second))
LATER = (*NEW, Step(2000, second))


def shape(engine: Engine) -> dict[str, Any]:
    """Return what tables, columns, keys, rules and indexes there are, without regard to how they were written."""
    looking = inspect(engine)
    found: dict[str, Any] = {}
    for table in sorted(looking.get_table_names()):
        found[table] = {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"], column["primary_key"])
                for column in looking.get_columns(table)
            ],
            "primary": looking.get_pk_constraint(table),
            "foreign": sorted(looking.get_foreign_keys(table), key=lambda key: str(key["name"])),
            "unique": sorted(looking.get_unique_constraints(table), key=lambda key: str(key["name"])),
            "checks": sorted(looking.get_check_constraints(table), key=lambda key: str(key["name"])),
            "indexes": sorted(looking.get_indexes(table), key=lambda key: str(key["name"])),
        }
    return found


@pytest.fixture
def old(tmp_path: Path, passphrase: str) -> Path:
    """A closed file of an older version, with a row."""
    path = tmp_path / "Old.casement"
    ReviewFile.create(path, passphrase, OLD).close()
    return path


def rows(review: ReviewFile) -> list[tuple[Any, ...]]:
    with review.session() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql("SELECT * FROM note")]


def test_the_migrated_schema_is_that_of_the_models(review: ReviewFile) -> None:
    models = create_engine("sqlite://")
    Base.metadata.create_all(models)
    assert shape(review.engine) == shape(models)
    assert shape(models)
    models.dispose()


def test_a_difference_of_the_schemas_would_be_seen() -> None:
    models = create_engine("sqlite://")
    Base.metadata.create_all(models)
    before = shape(models)
    with models.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX extra ON lane (title)")
        connection.exec_driver_sql("ALTER TABLE lane ADD COLUMN colour TEXT")
    after = shape(models)
    assert {table for table in before if before[table] != after[table]} == {"lane"}
    models.dispose()


def test_step_1_is_the_frozen_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = freeze.SCRIPT.read_text(encoding="utf-8")
    monkeypatch.setattr(freeze, "SCRIPT", tmp_path / "step.sql")
    freeze.main()
    assert (tmp_path / "step.sql").read_text(encoding="utf-8") == frozen


def test_the_planted_file_of_version_0_comes_to_the_present(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(FILES / "version-0.casement", tmp_path / "Version 0.casement"))
    with ReviewFile.open(path, VERSION_0_PASSPHRASE) as review:
        assert review.version == Version.of(STEPS[-1].version)
        assert review.check().sound
        assert set(review.check().rows) == set(Base.metadata.tables)
    assert [backup.reason for backup in backups_of(path)] == [Reason.UPGRADE]


def test_an_older_file_is_backed_up_and_brought_up_to_date(old: Path, passphrase: str) -> None:
    with ReviewFile.open(old, passphrase, NEW) as review:
        assert str(review.version) == "1.1"
        assert rows(review) == [("a", "kept; and\nkept", "calm")]
    (backup,) = backups_of(old)
    assert backup.reason is Reason.UPGRADE
    with ReviewFile.open(backup.path, passphrase, OLD) as before:
        assert rows(before) == [("a", "kept; and\nkept")]


def test_a_file_of_the_present_version_is_left_alone(old: Path, passphrase: str) -> None:
    before = old.read_bytes()
    ReviewFile.open(old, passphrase, OLD).close()
    assert old.read_bytes() == before
    assert backups_of(old) == ()


@pytest.mark.parametrize("step", [broken, loose])
def test_a_step_that_fails_halfway_leaves_the_file_as_it_was(old: Path, passphrase: str, step: Any) -> None:
    before = old.read_bytes()
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(old, passphrase, (*NEW, Step(1002, step)))
    assert caught.value.key == "upgrade_failed"
    assert "Old.casement" in message_for(caught.value).says
    assert old.read_bytes() == before
    assert len(backups_of(old)) == 1
    with ReviewFile.open(old, passphrase, OLD) as review:
        assert rows(review) == [("a", "kept; and\nkept")]
        assert review.version == Version(1, 0)


def test_a_file_without_room_for_its_backup_is_not_migrated(old: Path, passphrase: str) -> None:
    old.with_name("Old backups").write_text("a file where the folder should be")
    before = old.read_bytes()
    with pytest.raises(FileProblem):
        ReviewFile.open(old, passphrase, NEW)
    assert old.read_bytes() == before


def test_a_newer_minor_is_opened_and_a_newer_major_refused(old: Path, passphrase: str) -> None:
    ReviewFile.open(old, passphrase, NEW).close()
    with ReviewFile.open(old, passphrase, OLD) as review:
        assert review.version == Version(1, 1)
    key = Key.derive(passphrase, old.read_bytes()[:16])
    newer = connect(old, key, "rw")
    newer.execute("PRAGMA user_version=2000")
    newer.close()
    before = old.read_bytes()
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(old, passphrase, NEW)
    assert caught.value.key == "file_too_new"
    assert "2.0" in message_for(caught.value).says
    assert old.read_bytes() == before


def test_a_new_file_that_can_not_be_made_leaves_nothing(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(Error, match="nowhere"):
        ReviewFile.create(tmp_path / "New.casement", passphrase, (*OLD, Step(1001, broken)))
    assert list(tmp_path.iterdir()) == []


def make_version_0(path: Path) -> None:
    """Make the planted file anew (by hand, should it ever be lost): ours by its mark, and nothing in it yet."""
    connection = connect(path, Key.derive(VERSION_0_PASSPHRASE, bytes(range(0xF0, 0x100))), "rwc")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.close()
