"""File names that every system takes, and that say for whom a document is."""

from __future__ import annotations

import re

from app.domain.naming import NamingMode
from app.domain.text import clean

AUDIENCES = {NamingMode.NAMED: "named", NamingMode.BY_ROLE: "by role", NamingMode.PSEUDONYM: "pseudonyms"}
"""How the name of a document says who is shown how, so that versions with names and without never share one."""

_NOT_TAKEN = re.compile(r'[<>:"/\\|?*\n\t]+')
_LONGEST = 60


def report_file_name(title: str, outline: str, mode: NamingMode, version: str = "") -> str:
    """Return the name proposed for a report: "Review Orchard – Findings only – 0.3 – pseudonyms.docx"."""
    parts = (fit(part) for part in (title, outline, version, AUDIENCES[mode]))
    return f"{' – '.join(part for part in parts if part)}.docx"


def fit(words: str) -> str:
    """Return words without what a file name can't hold on one of the systems."""
    kept = " ".join(_NOT_TAKEN.sub(" ", clean(words)).split())
    return kept[:_LONGEST].strip(" .")
