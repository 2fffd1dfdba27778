"""What search knows of the open review beside the words typed, read again only after it may have changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.changes import ChangeSet
from app.domain.naming import Naming
from app.domain.resources import load_toml
from app.domain.search import NOTHING, Misread, SearchContext
from app.services import search
from app.workspace.workspace import Workspace

TABLES = ("person", "person_alias", "pseudonym", "agency", "review", "tag")


class Knowing(QObject):
    """Gives the ``SearchContext`` of the open review; an empty one while none is open."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known: SearchContext | None = None
        self._naming: Naming | None = None
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.naming_changed.connect(self._on_naming_changed)
        workspace.changed.connect(self._on_workspace_changed)

    @property
    def context(self) -> SearchContext:
        """What is known now."""
        if not self._workspace.is_open:
            return NOTHING
        if self._known is None:
            self._naming = self._workspace.naming
            self._known = self._workspace.read(partial(search.context, naming=self._naming))
        return self._known

    def _forget(self, _locked: bool = False) -> None:
        self._known = self._naming = None
        self.changed.emit()

    def _on_naming_changed(self) -> None:
        """Forget what another naming said; at opening it is told of that which is known by already."""
        if self._naming is not self._workspace.naming:
            self._forget()

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if change_set.touches(*TABLES):
            self._forget()


def misread_in_words(misread: tuple[Misread, ...]) -> str:
    """Return the sentences for what was not understood."""
    says = load_toml("messages.toml")["search"]
    return "\n".join(str(says[each.key]["says"]).format(word=each.word) for each in misread)
