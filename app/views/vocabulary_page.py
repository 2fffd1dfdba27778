"""One vocabulary of the review: its entries, what each is called, and what is offered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services import outlines, vocabularies
from app.services.vocabularies import Entry
from app.views.conversations.rows_view import RowsView
from app.views.itemmodels.rows import RowWords
from app.views.theme import space
from app.views.widgets.labels import button, caption, label
from app.workspace.workspace import Workspace


class VocabularyPage(QWidget):
    """The entries at the left, the words of the one chosen at the right; each change is one step to undo."""

    def __init__(self, workspace: Workspace, name: str, title: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._name = name
        self._grows = vocabularies.grows(name)
        self._shipped = {entry.key: entry for entry in vocabularies.shipped(name)}
        self._entries: dict[str, Entry] = {}
        self._key = ""
        self._dirty = False
        self.list = RowsView(title, most_lines=2)
        self.label = QLineEdit()
        self.label.setAccessibleName(self.tr("Name of the entry"))
        self.help = QPlainTextEdit()
        self.help.setAccessibleName(self.tr("Help to the entry"))
        self.help.setProperty("kind", "field")
        self.help.setTabChangesFocus(True)
        self.help.setMaximumHeight(130)
        self._about = label(tone="soft", wrap=True)
        self._as_shipped = label(tone="soft", wrap=True)
        self.hide_button = button("")
        self.reset_button = button("")
        self.add_button = button(self.tr("Add an &entry"), icon_name="plus")
        self.add_below_button = button(self.tr("Add &below this one"), icon_name="plus")
        self.up_button = button(self.tr("Move &up"), icon_name="arrow-up")
        self.down_button = button(self.tr("Move do&wn"), icon_name="arrow-down")
        self._lay_out()
        self._connect()
        self.refresh()
        self._choose(next(iter(self._entries)))

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        for each, offered in (
            (self.add_button, self._grows),
            (self.add_below_button, bool(vocabularies.LISTS[self._name][1])),
            (self.up_button, not self._grows),
            (self.down_button, not self._grows),
        ):
            below.addWidget(each)
            each.setVisible(offered)
        below.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(space("small"))
        left.addWidget(self.list, 1)
        left.addLayout(below)
        acts = QHBoxLayout()
        acts.addWidget(self.hide_button)
        acts.addWidget(self.reset_button)
        acts.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(space("small"))
        right.addWidget(caption(self.tr("Calle&d"), self.label))
        right.addWidget(self.label)
        if self._grows:
            right.addWidget(caption(self.tr("&Help"), self.help))
            right.addWidget(self.help)
        right.addWidget(self._about)
        right.addWidget(self._as_shipped)
        right.addLayout(acts)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("large"))
        layout.addLayout(left, 5)
        layout.addLayout(right, 4)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_list_chosen)
        self.list.opened.connect(self._on_list_opened)
        self.label.textEdited.connect(self._on_edited)
        self.label.editingFinished.connect(self._on_left)
        self.help.textChanged.connect(self._on_edited)
        self.help.installEventFilter(self)
        self.hide_button.clicked.connect(self._on_hide_clicked)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.add_below_button.clicked.connect(self._on_add_below_clicked)
        for moves, keys, by in ((self.up_button, "Alt+Up", -1), (self.down_button, "Alt+Down", 1)):
            act = partial(self._move, by)
            moves.clicked.connect(act)
            moves.setToolTip(keys)
            if not self._grows:
                QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- showing ----------------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the entry that is shown."""
        return self._key

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the entries as the review has them; what is being typed stays."""
        read = partial(vocabularies.vocabulary, name=self._name, with_hidden=True)
        before = list(self._entries)
        self._entries = {entry.key: entry for entry in self._workspace.read(read)}
        self.list.show_rows([self._row(entry) for entry in self._entries.values()])
        if self._key not in self._entries:
            self._dirty = False
            at = before.index(self._key) if self._key in before else 0
            self._choose(list(self._entries)[max(0, min(at - 1, len(self._entries) - 1))])
        else:
            self._show_entry()

    def _row(self, entry: Entry) -> RowWords:
        usual = self._shipped.get(entry.key)
        parent = self._entries.get(entry.parent_key)
        told = (
            self.tr("Hidden") if entry.hidden or (parent is not None and parent.hidden) else "",
            self.tr("Your own") if entry.own else "",
            self.tr("As shipped: {}").format(usual.label) if usual and usual.label != entry.label else "",
            self.tr("Moved") if entry.moved else "",
            self.tr("Help in your words") if usual and usual.help != entry.help else "",
        )
        below = " · ".join(part for part in told if part)
        layered = bool(vocabularies.LISTS[self._name][1]) or not self._grows
        heads = layered and not entry.parent_key
        return RowWords(entry.key, entry.label, below=below, strong=heads)

    def _choose(self, key: str) -> None:
        self._key = key
        self.list.choose(key)
        self._show_entry()

    def _show_entry(self) -> None:
        entry = self._entries[self._key]
        usual = self._shipped.get(self._key)
        if not self._dirty:
            _show(self.label, entry.label)
            _show(self.help, entry.help)
        reworded = usual is not None and (usual.label, usual.help) != (entry.label, entry.help)
        self._as_shipped.setText(self._usual_words(entry, usual))
        self._as_shipped.setVisible(bool(self._as_shipped.text()))
        _name(self.hide_button, self.tr("&Offer it again") if entry.hidden else self.tr("H&ide it"))
        self.hide_button.setEnabled((self._name, entry.key) not in vocabularies.ALWAYS_SHOWN)
        _name(self.reset_button, self.tr("&Remove it") if entry.own else self.tr("As shi&pped"))
        self.reset_button.setEnabled(entry.own or reworded or entry.hidden or entry.moved)
        self._about.setText("" if self._grows else entry.help)
        self._about.setVisible(bool(self._about.text()))
        beside = self._beside()
        self.up_button.setEnabled(beside[0] != self._key)
        self.down_button.setEnabled(beside[-1] != self._key)

    def _beside(self) -> list[str]:
        """The entries that stand below the same one as the chosen, in order."""
        parent_key = self._entries[self._key].parent_key
        return [entry.key for entry in self._entries.values() if entry.parent_key == parent_key]

    def _usual_words(self, entry: Entry, usual: Entry | None) -> str:
        if usual is None or (usual.label, usual.help) == (entry.label, entry.help):
            return ""
        return self.tr("As shipped: {}").format("\n".join(part for part in (usual.label, usual.help) if part))

    # -- acts -------------------------------------------------------------------------------------------------------

    def save_draft(self) -> bool:
        """Commit what was typed; False where that failed, and it is still here. An entry always keeps a name."""
        if not self._dirty:
            return True
        name = self.label.text().strip() or self._entries[self._key].label
        act = partial(
            vocabularies.reword_entry, name=self._name, key=self._key, label=name, help_text=self.help.toPlainText()
        )
        if self._workspace.perform(self.tr("Change words"), act, merge_key=f"words.{self._name}.{self._key}") is None:
            return False
        self._dirty = False
        self._workspace.drafts.forget(self)
        return True

    def _on_edited(self, _text: str = "") -> None:
        self._dirty = True
        self._workspace.drafts.touch(self)

    def _on_left(self) -> None:
        if self._workspace.is_open and self.save_draft():
            self._workspace.end_step()
            self._show_entry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the help when it is left, as a line keeps its words."""
        if watched is self.help and event.type() == QEvent.Type.FocusOut:
            self._on_left()
        return False

    def _on_list_chosen(self, key: str) -> None:
        if self.save_draft():
            self._workspace.end_step()
            self._choose(key)
        else:
            self.list.choose(self._key)

    def _on_list_opened(self, _key: str) -> None:
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)
        self.label.selectAll()

    def _on_hide_clicked(self) -> None:
        hidden = not self._entries[self._key].hidden
        act = partial(vocabularies.hide_entry, name=self._name, key=self._key, hidden=hidden)
        if self.save_draft():
            self._workspace.perform(self.tr("Hide an entry") if hidden else self.tr("Offer an entry again"), act)

    def _on_reset_clicked(self) -> None:
        own = self._entries[self._key].own
        act = partial(vocabularies.reset_entry, name=self._name, key=self._key)
        self._dirty = False
        self._workspace.drafts.forget(self)
        self._workspace.perform(self.tr("Remove an entry") if own else self.tr("Take the shipped words again"), act)

    def _move(self, by: int) -> None:
        outline = self._name.removeprefix(vocabularies.OUTLINE)
        act = partial(outlines.move_section, key=outline, section_key=self._key, by=by)
        if self.save_draft() and self._key != self._beside()[0 if by < 0 else -1]:
            self._workspace.end_step()
            self._workspace.perform(self.tr("Move a section"), act)

    def _on_add_clicked(self) -> None:
        self._add("")

    def _on_add_below_clicked(self) -> None:
        entry = self._entries[self._key]
        self._add(entry.parent_key or entry.key)

    def _add(self, parent_key: str) -> None:
        if not self.save_draft():
            return
        act = partial(vocabularies.add_entry, name=self._name, label=self.tr("New entry"), parent_key=parent_key)
        done = self._workspace.perform(self.tr("Add an entry"), act)
        if done is not None:
            self._choose(done.value)
            self._on_list_opened(done.value)


def _show(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Show words without taking them for typed ones."""
    if (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == words:
        return
    blocked = field.blockSignals(True)
    field.setText(words) if isinstance(field, QLineEdit) else field.setPlainText(words)
    field.blockSignals(blocked)


def _name(made: QPushButton, words: str) -> None:
    made.setText(words)
    made.setAccessibleName(words.replace("&", ""))
