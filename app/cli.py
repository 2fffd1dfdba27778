"""The command line: reports, returns, examination and the practice review, without a window.

Exit status: 0 all well; 1 done, but something was set aside or found; 2 the arguments are off; 3 not done, with the reason.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from app import __version__
from app.domain.catalogue import message_for
from app.domain.errors import Cancelled, KnownError
from app.domain.names_left import NameLeft, NamesLeft

DONE: Final = 0
SOMETHING_LEFT: Final = 1
WRONG_ARGUMENTS: Final = 2
NOT_DONE: Final = 3

COMMANDS: Final = ("report", "import", "check", "practice", "export-data", "read-data")

OVERVIEW: Final = """\
Casement carries out a serious case review, offline, in one encrypted file.

Without a command it opens its window:
   casement                      open the window
   casement FILE                 open the window and ask for FILE's passphrase
   casement --practice           open the window with the practice review

These commands need no screen:
   report       write a Word document of a review
   import       take agencies' returns into a review
   check        examine a review file from end to end
   practice     make the practice review, to learn on
   export-data  write everything a review holds as JSON
   read-data    make a review of exported data

'casement COMMAND --help' explains a command. A passphrase is asked for at the
terminal, or read from standard input with --passphrase-stdin; it is never an
argument, because other programs can read those."""


def wants_help(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for the overview or the version, and for no window."""
    return bool(arguments) and arguments[0] in {"-h", "--help", "help", "--version"}


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; what the world did is said in a sentence on standard error."""
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


def _help(arguments: list[str]) -> int:
    if arguments[0] == "--version":
        print(f"casement {__version__}")
    elif arguments[0] == "help" and len(arguments) > 1 and arguments[1] in COMMANDS:
        _parser().parse_args([arguments[1], "--help"])
    else:
        print(OVERVIEW)
    return DONE


# -- arguments ------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casement", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], says: str, more: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, description=says, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter)
        sub.set_defaults(run=run)
        return sub

    report = command("report", _report, REPORT_SAYS, REPORT_MORE)
    _file(report, "the review")
    report.add_argument("--outline", default="learning-together", help="which outline (default: learning-together)")
    report.add_argument(
        "--audience",
        choices=("pseudonym", "role", "named"),
        default="pseudonym",
        help="how people are shown (default: pseudonym)",
    )
    report.add_argument("--out", required=True, type=Path, metavar="DOCX", help="the document to write")
    report.add_argument("--final", action="store_true", help="leave out “Draft, confidential”")
    report.add_argument("--allow-names", action="store_true", help="write it although names were typed by hand")

    taking = command("import", _import, IMPORT_SAYS, IMPORT_MORE)
    _file(taking, "the review")
    taking.add_argument("returns", nargs="+", type=Path, metavar="RETURN", help="an agency's .xlsx, .docx or .csv")
    taking.add_argument("--agency", metavar="NAME", help="the agency that sent them (default: each file's own name)")

    check = command("check", _check, CHECK_SAYS, CHECK_MORE)
    _file(check, "the review")

    practice = command("practice", _practice, PRACTICE_SAYS, PRACTICE_MORE)
    practice.add_argument("--out", required=True, type=Path, metavar="FILE", help="the review file to make")
    _passphrase(practice)

    export = command("export-data", _export, EXPORT_SAYS, EXPORT_MORE)
    _file(export, "the review")
    export.add_argument("--out", required=True, type=Path, metavar="JSON", help="the file to write, readable by anybody")

    back = command("read-data", _read_data, READ_SAYS, READ_MORE)
    back.add_argument("data", type=Path, metavar="JSON", help="what export-data wrote")
    back.add_argument("--out", required=True, type=Path, metavar="FILE", help="the review file to make")
    _passphrase(back)
    return parser


REPORT_SAYS = "Write a Word document of a review, by an outline."
REPORT_MORE = """\
examples:
   casement report Orchard.casement --out report.docx
   casement report Orchard.casement --outline findings-only --audience role --out findings.docx

