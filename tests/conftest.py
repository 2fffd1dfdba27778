"""What every test needs: an offscreen window system, and quick real review files."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from app.workspace import tasks

settings.register_profile("whole", max_examples=40)
settings.load_profile("whole")  # the whole suite stays short: every run tries other examples than the last

PASSPHRASE = "seven quiet herons over wet fields"


@pytest.fixture(autouse=True, scope="session")
def traced_pool() -> Iterator[None]:
    """Have coverage see what Qt's own threads run: Python tells its tracers of those that Python begins alone."""
    run = tasks._Runner.run

    def traced(runner: tasks._Runner) -> None:
        sys.settrace(threading.gettrace())
        run(runner)

    with pytest.MonkeyPatch.context() as patch:
        if threading.gettrace() is not None:
            patch.setattr(tasks._Runner, "run", traced)
        yield


@pytest.fixture(scope="session")
def blank_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real encrypted review file with nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "blank.casement"
    ReviewFile.create(path, PASSPHRASE).close()
    return path


@pytest.fixture
def review_path(blank_review: Path, tmp_path: Path) -> Path:
    """A fresh copy of the blank review."""
    path = tmp_path / "Orchard.casement"
    shutil.copyfile(blank_review, path)
    return path


@pytest.fixture
def review_file(review_path: Path) -> Iterator[ReviewFile]:
    """An open blank review."""
    file = ReviewFile.open(review_path, PASSPHRASE)
    yield file
    file.close()


@pytest.fixture
def act(review_file: ReviewFile) -> Callable[..., object]:
    """Do a service in a unit of work of its own and commit it."""

    def do(service: Callable[..., object], *arguments: object, **named: object) -> object:
        with UnitOfWork(review_file.engine, Stamp(os.urandom(16).hex(), "tester")) as uow:
            value = service(uow, *arguments, **named)
            uow.commit()
        return value

    return do


@pytest.fixture(autouse=True)
def plain_look() -> Iterator[None]:
    """Take back the theme that a test put on the application, so that no test sees another's."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.styleSheet():
        application.setStyleSheet("")
        application.setPalette(application.style().standardPalette())


@pytest.fixture(autouse=True, scope="session")
def clipboard_given_up() -> Iterator[None]:
    """Empty the clipboard at the end: Qt offscreen deletes what is on it only once Python has gone, and crashes."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        QApplication.clipboard().clear()
