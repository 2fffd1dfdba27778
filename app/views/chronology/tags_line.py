"""The tags of one event, typed in a line with commas between; those in use are offered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.services import tags
from app.views.theme import space
from app.views.widgets.field_form import put_line
from app.views.widgets.labels import label
from app.workspace.workspace import Workspace


class _LastWord(QCompleter):
    """Completes what stands behind the last comma."""

    def splitPath(self, path: str) -> list[str]:
        """Return what is being typed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole line with what was chosen at its end."""
        line = self.widget()
        before, comma, _ = line.text().rpartition(",") if isinstance(line, QLineEdit) else ("", "", "")
        return f"{before}, {index.data()}" if comma else str(index.data())


class TagsLine(QLineEdit):
    """A line of words between commas; the last one is completed, the others stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = QStringListModel(self)
        completer = _LastWord(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def offer(self, names: list[str]) -> None:
        """Offer these tags."""
        self._offered.setStringList(names)

    def names(self) -> tuple[str, ...]:
        """Return the tags as they stand in the line."""
        return tuple(name.strip() for name in self.text().split(",") if name.strip())


class EventTags(QWidget):
    """Shows the tags of the event in the editor, and changes them when the caret leaves the line."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._event_id = ""
        self._shown: tuple[str, ...] = ()
        self.line = TagsLine()
        self.line.setAccessibleName(self.tr("Tags"))
        self.line.setPlaceholderText(self.tr("Words of your own, with commas between"))
        self.line.editingFinished.connect(self.commit)
        workspace.closing.connect(self.commit)
        workspace.changed.connect(self._on_workspace_changed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space("tight"))
        rows.addWidget(label(self.tr("Tags"), tone="soft"))
        rows.addWidget(self.line)

    def show_event(self, event_id: str) -> None:
        """Show an event's tags; no id for none."""
        if event_id != self._event_id:
            self.commit()
            self._event_id = event_id
            self._put()
        self._show()

    def _show(self) -> None:
        if self._event_id and set(self.line.names()) == set(self._shown):
            self._put()

    def _put(self) -> None:
        """Put what the file holds into the line; choosing from what is offered counts as typing, so it is compared."""
        read = self._workspace.read
        self._shown = read(partial(tags.of_event, event_id=self._event_id)) if self._event_id else ()
        if set(self.line.names()) != set(self._shown) or not self._shown:  # the order typed stays while the line is at it
            put_line(self.line, ", ".join(self._shown))
        self.line.offer([row.name for row in read(tags.listed)] if self._event_id else [])

    def commit(self) -> None:
        """Keep what was typed."""
        names, before = self.line.names(), self._shown
        if not self._event_id or set(names) == set(before):
            return
        self._shown = names  # so that what is read again after the commit is shown
        if (
            self._workspace.perform(self.tr("Change tags"), partial(tags.set_of, event_id=self._event_id, names=names))
            is None
        ):
            self._shown = before

    def _on_workspace_changed(self, change_set: ChangeSet, _initiator: object) -> None:
        if self._event_id and change_set.touches("tag", "event_tag"):
            self._show()
