"""Saving: whole or not at all, and a sentence when the world says no."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.documents import saving
from app.documents.saving import save
from app.domain.catalogue import message_for
from app.domain.errors import ExportProblem


def refused(to: Path) -> str:
    """Try to save and return the key of the sentence."""
    with pytest.raises(ExportProblem) as caught:
        save(to, b"new")
    message = message_for(caught.value)
    assert "{" not in str(message)
    return caught.value.key


def test_a_document_replaces_the_one_before(tmp_path: Path) -> None:
    to = tmp_path / "a.docx"
    to.write_bytes(b"old")
    save(to, b"new")
    assert to.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere than in the mode of a file")
@pytest.mark.parametrize("name", ["a.docx", "review.json"])
def test_what_leaves_a_review_is_readable_by_its_user_alone(tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    seen: list[int] = []
    old = os.umask(0)
    try:
        save(to, b"new")
        seen.append(to.stat().st_mode & 0o777)
        to.chmod(0o644)
        save(to, b"newer")
        seen.append(to.stat().st_mode & 0o777)
    finally:
        os.umask(old)
    assert seen == [0o600, 0o600]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone" / "a.docx") == "export_folder_missing"
    (tmp_path / "file").write_text("x")
    assert refused(tmp_path / "file" / "a.docx") == "export_folder_missing"


def test_a_name_that_is_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "export_not_a_file"


@pytest.mark.parametrize("mark", ["~$report.docx", "~$port.docx", ".~lock.report.docx#"])
def test_a_document_that_is_open_elsewhere_is_left_alone(tmp_path: Path, mark: str) -> None:
    to = tmp_path / "report.docx"
    to.write_bytes(b"old")
    (tmp_path / mark).write_bytes(b"")
    assert refused(to) == "export_file_open"
    assert to.read_bytes() == b"old"


def test_a_lock_left_beside_no_document_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".~lock.report.docx#").write_bytes(b"")
    save(tmp_path / "report.docx", b"new")
    assert (tmp_path / "report.docx").read_bytes() == b"new"


def test_a_file_that_may_not_grow_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")
    to = tmp_path / "a.docx"
    to.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(ExportProblem) as caught:
            save(to, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.key == "export_not_written"
    assert to.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "export_no_space"),
        (errno.EDQUOT, "export_no_space"),
        (errno.EROFS, "export_folder_read_only"),
        (errno.EACCES, "export_folder_read_only"),
        (errno.EIO, "export_not_written"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    to = tmp_path / "a.docx"
    to.write_bytes(b"old")
    monkeypatch.setattr(saving.os, "fsync", fails)
    assert refused(to) == key
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert to.read_bytes() == b"old"


@pytest.mark.parametrize(("there", "key"), [(True, "export_file_open"), (False, "export_folder_read_only")])
def test_a_document_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, key: str) -> None:
    """Windows refuses to replace a file that Word holds: the new one could be written, the old one not replaced."""

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    to = tmp_path / "a.docx"
    if there:
        to.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    assert refused(to) == key
    assert [path.name for path in tmp_path.iterdir()] == (["a.docx"] if there else [])
