"""A workspace with a fresh real review open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.services import review
from app.storage.review_file import ReviewFile
from app.workspace.workspace import Workspace
from tests.conftest import PASSPHRASE


@pytest.fixture
def workspace(qapp: QCoreApplication, review_path: Path) -> Iterator[Workspace]:
    """An open review with three lanes."""
    workspace = Workspace()
    workspace.take(ReviewFile.open(review_path, PASSPHRASE))
    workspace.perform("Begin", lambda uow: review.start(uow, "Orchard", "scr", ("Proposed", "Agreed", "Set aside")))
    yield workspace
    workspace.drafts.drop_all()
    workspace.close()
