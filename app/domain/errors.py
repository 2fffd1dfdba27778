"""Known errors: what the world does to a review, each a key and facts that the catalogue turns into a sentence.

The sentences stand in ``resources/messages.toml`` (``[errors.<key>]`` with ``says`` and ``advice``), read by window and
command line alike. Anything that is not a ``KnownError`` is a bug of ours.
"""

from __future__ import annotations


class KnownError(Exception):
    """Something the world did that we know how to speak about.

    ``key`` names the entry of the catalogue; ``facts`` are the words put into its sentence (file names, row numbers,
    dates). Facts are shown to the user and never logged.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class FileProblem(KnownError):
    """The review file, its folder or a backup can't be used as asked."""


class ImportProblem(KnownError):
    """A return or document can't be read, as a whole."""


class PasswordNeeded(ImportProblem):
    """A protected return opens with a password only: none was given (``return-password``), or the wrong one."""

    KEYS = frozenset({"return-password", "return-wrong-password"})

    @property
    def again(self) -> bool:
        """Whether a password was given and did not fit."""
        return self.key == "return-wrong-password"


class ExportProblem(KnownError):
    """A document can't be written where the user asked."""


class RuleBroken(KnownError):
    """A rule of the review forbids this act."""


class Cancelled(KnownError):
    """The user cancelled a long task; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("cancelled")
