"""The test script: its exit status, what it says at the end, and what it does about missing parts."""

from __future__ import annotations

import shutil
import sys

import pytest

from .conftest import Copy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sh scripts; Windows has installer/test.ps1")
CLOSING = "============================== 3 passed in 0.10s ==============================="
# Stands where the environment's Python would, and answers for each tool as it is told by the settings.
ANSWERS = """
case "$1 $2" in
    "-m ruff") exit "${RUFF:-0}" ;;
    "-m pyright") exit "${PYRIGHT:-0}" ;;
    */lint-imports\\ *) exit "${IMPORTS:-0}" ;;
    */coverage_gate.py\\ *) exit "${COVERAGE:-0}" ;;
    */machine.py\\ missing) exit 0 ;;
    "-m pytest")
        echo "given: $*"
        for word in "$@"; do
            case $word in --cov-report=json:*) : >"${word#*json:}" ;; esac
        done
        echo "$CLOSING"
        exit "${PYTEST:-0}"
        ;;
esac
exit 99
"""
COMMANDS = ["sh", "dirname", "uname", "sha256sum", "cut", "tr", "mktemp", "mkdir", "rm", "tee", "grep", "tail"]
PARTS = ["Xvfb", "xauth", "xwininfo", "xdotool", "import", "soffice", "sqlcipher", "pdftoppm"]


@pytest.fixture
def answers(scripts: Copy) -> Copy:
    """A prepared test environment whose tools answer at once; every part is there."""
    scripts.add_tool("python", ANSWERS)
    scripts.add_environment(scripts.tools / "python", "commands", "offscreen", kind="test")
    scripts.add_commands(*COMMANDS)
    for part in PARTS:
        scripts.add_tool(part, "exit 0")
    return scripts


def outcome(scripts: Copy, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of the script with nothing but our tools on the path."""
    result = scripts.run(
        "test", *arguments, shell=shutil.which("sh") or "sh", PATH=str(scripts.tools), CLOSING=CLOSING, **settings
    )
    return result.returncode, result.stdout, result.stderr


def test_all_well(answers: Copy) -> None:
    status, output, errors = outcome(answers)
    assert status == 0
    assert output.splitlines()[-1] == CLOSING
    assert "-m not benchmark --cov" in output
    assert "found something" not in errors
    assert "not here" not in errors


@pytest.mark.parametrize("tool", ["RUFF", "PYRIGHT", "IMPORTS", "COVERAGE"])
def test_a_finding_of_any_tool_fails_the_run_but_stops_nothing(answers: Copy, tool: str) -> None:
    status, output, errors = outcome(answers, **{tool: "2"})
    assert status == 1
    assert output.splitlines()[-1] == CLOSING
    assert errors.splitlines()[-1].startswith("Casement: found something: ")


@pytest.mark.parametrize("status", [1, 2, 3, 5])
def test_exit_status_is_pytests(answers: Copy, status: int) -> None:
    assert outcome(answers, PYTEST=str(status))[0] == status
    assert outcome(answers, PYTEST=str(status), RUFF="1")[0] == status


def test_with_arguments_only_pytest_runs(answers: Copy) -> None:
    status, output, _errors = outcome(answers, "tests/domain", "-k", "two words", RUFF="1", COVERAGE="1")
    assert status == 0
    assert output.splitlines()[0].endswith("-m pytest -p no:cacheprovider tests/domain -k two words")


@pytest.mark.parametrize(
    ("part", "mark"), [("Xvfb", "xvfb"), ("xdotool", "xvfb"), ("soffice", "libreoffice"), ("sqlcipher", "sqlcipher_shell")]
)
def test_a_missing_part_is_named_and_its_tests_left_out(answers: Copy, part: str, mark: str) -> None:
    (answers.tools / part).unlink()
    status, output, errors = outcome(answers)
    assert status == 0
    assert f"-m not benchmark and not {mark} --cov" in output
    assert f"not here: {part}. Tests with these marks did not run: {mark}" in errors
    assert outcome(answers, "--strict-parts")[0] == 1
    assert outcome(answers, CI="true")[0] == 1
