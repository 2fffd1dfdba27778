"""What is remembered between starts, and forgotten when asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from app.bootstrap.memory import MOST, Memory


def files(folder: Path, count: int) -> list[Path]:
    made = [folder / f"{number}.casement" for number in range(count)]
    for path in made:
        path.touch()
    return made


def test_the_latest_files_come_first_and_no_more_than_fit(settings: QSettings, tmp_path: Path) -> None:
    memory = Memory(settings)
    made = files(tmp_path, MOST + 3)
    for path in (*made, made[5]):
        memory.opened(path)
    assert memory.recent()[:2] == (made[5], made[-1])
    assert len(memory.recent()) == MOST
    made[5].unlink()
    assert made[5] not in memory.recent()


def test_places_belong_to_their_file(settings: QSettings, tmp_path: Path) -> None:
    memory = Memory(settings)
    first, second = files(tmp_path, 2)
    memory.keep_places(first, {"people": {"person": "a1"}})
    assert memory.places(first) == {"people": {"person": "a1"}}
    assert memory.places(second) == {}
    memory.forget(first)
    assert memory.places(first) == {}


def test_nothing_is_remembered_once_it_is_switched_off(settings: QSettings, tmp_path: Path) -> None:
    memory = Memory(settings)
    first = files(tmp_path, 1)[0]
    memory.opened(first)
    memory.keep_places(first, {"people": {"person": "a1"}})
    memory.set_remembers(False)
    assert not Memory(settings).remembers
    memory.opened(first)
    memory.keep_places(first, {"people": {"person": "a1"}})
    assert (memory.recent(), memory.places(first)) == ((), {})
    memory.set_remembers(True)
    memory.opened(first)
    assert memory.recent() == (first,)


def test_settings_edited_by_hand_are_as_if_empty(settings: QSettings, tmp_path: Path) -> None:
    settings.setValue("recent/files", "{not json")
    assert Memory(settings).recent() == ()
    settings.setValue("recent/files", '{"a": 1}')
    assert Memory(settings).recent() == ()
