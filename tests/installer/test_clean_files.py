"""Nothing in the repository names a source of packages or a folder of the machine it was written on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .conftest import REPOSITORY

# In pieces, so that this file does not name them either.
HOSTS = [
    f"{name}.{end}"
    for name, end in [
        ("pypi", "org"), ("pythonhosted", "org"), ("deb.debian", "org"), ("debian", "org/debian"), ("archive.ubuntu", "com"),
        ("registry.npmjs", "org"), ("conda.anaconda", "org"), ("proxy.golang", "org"), ("index.crates", "io"),
    ]
]
NAMES = ["opt/cv", "opt/wheels", "opt/pypi", "tmp/wt", "tmp/prep", "tmp/trial", "work/main", "work/shared", "work/.library"]
FOLDERS = [f"/{name}" for name in NAMES]
LEFT_BEHIND = {".git", "__pycache__", "build", "dist", ".venv", ".hypothesis", ".pytest_cache", ".ruff_cache"}


def tracked() -> list[Path]:
    """The files git keeps, or in a copy without git all but what tools leave behind."""
    if shutil.which("git") and (REPOSITORY / ".git").exists():
        command = ["git", "-C", str(REPOSITORY), "ls-files", "-z"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            return [path for name in answer.stdout.split("\0") if name and (path := REPOSITORY / name).is_file()]
    every = (path for path in REPOSITORY.rglob("*") if path.is_file())
    return [path for path in every if not LEFT_BEHIND & set(path.relative_to(REPOSITORY).parts)]


def test_no_file_names_a_source_or_this_machine() -> None:
    paths = tracked()
    assert REPOSITORY / "pyproject.toml" in paths
    found = []
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content[:8000]:
            continue
        text = content.decode("utf-8", errors="replace")
        found += [f"{path.relative_to(REPOSITORY)}: {word}" for word in HOSTS + FOLDERS if word in text]
    assert found == []
