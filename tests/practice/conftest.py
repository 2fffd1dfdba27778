"""The practice review as data, read once for the tests of this folder."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRACTICE = ROOT / "resources" / "practice"
VOCABULARIES = ROOT / "resources" / "vocabularies"
sys.path.insert(0, str(ROOT / "installer" / "practice"))


def read_all(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table of every TOML file of a folder, lists of the same name put together."""
    merged: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name != "version":
                merged.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return merged


@pytest.fixture(scope="session")
def case() -> dict[str, list[dict[str, Any]]]:
    return read_all(PRACTICE)


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, list[dict[str, Any]]]:
    return read_all(VOCABULARIES)


@pytest.fixture(scope="session")
def practice_folder() -> Path:
    return PRACTICE
