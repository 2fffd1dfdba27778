"""The collector of garbage rests while an act is under way, and wakes however the act ends."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork


def test_the_collector_wakes_after_an_act_and_after_one_given_up(tmp_path: Path) -> None:
    gc.enable()
    with ReviewFile.create(tmp_path / "Orchard.casement", "nine slow barges under low bridges") as file:
        with UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
            assert not gc.isenabled()
            uow.commit()
        assert gc.isenabled()
        with pytest.raises(ValueError, match="given up"), UnitOfWork(file.engine, Stamp("2" * 32, "tester")):
            raise ValueError("given up")
        assert gc.isenabled()
