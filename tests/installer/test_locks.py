"""The locks hold every part with its hashes, for every system, and say nothing of where the parts come from."""

from __future__ import annotations

import re

import pytest

from .conftest import REPOSITORY

LOCKS = ["requirements", "requirements-test"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(\[[a-z,]+\])?==([^ ;\\]+)")


def lines(name: str) -> list[str]:
    return (REPOSITORY / "installer" / name).read_text(encoding="utf-8").splitlines()


def wanted(name: str) -> dict[str, str | None]:
    """What an .in file asks for, those it includes with it: part and version, or None where any will do."""
    found: dict[str, str | None] = {}
    for line in filter(None, (line.split("#")[0].strip() for line in lines(name))):
        if line.startswith("-r "):
            found |= wanted(line[3:])
        else:
            part, _, version = re.sub(r"\[.*\]", "", line).partition("==")
            found[plain(part)] = version or None
    return found


def plain(part: str) -> str:
    return re.sub(r"[-_.]+", "-", part).lower()


def locked(name: str) -> dict[str, str]:
    return {plain(match[1]): match[3] for match in map(PIN.match, lines(name)) if match}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_source(name: str) -> None:
    for line in lines(f"{name}.lock"):
        assert "://" not in line
        assert not re.match(r"\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host|-e)\b", line)
        assert " @ " not in line


@pytest.mark.parametrize("name", LOCKS)
def test_every_part_is_pinned_and_hashed(name: str) -> None:
    text = "\n".join(lines(f"{name}.lock"))
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    assert entries
    for entry in entries:
        assert PIN.match(entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_its_in_file_asks_for(name: str) -> None:
    asked, pinned = wanted(f"{name}.in"), locked(f"{name}.lock")
    assert asked
    for part, version in asked.items():
        assert part in pinned
        assert version in (None, pinned[part])


def test_what_runs_is_what_is_tested() -> None:
    tested = locked("requirements-test.lock")
    for part, version in locked("requirements.lock").items():
        assert tested[part] == version


def test_pyside_stays_where_it_was_probed() -> None:
    # 6.12.0 wants macOS 14, and aborts on Python 3.11 when a model's data() gives None some thousand times.
    assert locked("requirements.lock")["pyside6-essentials"] == "6.11.3"
