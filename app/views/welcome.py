"""The start screen: a new review, one that is there, or the practice review. It knows names of files and no storage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.views.theme import space
from app.views.widgets.labels import button, icon_button, label, line, set_property

SHOWN = 6
"""So many recent files are offered."""


class Welcome(QWidget):
    """Offers the first step, and asks for it by signal."""

    new_requested = Signal()
    open_requested = Signal()
    recent_requested = Signal(Path)
    forget_requested = Signal(Path)
    practice_requested = Signal()
    remember_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "ground")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._recent_title = label(self.tr("Recent reviews"), strong=True)
        none = self.tr("The reviews you open are listed here by the name of their file.")
        self._none = label(none, tone="soft", wrap=True)
        self._remember = QCheckBox(self.tr("&Remember recent reviews"))
        self._remember.setToolTip(self.tr("Only the names of files are kept, never what is in them."))
        self._remember.setChecked(True)
        self._new = button(self.tr("&New review…"), kind="primary")
        self._open = button(self.tr("&Open a review…"), icon_name="folder-open")
        self._practice = button(self.tr("Open the &practice review"), icon_name="graduation-cap")
        self._lay_out()
        self._new.clicked.connect(self.new_requested)
        self._open.clicked.connect(self.open_requested)
        self._practice.clicked.connect(self.practice_requested)
        self._remember.toggled.connect(self.remember_changed)

    def show_recent(self, paths: Sequence[Path], *, remember: bool = True) -> None:
        """List the recent files by their names alone."""
        while (item := self._recent.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        self._remember.blockSignals(True)
        self._remember.setChecked(remember)
        self._remember.blockSignals(False)
        offered = list(paths)[:SHOWN] if remember else []
        for path in offered:
            self._recent.addWidget(self._row(path))
        self._none.setVisible(not offered)
        self._none.setText(
            self.tr("The reviews you open are listed here by the name of their file.")
            if remember
            else self.tr("Recent reviews are not remembered.")
        )

    def focus_first(self) -> None:
        """Put the keyboard where most people go on: the newest review, or a new one."""
        item = self._recent.itemAt(0)
        row = item.widget() if item is not None else None
        first = row.findChild(QPushButton) if row is not None else self._new
        (first or self._new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(760)
        inner = QVBoxLayout(column)
        inner.setSpacing(space("large"))
        inner.addWidget(label(self.tr("Casement"), size="title"))
        promise = self.tr("Everything about a review stays in one encrypted file on this computer.")
        inner.addWidget(label(promise, size="page", tone="soft", wrap=True))
        inner.addSpacing(space("small"))
        halves = QHBoxLayout()
        halves.setSpacing(space("page") * 2)
        halves.addLayout(self._steps(), 2)
        halves.addLayout(self._recents(), 3)
        inner.addLayout(halves)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(column, 8)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space("page"), space("page"), space("page"), space("page"))
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)

    def _steps(self) -> QVBoxLayout:
        steps = QVBoxLayout()
        steps.setSpacing(space("medium"))
        for each in (self._new, self._open, self._practice):
            each.setIconSize(QSize(18, 18))
            each.setMinimumHeight(40)
            steps.addWidget(each)
        hint = self.tr("An invented case to learn on. Nothing you do in it can go wrong.")
        steps.addWidget(label(hint, tone="soft", wrap=True))
        steps.addStretch(1)
        return steps

    def _recents(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(space("small"))
        right.addWidget(self._recent_title)
        right.addWidget(line())
        right.addLayout(self._recent)
        right.addWidget(self._none)
        right.addSpacing(space("small"))
        right.addWidget(self._remember)
        right.addStretch(1)
        return right

    def _row(self, path: Path) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space("tight"))
        opens = button(path.stem.replace("&", "&&"), kind="row", icon_name="file-text")
        opens.setAccessibleName(self.tr("Open {}").format(path.stem))
        forgets = icon_button("x", self.tr("Take {} off this list").format(path.stem))
        opens.clicked.connect(partial(self._on_row_clicked, path))
        forgets.clicked.connect(partial(self._on_forget_clicked, path))
        layout.addWidget(opens, 1)
        layout.addWidget(forgets)
        set_property(row, "kind", "plain")
        return row

    def _on_row_clicked(self, path: Path) -> None:
        self.recent_requested.emit(path)

    def _on_forget_clicked(self, path: Path) -> None:
        self.forget_requested.emit(path)
