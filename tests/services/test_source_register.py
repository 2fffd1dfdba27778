"""The register of sources over a real encrypted file: files kept inside, checked, and undone whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ImportProblem, RuleBroken
from app.models import KeptFile, SourceDocument
from app.services import circulation, exchange, imports, people, review, source_register
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from tests.support.a_return import a_return

Act = Callable[..., Any]
LETTER = b"%PDF-1.4 \x00\xff a letter"


@pytest.fixture
def letter(act: Act) -> str:
    act(review.start, "Orchard", "scr", ("Proposed",))

    def add(uow: UnitOfWork) -> str:
        return source_register.add(uow, "Letter.pdf", LETTER, keep_file=True)

    return str(act(add))


def only(file: ReviewFile) -> source_register.SourceRow:
    with file.session() as session:
        (row,) = source_register.listed(session)
    return row


def test_a_document_is_registered_with_its_file(review_file: ReviewFile, letter: str) -> None:
    row = only(review_file)
    assert (row.title, row.file_name, row.kind, row.size) == ("Letter.pdf", "Letter.pdf", "other", len(LETTER))
    assert row.sha256 == sha256(LETTER).hexdigest()
    with review_file.session() as session:
        assert source_register.content(session, letter) == ("Letter.pdf", LETTER)
    assert review_file.check().sound
    assert LETTER not in review_file.path.read_bytes()


def test_who_sent_what_when(review_file: ReviewFile, letter: str, act: Act) -> None:
    agency = act(people.add_agency, "Housing", "HO")
    act(source_register.set_line, letter, "title", "  Letter of the director ")
    act(source_register.set_line, letter, "sent_by", "The director")
    act(source_register.set_line, letter, "remarks", "Two pages")
    act(source_register.set_date, letter, "requested", "early May 2011")
    act(source_register.set_date, letter, "received", "3 June 2011")
    act(source_register.set_date, letter, "secured", "?2 May 2011")
    act(source_register.set_kind, letter, "imr")
    act(source_register.set_agency, letter, agency)
    row = only(review_file)
    assert (row.title, row.sent_by, row.remarks) == ("Letter of the director", "The director", "Two pages")
    assert (row.requested, row.received, row.secured) == ("early May 2011", "3 June 2011", "?2 May 2011")
    assert (row.kind, row.agency, row.agency_id) == ("imr", "Housing", agency)
    act(source_register.set_line, letter, "title", " ")
    act(source_register.set_agency, letter, "")
    assert (only(review_file).title, only(review_file).agency) == ("Letter.pdf", "")


@pytest.mark.parametrize(
    ("service", "arguments"),
    [
        (source_register.set_line, ("sha256", "x")),
        (source_register.set_date, ("title", "x")),
        (source_register.set_kind, ("poem",)),
    ],
)
def test_what_is_not_a_field_is_a_bug(letter: str, act: Act, service: Any, arguments: tuple[str, ...]) -> None:
    with pytest.raises(AssertionError):
        act(service, letter, *arguments)


def test_the_same_file_is_registered_once_and_another_is_not_kept_for_it(
    review_file: ReviewFile, letter: str, act: Act
) -> None:
    with pytest.raises(RuleBroken) as again:
        act(lambda uow: source_register.add(uow, "Copy.pdf", LETTER, keep_file=False))
    assert again.value.key == "document_registered_before"
    act(source_register.let_go, letter)
    assert only(review_file).size == 0
    with review_file.session() as session, pytest.raises(RuleBroken):
        source_register.content(session, letter)
    with pytest.raises(RuleBroken) as other:
        act(source_register.keep, letter, LETTER + b"!")
    assert other.value.key == "document_other_file"
    act(source_register.keep, letter, LETTER)
    act(source_register.keep, letter, LETTER)
    assert only(review_file).size == len(LETTER)


def test_a_file_that_is_no_longer_what_was_registered_does_not_leave(review_file: ReviewFile, letter: str, act: Act) -> None:
    def spoil(uow: UnitOfWork) -> None:
        uow.session.query(KeptFile).one().content = b"other"

    act(spoil)
    with review_file.session() as session, pytest.raises(RuleBroken) as spoilt:
        source_register.content(session, letter)
    assert spoilt.value.key == "document_not_as_registered"


def test_a_return_keeps_its_file_and_its_kind_and_is_taken_back_whole(review_file: ReviewFile, act: Act) -> None:
    act(review.start, "Orchard", "scr", ("Proposed",))
    digest = sha256(LETTER).hexdigest()
    taken = act(imports.take_in, a_return(sha256=digest))
    act(source_register.keep, taken.source_id, LETTER)
    row = only(review_file)
    assert (row.kind, row.events, row.set_aside, row.size) == ("return", 3, 2, len(LETTER))
    with pytest.raises(RuleBroken) as refused:
        act(source_register.set_kind, taken.source_id, "letter")
    assert refused.value.key == "document_is_return"
    act(source_register.remove, taken.source_id)
    with review_file.session() as session:
        assert source_register.listed(session) == ()
        assert session.query(KeptFile).count() == 0


def test_a_document_is_removed_with_its_file(review_file: ReviewFile, letter: str, act: Act) -> None:
    act(source_register.remove, letter)
    with review_file.session() as session:
        assert session.query(SourceDocument).count() == session.query(KeptFile).count() == 0
    assert review_file.check().sound


def test_a_copy_that_leaves_is_noted(review_file: ReviewFile, letter: str, act: Act) -> None:
    act(source_register.note_leaving, letter, "Letter.pdf")
    with review_file.session() as session:
        (note,) = circulation.listed(session)
    assert (note.document, note.audience, note.sha256) == ("Letter.pdf", "named", sha256(LETTER).hexdigest())


def test_files_leave_and_come_back_with_the_data(review_file: ReviewFile, letter: str, tmp_path: Path) -> None:
    with review_file.session() as session:
        data = json.loads(json.dumps(exchange.export_data(session)))
    with ReviewFile.create(tmp_path / "back.casement", "eleven brown hens at dawn") as file:
        with UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
            exchange.read_back(uow, data)
            uow.commit()
        with file.session() as session:
            assert source_register.content(session, letter) == ("Letter.pdf", LETTER)
        assert file.check().sound
    data["tables"]["kept_file"][0]["content"] = "not Base64 ü"
    with (
        ReviewFile.create(tmp_path / "bad.casement", "eleven brown hens at dawn") as file,
        UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow,
        pytest.raises(ImportProblem),
    ):
        exchange.read_back(uow, data)
