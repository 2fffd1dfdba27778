"""The start script on a prepared machine: what it passes on, what it costs, what it asks for when something is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli import COMMANDS

from .conftest import REPOSITORY, Copy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sh scripts; Windows has installer/casement.ps1")
SHELLS = [shell for shell in ("sh", "dash", "bash") if shutil.which(shell)]
ALL_TIERS = ("commands", "offscreen", "x11", "wayland")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("script", ["casement", "test", "lib.sh", "lock"])
def test_every_shell_reads_every_script(script: str, shell: str) -> None:
    command = [shell, "-n", str(REPOSITORY / "installer" / script)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_arguments_arrive_as_they_were_typed(scripts: Copy, tmp_path: Path, shell: str) -> None:
    scripts.add_environment(Path(sys.executable), "commands")
    elsewhere = tmp_path / "where the files are"
    (elsewhere / "app").mkdir(parents=True)
    (elsewhere / "app" / "__main__.py").write_text("raise SystemExit('the wrong program')", encoding="utf-8")
    typed = ["report", "my review.casement", "--out", "", "it's \"*\" $HOME"]
    result = scripts.run("casement", *typed, shell=shell, cwd=elsewhere)
    assert result.stdout.rstrip("\n").split("|") == [str(elsewhere), str(scripts.root), *typed]
    assert result.stderr == ""


def test_exit_status_is_the_programs(scripts: Copy) -> None:
    scripts.add_environment(Path(sys.executable), "commands")
    assert scripts.run("casement", "check", "fail").returncode == 7


def test_a_link_to_the_script_finds_the_program(scripts: Copy) -> None:
    scripts.add_environment(Path(sys.executable), "commands")
    (scripts.installer / "linked").symlink_to("casement")
    (scripts.tools / "start").symlink_to(scripts.installer / "linked")
    result = subprocess.run(
        ["sh", str(scripts.tools / "start"), "check"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(scripts.home)}, capture_output=True, text=True, check=False,
    )
    assert result.stdout.split("|")[1:] == [str(scripts.root), "check\n"]


def test_a_python_path_of_the_user_does_not_reach_the_program(scripts: Copy, tmp_path: Path) -> None:
    scripts.add_environment(Path(sys.executable), "commands")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("raise SystemExit('the wrong program')", encoding="utf-8")
    assert scripts.run("casement", "check", PYTHONPATH=str(tmp_path), PYTHONHOME="/nowhere").returncode == 0


def test_a_later_start_costs_little(scripts: Copy) -> None:
    true = Path(shutil.which("true") or "")
    scripts.add_environment(true, *ALL_TIERS)

    def seconds(*command: str) -> float:
        begun = time.perf_counter()
        subprocess.run(command, env={"PATH": "/usr/bin:/bin", "HOME": str(scripts.home), "DISPLAY": ":0"}, check=True)
        return time.perf_counter() - begun

    bare = min(seconds(str(true)) for _ in range(20))
    whole = min(seconds("sh", str(scripts.installer / "casement")) for _ in range(20))
    assert whole - bare < 0.06


@pytest.mark.parametrize("word", [*COMMANDS, "-h", "--help", "help", "--version"])
def test_commands_of_the_program_start_where_no_window_could(scripts: Copy, word: str) -> None:
    scripts.add_environment(Path(sys.executable), "commands")
    scripts.add_tool("apt-get", "exit 1")
    result = scripts.run("casement", word, DISPLAY=":0", WAYLAND_DISPLAY="w")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("settings", "arguments", "asked"),
    [
        ({}, ["check"], {*"c"}),
        ({"DISPLAY": ":0"}, ["check"], {*"c"}),
        ({}, [], {*"c"}),
        ({"DISPLAY": ":0"}, [], {*"cox"}),
        ({"DISPLAY": ":0"}, ["--practice"], {*"cox"}),
        ({"WAYLAND_DISPLAY": "w"}, [], {*"cow"}),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, [], {*"coxw"}),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, [], {*"cox"}),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, [], {*"co"}),
        ({"DISPLAY": ":0"}, ["--self-test", "folder"], {*"co"}),
        ({}, ["--set-up-only"], {*"coxw"}),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux systems bring these libraries as packages")
def test_without_rights_the_exact_line_is_printed(
    scripts: Copy, settings: dict[str, str], arguments: list[str], asked: set[str]
) -> None:
    table = "\n".join(f"{tier} libnone-{tier[0]}.so.1 libnone-{tier[0]}1" for tier in ALL_TIERS)
    (scripts.installer / "libraries.txt").write_text(table, encoding="utf-8")
    scripts.add_tool("apt-get", "echo apt-get was called >&2; exit 1")
    scripts.add_tool("apt-cache", "echo '  Candidate: 1.0'")
    result = scripts.run("casement", *arguments, **settings)
    assert result.returncode == 1
    assert "apt-get was called" not in result.stderr
    line = next(line for line in result.stderr.splitlines() if "apt-get install" in line)
    assert line.startswith("    sudo apt-get update && sudo apt-get install -y --no-install-recommends ")
    assert set(re.findall(r"libnone-(\w)1", line)) == asked
    assert not list(scripts.environments.glob("*-py*")), "nothing may be half made"
    assert not (scripts.environments / "setting-up").exists(), "the turn must be given back"


@pytest.mark.parametrize(
    ("known", "chosen"), [("libnew1t64 libold1", "libnew1t64"), ("libold1", "libold1"), ("", "libold1")]
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux systems bring these libraries as packages")
def test_of_two_names_the_one_that_apt_can_install_is_taken(scripts: Copy, known: str, chosen: str) -> None:
    (scripts.installer / "libraries.txt").write_text("commands libnone.so.1 libnew1t64|libold1\n", encoding="utf-8")
    scripts.add_tool("apt-get", "exit 1")
    answer = "case ' {} ' in *\" $2 \"*) echo '  Candidate: 1.0' ;; *) echo '  Candidate: (none)' ;; esac"
    scripts.add_tool("apt-cache", answer.format(known))
    line = next(line for line in scripts.run("casement", "check").stderr.splitlines() if "apt-get install" in line)
    assert line.split()[-1] == chosen


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux systems bring these libraries as packages")
def test_a_system_without_apt_hears_what_is_missing(scripts: Copy) -> None:
    (scripts.installer / "libraries.txt").write_text("commands libnone.so.1 libnone1\n", encoding="utf-8")
    scripts.add_commands("dirname", "uname", "sha256sum", "mkdir", "rm")
    result = scripts.run("casement", "check", PATH=str(scripts.tools), shell=shutil.which("sh") or "sh")
    assert result.returncode == 1
    assert "lacks: libnone.so.1. It has no apt" in result.stderr


def test_help_needs_nothing_installed_and_then_is_the_programs(scripts: Copy) -> None:
    before = scripts.run("casement", "--help")
    assert before.returncode == 0
    assert before.stdout.startswith("Usage: sh installer/casement ")
    assert not scripts.environments.exists()
    scripts.add_environment(Path(sys.executable), "commands")
    assert scripts.run("casement", "--help").stdout.endswith("|--help\n")
    assert scripts.run("casement", "--help-set-up").stdout == before.stdout


def test_options_of_the_set_up_are_explained_when_wrong(scripts: Copy) -> None:
    result = scripts.run("casement", "--wheels", "no such folder")
    assert (result.returncode, result.stderr) == (1, "Casement: --wheels needs the name of a folder with the parts in it.\n")


def test_without_a_home_there_is_a_sentence(scripts: Copy) -> None:
    result = scripts.run("casement", "check", HOME="")
    assert result.returncode == 1
    assert "there is no home folder" in result.stderr


def test_the_data_home_is_respected(scripts: Copy, tmp_path: Path) -> None:
    folder = scripts.add_environment(Path(sys.executable), "commands")
    moved = tmp_path / "data home"
    shutil.move(folder.parents[1], moved / "casement")
    assert scripts.run("casement", "check", XDG_DATA_HOME=str(moved)).returncode == 0


def test_on_a_mac_no_library_is_asked_for_and_its_own_tool_hashes_the_lock(scripts: Copy) -> None:
    scripts.add_environment(Path(sys.executable), "commands", "offscreen")
    scripts.add_commands("sh", "dirname", "cat")
    # The digest comes from a tool with another name there; under its name here nothing is found.
    scripts.add_tool("shasum", f'[ "$*" = "-a 256" ] && exec {shutil.which("sha256sum") or "/usr/bin/shasum -a 256"}')
    scripts.add_tool("uname", "echo Darwin")
    result = scripts.run("casement", "--practice", PATH=str(scripts.tools), shell=shutil.which("sh") or "sh")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("|--practice\n")
