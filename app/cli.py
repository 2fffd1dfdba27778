"""The command line: reports, returns, examination and the practice review, without a window.

Exit status: 0 all well; 1 done, but something was set aside or found; 2 the arguments are off; 3 not done, with the reason;
70 a bug of ours.
"""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.domain.catalogue import message_for
from app.domain.crash_report import described
from app.domain.errors import Cancelled, ExportProblem, KnownError
from app.domain.names_left import NameLeft, NamesLeft
from app.domain.resources import load_toml

DONE: Final = 0
SOMETHING_LEFT: Final = 1
WRONG_ARGUMENTS: Final = 2
NOT_DONE: Final = 3
BUG: Final = 70

TEXTS: Final = ("command-line.toml",)
"""Where everything stands that a person reads here."""

COMMANDS: Final = ("report", "chronology", "blank", "import", "check", "practice", "export-data", "read-data")


def wants_help(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for the overview or the version, and for no window."""
    return bool(arguments) and arguments[0] in {"-h", "--help", "help", "--version"}


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; what the world did is said in a sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal can't show must not end a command after its work is done.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if wants_help(arguments):
        return _help(list(arguments))
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KnownError as problem:
        print(f"casement: {message_for(problem)}", file=sys.stderr)
        return NOT_DONE
    except (KeyboardInterrupt, EOFError):
        print(f"casement: {message_for(Cancelled())}", file=sys.stderr)
        return NOT_DONE
    except Exception as bug:  # noqa: BLE001 - the boundary: no value of the case may reach the terminal
        _complain("bug")
        print(described(type(bug), bug.__traceback__), file=sys.stderr)
        return BUG


def _words(part: str) -> dict[str, Any]:
    return load_toml(*TEXTS)[part]


def _say(key: str, **facts: object) -> None:
    print(_words("says")[key].format(**facts))


def _complain(key: str, **facts: object) -> None:
    print(_words("says")[key].format(**facts), file=sys.stderr)


def _help(arguments: list[str]) -> int:
    if arguments[0] == "--version":
        print(f"casement {__version__}")
    elif arguments[0] == "help" and len(arguments) > 1 and arguments[1] in COMMANDS:
        _parser().parse_args([arguments[1], "--help"])
    else:
        print(load_toml(*TEXTS)["overview"])
    return DONE


# -- arguments ------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casement", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> tuple[argparse.ArgumentParser, dict[str, str]]:
        words = _words("commands")[name]
        sub = commands.add_parser(
            name,
            description=words["says"],
            epilog=words["more"],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub, words

    report, words = command("report", _report)
    _file(report)
    report.add_argument("--outline", default="learning-together", help=words["outline"])
    _leaving(report, words, "DOCX")

    _chronology_arguments(*command("chronology", _chronology))

    _blank_arguments(*command("blank", _blank))

    taking, words = command("import", _import)
    _file(taking)
    taking.add_argument("returns", nargs="+", type=Path, metavar="RETURN", help=words["returns"])
    taking.add_argument("--agency", metavar="NAME", help=words["agency"])
    answer = taking.add_mutually_exclusive_group()
    answer.add_argument("--corrects", metavar="FILE", default="", help=words["corrects"])
    answer.add_argument("--further", action="store_true", help=words["further"])

    _file(command("check", _check)[0])

    practice, words = command("practice", _practice)
    practice.add_argument("--out", required=True, type=Path, metavar="FILE", help=words["out"])
    _passphrase(practice)

    export, words = command("export-data", _export)
    _file(export)
    export.add_argument("--out", required=True, type=Path, metavar="JSON", help=words["out"])
    export.add_argument("--replace", action="store_true", help=_words("says")["replace"])

    back, words = command("read-data", _read_data)
    back.add_argument("data", type=Path, metavar="JSON", help=words["data"])
    back.add_argument("--out", required=True, type=Path, metavar="FILE", help=words["out"])
    _passphrase(back)
    return parser


def _leaving(parser: argparse.ArgumentParser, words: dict[str, str], kinds: str) -> None:
    """Add what every document is asked for: its audience, its place, whether it is a draft."""
    audiences = ("pseudonym", "role", "named")
    parser.add_argument("--audience", choices=audiences, default="pseudonym", help=words["audience"])
    parser.add_argument("--out", required=True, type=Path, metavar=kinds, help=words["out"])
    parser.add_argument("--replace", action="store_true", help=_words("says")["replace"])
    parser.add_argument("--final", action="store_true", help=words["final"])
    parser.add_argument("--allow-names", action="store_true", help=words["allow-names"])


def _chronology_arguments(parser: argparse.ArgumentParser, words: dict[str, str]) -> None:
    _file(parser)
    parser.add_argument("--skeleton", action="store_true", help=words["skeleton"])
    parser.add_argument("--about", metavar="NAME", default="", help=words["about"])
    parser.add_argument("--prompt-sheet", action="store_true", help=words["prompt-sheet"])
    _leaving(parser, words, "FILE")


def _blank_arguments(parser: argparse.ArgumentParser, words: dict[str, str]) -> None:
    _file(parser)
    parser.add_argument("--agency", required=True, metavar="NAME", help=words["agency"])
    parser.add_argument("--reference", metavar="WORDS", help=words["reference"])
    parser.add_argument("--person", action="append", default=[], metavar="NAME", help=words["person"])
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=words["out"])
    parser.add_argument("--replace", action="store_true", help=_words("says")["replace"])
    parser.add_argument("--allow-names", action="store_true", help=words["allow-names"])


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_words("says")["file"])
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase-stdin", action="store_true", help=_words("says")["passphrase-stdin"])


def _asked(options: argparse.Namespace, *, new: bool = False) -> str:
    if options.passphrase_stdin:
        passphrase = _line_of_input().rstrip("\r\n")
    else:
        passphrase = getpass.getpass(_words("says")["passphrase"])
        if new and getpass.getpass(_words("says")["again"]) != passphrase:
            raise KnownError("passphrases_differ")
    if new:
        from app.services import passphrases

        passphrases.require_strong(passphrase)
    return passphrase


def _line_of_input() -> str:
    """Read a line as UTF-8, whatever the terminal's code page: the passphrase must not depend on that."""
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        return sys.stdin.readline()
    try:
        return raw.readline().decode("utf-8")
    except UnicodeDecodeError as problem:
        raise KnownError("passphrase_not_text") from problem


def _require_free(options: argparse.Namespace) -> None:
    """Raise ``ExportProblem`` where the file to write is there already, unless it may be written over."""
    if options.out.exists() and not options.replace:
        raise ExportProblem("out_exists", file=options.out.name)


# -- commands: what they need is loaded when they run, so that help and a wrong argument answer at once ---------------


def _report(options: argparse.Namespace) -> int:
    from app.bootstrap import cases, reports

    outline = reports.outline_named(options.outline)
    if outline is None:
        _complain("no-outline", outline=options.outline)
        for key, title in reports.outline_names():
            _complain("line", line=f"{key:<24}{title}")
        return WRONG_ARGUMENTS
    _require_free(options)
    with cases.open_review(options.file, _asked(options)) as file:
        final = {"confidential": not options.final}
        return _left_with(options, partial(reports.write_report, file, outline, options.audience, options.out, **final))


def _chronology(options: argparse.Namespace) -> int:
    from app.bootstrap import cases, chronologies
    from app.domain.naming import NamingMode
    from app.services.chronology_out import Choice

    form = chronologies.form_of(options.out, prompts=options.prompt_sheet)
    if form is None:
        _complain("no-form", name=options.out.name)
        return WRONG_ARGUMENTS
    _require_free(options)
    with cases.open_review(options.file, _asked(options)) as file:
        about = chronologies.person_named(file, options.about) if options.about else ""
        mode = NamingMode(options.audience)
        choice = Choice(form, options.skeleton, mode, about=about, confidential=not options.final)
        return _left_with(options, partial(chronologies.write_chronology, file, choice, options.out))


def _blank(options: argparse.Namespace) -> int:
    from app.bootstrap import blanks, cases

    form = blanks.form_of(options.out)
    if form is None:
        _complain("no-blank-form", name=options.out.name)
        return WRONG_ARGUMENTS
    _require_free(options)
    with cases.open_review(options.file, _asked(options)) as file:
        facts = {"form": form, "reference": options.reference, "people": options.person}
        return _left_with(options, partial(blanks.write_blank, file, options.agency, options.out, **facts))


def _left_with(options: argparse.Namespace, write: Callable[..., Sequence[NameLeft]]) -> int:
    """Write a document, say what names it carries or would carry, and return the exit status."""
    try:
        left = write(allow_names=options.allow_names)
    except NamesLeft as problem:
        print(f"casement: {message_for(problem)}", file=sys.stderr)
        _list_names(problem.left)
        return SOMETHING_LEFT
    if left:
        _complain("names-allowed", name=options.out.name)
        _list_names(left)
    _say("written", path=options.out)
    return DONE


def _list_names(left: Sequence[NameLeft]) -> None:
    for found in left:
        _complain("name", name=found.name, place=found.place)


def _import(options: argparse.Namespace) -> int:
    from app.bootstrap import cases, returns

    if options.corrects and len(options.returns) > 1:
        _complain("one-corrected")
        return WRONG_ARGUMENTS
    password = None if options.passphrase_stdin else _password_of_file
    left = refused = 0
    with cases.open_review(options.file, _asked(options)) as file:
        cases.require_writable(file)
        for path in options.returns:
            try:
                wanted = returns.Wanted(options.agency or path.stem, options.corrects, options.further)
                outcome = returns.take_in(file, path, wanted, password)
            except KnownError as problem:
                _complain("not-taken-in", name=path.name, why=message_for(problem))
                refused += 1
                continue
            _say("taken-in", name=path.name, taken=outcome.taken, left=len(outcome.set_aside))
            for line in (*outcome.set_aside, *outcome.questions, *outcome.remarks):
                _say("line", line=line)
            if options.corrects:
                _say("corrected", changed=outcome.changed, gone=len(outcome.gone))
            for key, lines in (("gone", outcome.gone), ("kept", outcome.kept)):
                for line in lines:
                    _say(key, line=line)
            left += len(outcome.set_aside) + len(outcome.questions) + len(outcome.gone) + len(outcome.kept)
    if refused:
        return NOT_DONE
    return SOMETHING_LEFT if left else DONE


def _password_of_file() -> str:
    return getpass.getpass(_words("says")["password"])


def _check(options: argparse.Namespace) -> int:
    from app.bootstrap import cases

    with cases.open_review(options.file, _asked(options)) as file:
        found = cases.examined(file)
    for line in found.lines:
        print(line)
    return DONE if found.sound else SOMETHING_LEFT


def _practice(options: argparse.Namespace) -> int:
    from app.bootstrap import practice

    practice.make_practice_review(options.out, _asked(options, new=True)).close()
    _say("made", path=options.out)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from app.bootstrap import cases

    _require_free(options)
    with cases.open_review(options.file, _asked(options)) as file:
        cases.export_data(file, options.out)
    _say("exported", path=options.out)
    return DONE


def _read_data(options: argparse.Namespace) -> int:
    from app.bootstrap import cases

    try:
        data = json.loads(options.data.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        raise KnownError("data_unreadable", name=options.data.name) from problem
    cases.read_data(data, options.out, _asked(options, new=True)).close()
    _say("made", path=options.out)
    return DONE
