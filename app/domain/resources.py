"""Where the program's own data lies: vocabularies, sentences, templates, themes, the practice review."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def resource_path(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``, in a checkout and in a frozen program alike."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)


@cache
def load_toml(*parts: str) -> dict[str, Any]:
    """Read a TOML file below ``resources`` once; callers must not change what they are given."""
    with resource_path(*parts).open("rb") as file:
        return tomllib.load(file)
