"""The menus and their commands, as data: what each is called, its keys, and whether it needs an open review."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.views.desks import DESKS


@dataclass(frozen=True)
class Command:
    """One thing the window can be told to do; ``group`` makes it one of a choice."""

    key: str
    words: str
    keys: str = ""
    icon: str = ""
    needs_review: bool = True
    checkable: bool = False
    group: str = ""

    @property
    def text(self) -> str:
        """The words as shown, with the Alt key in them."""
        return QCoreApplication.translate("Menus", self.words)


@dataclass(frozen=True)
class Menu:
    """A menu: keys of commands, further menus, and None for a line."""

    key: str
    words: str
    entries: tuple[str | Menu | None, ...]

    @property
    def text(self) -> str:
        """The words as shown, with the Alt key in them."""
        return QCoreApplication.translate("Menus", self.words)


def _n(words: str) -> str:
    """Mark words for translation where there is no object to translate them."""
    return words


_FILE = (
    Command("file.new", _n("&New review…"), "Ctrl+N", "file-plus", needs_review=False),
    Command("file.open", _n("&Open a review…"), "Ctrl+O", "folder-open", needs_review=False),
    Command("file.practice", _n("Open the &practice review"), "", "graduation-cap", needs_review=False),
    Command("file.save_copy", _n("&Save a copy…"), "Ctrl+Shift+S", "copy"),
    Command("file.passphrase", _n("Change pass&phrase…"), "", "key-round"),
    Command("file.restore", _n("&Restore a backup…"), "", "history", needs_review=False),
    Command("file.import", _n("&Import a return…"), "Ctrl+I", "download"),
    Command("file.paste_rows", _n("Paste rows from &Word or Excel…"), "Ctrl+Shift+V", "table"),
    Command("file.export", _n("&Export report…"), "Ctrl+E", "file-down"),
    Command("file.chronology", _n("&Take the chronology out…"), "Ctrl+Shift+E", "table"),
    Command("file.picture", _n("Export the pict&ure of the case…"), "", "chart-gantt"),
    Command("file.blank", _n("&Blank return for an agency…"), "", "file-text"),
    Command("file.lock", _n("&Lock"), "Ctrl+L", "lock"),
    Command("file.close", _n("&Close review"), "Ctrl+W", "x"),
    Command("file.quit", _n("&Quit"), "Ctrl+Q", "log-out", needs_review=False),
)
_EDIT = (
    Command("edit.undo", _n("&Undo"), "Ctrl+Z", "undo-2"),
    Command("edit.redo", _n("&Redo"), "Ctrl+Shift+Z", "redo-2"),
    Command("edit.find", _n("&Find anything…"), "Ctrl+K", "search"),
    Command("edit.search", _n("&Search everything…"), "Ctrl+Shift+F", "search"),
    Command("edit.find_people", _n("Find people's &names in the chronology")),
    Command("edit.next_mention", _n("Ne&xt mention of the person"), "F4"),
    Command("edit.previous_mention", _n("Pre&vious mention of the person"), "Shift+F4"),
    Command("edit.words", _n("&Words of this review…"), "", "book-open"),
)
_VIEW = (
    *(Command(f"desk.{d.key}", d.name, f"Ctrl+{n}", "", checkable=True, group="desk") for n, d in enumerate(DESKS, start=1)),
    Command("view.reset", _n("R&eset this arrangement"), "", "rotate-ccw"),
    Command("view.reset_all", _n("Reset &arrangement of all desks")),
    Command("view.next_panel", _n("&Next panel"), "F6"),
    Command("view.previous_panel", _n("Pre&vious panel"), "Shift+F6"),
    Command("view.float", _n("&Float or dock this panel"), "Ctrl+Shift+D", "picture-in-picture-2"),
    Command("naming.named", _n("&Named"), "", "", checkable=True, group="naming"),
    Command("naming.role", _n("By &role"), "", "", checkable=True, group="naming"),
    Command("naming.pseudonym", _n("&Pseudonym"), "", "", checkable=True, group="naming"),
    Command("view.presentation", _n("Presen&tation"), "Ctrl+Shift+P", "presentation", checkable=True),
    Command("theme.system", _n("As the &system"), "", "monitor", needs_review=False, checkable=True, group="theme"),
    Command("theme.light", _n("&Light"), "", "sun", needs_review=False, checkable=True, group="theme"),
    Command("theme.dark", _n("&Dark"), "", "moon", needs_review=False, checkable=True, group="theme"),
)
_HELP = (
    Command("help.here", _n("&Where am I?"), "F1", "circle-help", needs_review=False),
    Command("help.keys", _n("&Keys"), "Ctrl+F1", "keyboard", needs_review=False),
    Command("help.about", _n("&About Casement"), "", "info", needs_review=False),
)
COMMANDS = {command.key: command for command in (*_FILE, *_EDIT, *_VIEW, *_HELP)}
"""Every command by its key."""

MENUS = (
    Menu(
        "file",
        _n("&File"),
        (
            "file.new",
            "file.open",
            Menu("recent", _n("Open re&cent"), ()),
            "file.practice",
            None,
            "file.import",
            "file.paste_rows",
            "file.blank",
            "file.export",
            "file.chronology",
            "file.picture",
            None,
            "file.save_copy",
            "file.restore",
            "file.passphrase",
            None,
            "file.lock",
            "file.close",
            "file.quit",
        ),
    ),
    Menu(
        "edit",
        _n("&Edit"),
        (
            "edit.undo",
            "edit.redo",
            None,
            "edit.find",
            "edit.search",
            "edit.find_people",
            "edit.next_mention",
            "edit.previous_mention",
            None,
            "edit.words",
        ),
    ),
    Menu(
        "view",
        _n("&View"),
        (
            *(f"desk.{d.key}" for d in DESKS),
            None,
            Menu("panels", _n("&Panels"), ()),
            "view.next_panel",
            "view.previous_panel",
            "view.float",
            None,
            "view.reset",
            "view.reset_all",
            None,
            Menu("naming", _n("How people are s&hown"), ("naming.named", "naming.role", "naming.pseudonym")),
            "view.presentation",
            Menu("theme", _n("The&me"), ("theme.system", "theme.light", "theme.dark")),
        ),
    ),
    Menu("help", _n("&Help"), ("help.here", "help.keys", None, "help.about")),
)
