"""What stands above the chronology: typing to filter, what to show only, how many that leaves, and the two first steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.search import Misread
from app.views.itemmodels.event_lines import EventFilter
from app.views.search.kept import KeptButton
from app.views.search.knowing import Knowing, misread_in_words
from app.views.search.query_field import QueryField
from app.views.theme import space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import button, icon_button, label
from app.workspace.workspace import Workspace

TOGGLES = ("skeleton_only", "in_no_episode", "nobody_asked", "date_questions")


class FilterBar(QWidget):
    """Says what is to be shown; each switch is one click or Space."""

    filter_changed = Signal(object)
    entered_list = Signal()
    add_requested = Signal()
    take_in_requested = Signal()

    def __init__(self, workspace: Workspace, knowing: Knowing, panel: QWidget) -> None:
        super().__init__(panel)
        self.search = QueryField(self.tr("Filter the chronology"), knowing)
        self.kept = KeptButton(workspace, panel)
        self.misread = label(tone="attention", wrap=True)
        self.misread.hide()
        self.count = label(tone="soft")
        self.add = button(self.tr("Add an event"), icon_name="plus")
        self.add.setToolTip(self.tr("Add an event (Ctrl+N)"))
        self.take_in = icon_button("file-input", self.tr("Take in an agency's return…"))
        words = (self.tr("In the skeleton"), self.tr("In no episode"), self.tr("Nobody asked"), self.tr("Date to settle"))
        tips = (
            self.tr("Only events marked for the skeleton chronology"),
            self.tr("Only events that belong to no key practice episode yet"),
            self.tr("Only events that no conversation speaks of yet"),
            self.tr("Only events whose date leaves a question"),
        )
        self.toggles = {key: QCheckBox(text) for key, text in zip(TOGGLES, words, strict=True)}
        for toggle, tip in zip(self.toggles.values(), tips, strict=True):
            toggle.setToolTip(tip)
            toggle.toggled.connect(self._on_toggled)
        self._lay_out()
        self.search.searched.connect(self._on_searched)
        self.search.entered_list.connect(self.entered_list)
        self.kept.chosen.connect(self.look_for)
        self.search.left.connect(self.entered_list)
        self.add.clicked.connect(self.add_requested)
        self.take_in.clicked.connect(self.take_in_requested)

    def focus_search(self) -> None:
        """Put the keyboard into the filter, all of it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(space("small"))
        top.addWidget(self.search, 1)
        top.addWidget(self.kept)
        top.addWidget(self.add)
        top.addWidget(self.take_in)
        self._switches = switches = FlowLayout(space("medium"), space("tight"))
        for toggle in self.toggles.values():
            switches.addWidget(toggle)
        self.count.setMinimumHeight(self.toggles["skeleton_only"].sizeHint().height())
        switches.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("medium"), space("small"), space("medium"), space("small"))
        layout.setSpacing(space("small"))
        layout.addLayout(top)
        layout.addLayout(switches)
        layout.addWidget(self.misread)

    def add_switch(self, switch: QWidget) -> None:
        """Put one more thing to switch on at the end of the row."""
        self._switches.addWidget(switch)

    def filter(self) -> EventFilter:
        """Return what is to be shown."""
        return EventFilter(self.search.text(), *(toggle.isChecked() for toggle in self.toggles.values()))

    def show_count(self, shown: int, total: int) -> None:
        """Say how many events are shown of how many."""
        if shown == total:
            text = self.tr("1 event") if total == 1 else self.tr("{} events").format(total)
        else:
            text = self.tr("{shown} of {total} events").format(shown=shown, total=total)
        self.count.setText(text)

    def show_misread(self, misread: tuple[Misread, ...]) -> None:
        """Say what of the words typed was not understood."""
        self.misread.setText(misread_in_words(misread))
        self.misread.setVisible(bool(misread))

    def look_for(self, words: str) -> None:
        """Filter by these words, as if they had been typed."""
        self.search.setText(words)
        self.filter_changed.emit(self.filter())

    def switched_on(self) -> list[str]:
        """Return the keys of the switches that are on."""
        return [key for key, toggle in self.toggles.items() if toggle.isChecked()]

    def switch_on(self, keys: list[str]) -> None:
        """Switch exactly these on."""
        for key, toggle in self.toggles.items():
            toggle.setChecked(key in keys)

    def show_all(self) -> None:
        """Filter by nothing."""
        self.search.wipe()
        self.switch_on([])

    def _on_searched(self, text: str) -> None:
        self.kept.set_words(text)
        self.filter_changed.emit(self.filter())

    def _on_toggled(self, _on: bool) -> None:
        self.filter_changed.emit(self.filter())