An outline that is not known is answered with the list of those that are.
Private notes are in no document. People are shown by the pseudonyms of the
report unless you say otherwise. Where names were typed by hand and would stand
in a document without names, they are listed, nothing is written and the exit
status is 1; --allow-names writes it all the same."""
IMPORT_SAYS = "Take agencies' returns into a review: one event for each row with a date and words."
IMPORT_MORE = """\
examples:
   casement import Orchard.casement "Health visiting.xlsx" Housing.docx
   casement import Orchard.casement --agency "Fernhollow School" return.csv

Columns are recognised by their headings. Nothing is dropped in silence: rows
that are set aside, and dates to be looked at, are listed with the reason, and
the exit status is 1 then. Each file is taken in whole or not at all."""
CHECK_SAYS = "Examine a review file from end to end: pages, links and the log of changes. Nothing is changed."
CHECK_MORE = "The exit status is 0 for a sound file and 1 where something was found."
PRACTICE_SAYS = "Make the practice review: an invented case to learn the program on."
PRACTICE_MORE = "You choose its passphrase, as for any review. Nothing in it is real."
EXPORT_SAYS = "Write everything a review holds as JSON, so that it can always leave Casement."
EXPORT_MORE = """\
The file is NOT encrypted: keep it no longer than you need it. 'casement
read-data' makes an equal review of it. The format is described in
resources/exported-data.md."""
READ_SAYS = "Make a new review of data that export-data wrote."
READ_MORE = "You choose the new review's passphrase. An existing file is never overwritten."


def _file(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=what)
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")


def _asked(options: argparse.Namespace, *, new: bool = False) -> str:
    if options.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    passphrase = getpass.getpass("Passphrase: ")
    if new and getpass.getpass("Once more: ") != passphrase:
        raise KnownError("passphrases_differ")
    return passphrase


# -- commands: what they need is loaded when they run, so that help and a wrong argument answer at once ---------------


def _report(options: argparse.Namespace) -> int:
    from app.bootstrap import cases, reports

    outline = reports.outline_named(options.outline)
    if outline is None:
        known = "\n".join(f"   {key:<24}{title}" for key, title in reports.outline_names())
        print(f"casement: there is no outline “{options.outline}”. These are known:\n{known}", file=sys.stderr)
        return WRONG_ARGUMENTS
    with cases.open_review(options.file, _asked(options)) as file:
        try:
            left = reports.write_report(
                file,
                outline,
                options.audience,
                options.out,
                confidential=not options.final,
                allow_names=options.allow_names,
            )
        except NamesLeft as problem:
            print(f"casement: {message_for(problem)}", file=sys.stderr)
            _list_names(problem.left)
            return SOMETHING_LEFT
    if left:
        print(f"casement: names stand in {options.out.name}, as you allowed:", file=sys.stderr)
        _list_names(left)
    print(f"Written: {options.out}")
    return DONE


def _list_names(left: Sequence[NameLeft]) -> None:
    for found in left:
        print(f"   {found.name}  –  {found.place}", file=sys.stderr)


def _import(options: argparse.Namespace) -> int:
    from app.bootstrap import cases, returns

    left = 0
    with cases.open_review(options.file, _asked(options)) as file:
        cases.require_writable(file)
        for path in options.returns:
            outcome = returns.take_in(file, path, options.agency or path.stem)
            print(f"{path.name}: {outcome.taken} taken in, {len(outcome.set_aside)} set aside")
            for line in (*outcome.set_aside, *outcome.questions, *outcome.remarks):
                print(f"   {line}")
            left += len(outcome.set_aside) + len(outcome.questions)
    return SOMETHING_LEFT if left else DONE


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
    print(f"Made: {options.out}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    from app.bootstrap import cases

    with cases.open_review(options.file, _asked(options)) as file:
        cases.export_data(file, options.out)
    print(f"Written, not encrypted: {options.out}")
    return DONE


def _read_data(options: argparse.Namespace) -> int:
    from app.bootstrap import cases

    try:
        data = json.loads(options.data.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise KnownError("data_unreadable", name=options.data.name) from problem
    cases.read_data(data, options.out, _asked(options, new=True)).close()
    print(f"Made: {options.out}")
    return DONE
