"""A copy of the scripts in a folder of its own, with a stand-in for the program and homes that nobody else uses."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys
print("|".join([os.getcwd(), os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *sys.argv[1:]]))
sys.exit(7 if "fail" in sys.argv else 0)
"""
WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
CHECK = "import sys, smallpart\nsys.exit(smallpart.NAME != 'smallpart')\n"


@dataclass
class Copy:
    """The installer's scripts copied beside a small program, to be run as a user would."""

    root: Path
    home: Path
    tools: Path

    @property
    def installer(self) -> Path:
        return self.root / "installer"

    @property
    def environments(self) -> Path:
        return self.home / ".local" / "share" / "casement" / "environments"

    def run(
        self, script: str, *arguments: str, shell: str = "sh", cwd: Path | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts as somebody without root or sudo, and with no display unless one is set."""
        environment = {
            "PATH": f"{self.tools}{os.pathsep}/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(self.home),
            "CASEMENT_PYTHON": sys.executable,
            "PIP_CERT": "/dev/null",
            **settings,
        }
        return subprocess.run(
            [shell, str(self.installer / script), *arguments],
            env=environment,
            cwd=cwd or self.root,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def add_environment(self, python: Path, *tiers: str, name: str = "made", kind: str = "run") -> Path:
        """Put in place what a finished set-up leaves, with this as its Python."""
        lock = "requirements.lock" if kind == "run" else "requirements-test.lock"
        digest = hashlib.sha256((self.installer / lock).read_bytes()).hexdigest()[:16]
        folder = self.environments / f"{kind}-{digest}-py3.11-{name}"
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").symlink_to(python)
        for tier in tiers:
            (folder / f"works-{tier}").touch()
        (self.environments / f"{kind}-{digest}").write_text(f"{folder.name}\n", encoding="utf-8")
        return folder

    def add_tool(self, name: str, text: str) -> None:
        """Put a command of ours before the system's."""
        path = self.tools / name
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def add_commands(self, *names: str) -> None:
        """Let these of the system's commands be found when the tools are all that is on the path."""
        for name in names:
            found = shutil.which(name)
            assert found, name
            (self.tools / name).symlink_to(found)


@pytest.fixture
def scripts(tmp_path: Path) -> Copy:
    """The scripts in a folder with a space in its name; root and sudo are not to be had."""
    root = tmp_path / "a folder" / "casement copy"
    shutil.copytree(REPOSITORY / "installer", root / "installer", ignore=shutil.ignore_patterns("build", "__pycache__"))
    (root / "app").mkdir()
    (root / "app" / "__init__.py").touch()
    (root / "app" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    copy = Copy(root, tmp_path / "home of somebody", tmp_path / "tools")
    copy.home.mkdir()
    copy.tools.mkdir()
    copy.add_tool("id", "echo 1000")
    copy.add_tool("sudo", "exit 1")
    return copy


@pytest.fixture
def small_part(scripts: Copy, tmp_path: Path) -> Path:
    """A folder with the one wheel that the lock of the copy then names, so that a set-up takes seconds and no network."""
    folder = tmp_path / "the wheels"
    folder.mkdir()
    wheel = folder / "smallpart-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("smallpart.py", "NAME = 'smallpart'\n")
        archive.writestr("smallpart-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: smallpart\nVersion: 1\n")
        archive.writestr("smallpart-1.dist-info/WHEEL", WHEEL)
        archive.writestr("smallpart-1.dist-info/RECORD", "")
    lock_small_part(scripts, hashlib.sha256(wheel.read_bytes()).hexdigest())
    (scripts.installer / "environment_check.py").write_text(CHECK, encoding="utf-8")
    return folder


def lock_small_part(scripts: Copy, digest: str) -> None:
    """Write the copy's lock anew, for one part with this hash."""
    (scripts.installer / "requirements.lock").write_text(f"smallpart==1 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
