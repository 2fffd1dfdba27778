"""The house keeps its shape: import contracts, sizes, docstrings, and one catalogue of sentences."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.catalogue import message_for
from app.domain.errors import KnownError
from app.domain.resources import load_toml

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "app").rglob("*.py"))
RUN_LINT = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
LINT = [sys.executable, "-c", RUN_LINT, "--no-cache"]

PLANTED = {
    "rooms": ("app/services/planted.py", "import app.workspace.history"),
    "views-see-no-rows": ("app/views/planted.py", "import app.models"),
    "only-storage-knows-the-cipher": ("app/workspace/planted.py", "import sqlcipher3"),
    "no-qt-below-workspace": ("app/services/planted.py", "import PySide6.QtCore"),
    "documents-without-database": ("app/documents/planted.py", "import sqlalchemy"),
    "domain-is-plain": ("app/domain/planted.py", "import lxml"),
}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    return subprocess.run([*LINT, *chosen], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    said = lint(ROOT)
    assert said.returncode == 0, said.stdout


def test_every_contract_has_a_planted_breach() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_its_contract(contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    place, line = PLANTED[contract]
    (tmp_path / place).write_text(f'"""Planted."""\n\n{line}\n')
    said = lint(tmp_path, contract)
    assert said.returncode == 1, said.stdout + said.stderr
    assert "BROKEN" in said.stdout


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_outgrows_its_reader(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert source.count("\n") <= 500
    for function in functions(tree):
        assert (function.end_lineno or 0) - function.lineno < 50, function.name
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < 300, node.name


def test_every_room_says_its_rule() -> None:
    for room in ("domain", "models", "storage", "services", "documents", "workspace", "views", "bootstrap"):
        text = ast.get_docstring(ast.parse((ROOT / "app" / room / "__init__.py").read_text(encoding="utf-8")))
        assert text
        assert text.split("\n")[0].endswith("."), room


def test_no_lambda_is_connected_to_a_signal() -> None:
    for path in MODULES:
        assert not re.search(r"\.connect\(\s*lambda", path.read_text(encoding="utf-8")), path


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    for path in (ROOT / "app" / "views").rglob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""', "", path.read_text(encoding="utf-8"))
        # A drag has its loop from Qt; the board's tests lock in the middle of one.
        assert not re.search(r"(?<!drag)\.exec\(|processEvents|QEventLoop", code), path


def test_no_network_is_ever_imported() -> None:
    modules = r"socket|ssl|http|urllib\.request|ftplib|smtplib|requests|PySide6\.QtNetwork"
    forbidden = re.compile(rf"^\s*(?:import|from) (?:{modules})\b", re.MULTILINE)
    for path in MODULES:
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


# -- sentences ----------------------------------------------------------------------------------------------------------

RAISED = re.compile(r'(?:KnownError|FileProblem|ImportProblem|ExportProblem|RuleBroken)\(\s*"([a-z0-9_-]+)"')


def keys_in_code() -> set[str]:
    return {key for path in MODULES for key in RAISED.findall(path.read_text(encoding="utf-8"))}


def test_every_known_error_has_a_sentence() -> None:
    assert keys_in_code() - set(load_toml("messages.toml")["errors"]) == set()


def test_every_sentence_is_spoken_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    silent = {key for key in load_toml("messages.toml")["errors"] if f'"{key}"' not in code and f"'{key}'" not in code}
    assert silent == set()


@pytest.mark.parametrize("key", sorted(load_toml("messages.toml")["errors"]))
def test_a_sentence_is_plain_and_says_what_to_do(key: str) -> None:
    entry = load_toml("messages.toml")["errors"][key]
    facts = dict.fromkeys(re.findall(r"{(\w+)}", entry["says"] + entry["advice"]), "this")
    message = message_for(KnownError(key, **facts))
    assert message.says
    assert message.advice
    assert str(message) == f"{message.says} {message.advice}"
    assert not re.search(r"exception|traceback|sqlite|null|uuid|stack|commit", str(message), re.IGNORECASE)
