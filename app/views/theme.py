"""The theme: light, dark or as the system has it, put on the whole application at once.

Colours and sizes are data (``resources/themes``). What is drawn follows the application's palette, so that nobody needs to
hold a theme: ``tokens()`` gives the colours in force, and every widget is told of a change by Qt's own palette change. Qt
can't tell whether the system wants less motion, so nothing moves by itself, here or in the menus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.domain.resources import load_toml, resource_path


class Appearance(Enum):
    """What the reviewer chose: the system's theme, or one of ours for good."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, by the names of ``resources/themes``."""

    dark: bool
    colours: dict[str, str]
    agencies: tuple[str, ...]

    def colour(self, name: str) -> QColor:
        """Return a colour by its name ("ink", "paper", "line" …)."""
        return QColor(self.colours[name])

    def agency(self, index: int) -> QColor:
        """Return the colour of an agency by its place; after the tenth they come round again (the text tells them apart)."""
        return QColor(self.agencies[index % len(self.agencies)])

    def on_agency(self, index: int) -> QColor:
        """Return the ink that reads on an agency's colour, black or white, whichever stands out more."""
        fill = self.agency(index)
        return max(QColor("#FFFFFF"), QColor("#000000"), key=lambda ink: contrast(fill, ink))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def read_tokens(name: str) -> Tokens:
    """Read the theme "light" or "dark"."""
    data = load_toml("themes", f"{name}.toml")
    return Tokens(name == "dark", data["colours"], tuple(data["agencies"]["fills"]))


def tokens() -> Tokens:
    """Return the colours in force, as the application's palette has them."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return read_tokens("dark" if dark else "light")


def space(name: str) -> int:
    """Return a distance in pixels: "tight", "small", "medium", "large" or "page"."""
    return int(_sizes("space")[name])


def font(size: str = "body", *, strong: bool = False) -> QFont:
    """Return the typeface in one of its three sizes: "body", "page" or "title"."""
    made = QFont(_sizes("type")["family"])
    made.setPointSizeF(_sizes("type")[size])
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def line_height() -> int:
    """Return the line height of a page to read or write on, in per cent."""
    return int(_sizes("type")["line_height"])


def _sizes(part: str) -> dict[str, Any]:
    return load_toml("themes", "sizes.toml")[part]


class Theme(QObject):
    """Puts the chosen theme on the application and follows the system where that was chosen."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        appearance: Appearance = Appearance.SYSTEM,
        scheme: Callable[[], Qt.ColorScheme] | None = None,
    ) -> None:
        """Take the application; ``scheme`` tells what the system shows where Qt shouldn't be asked."""
        super().__init__(application)
        self._scheme = scheme or application.styleHints().colorScheme
        self._application = application
        self._appearance = appearance
        self._shown: str | None = None
        for name in _sizes("type")["files"]:
            QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
        application.setStyle("Fusion")
        for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
            QApplication.setEffectEnabled(effect, False)
        application.setFont(font())
        self.choose(appearance)
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def appearance(self) -> Appearance:
        """What was chosen."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Show the theme chosen from now on, the frames of windows included where the system can."""
        self._appearance = appearance
        hints = self._application.styleHints()
        if appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = appearance is Appearance.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _apply(self) -> None:
        name = self._appearance.value
        if self._appearance is Appearance.SYSTEM:
            name = "dark" if self._scheme() is Qt.ColorScheme.Dark else "light"
        if name == self._shown:
            return
        self._shown = name
        shown = read_tokens(name)
        self._application.setPalette(palette_of(shown))
        self._application.setStyleSheet(style_sheet(shown))
        self.changed.emit()


def palette_of(shown: Tokens) -> QPalette:
    """Return the Qt palette of a theme; the placeholder's role carries the soft ink."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, name in (
        (role.Window, "ground"), (role.WindowText, "ink"), (role.Base, "paper"), (role.AlternateBase, "ground"),
        (role.Text, "ink"), (role.Button, "paper"), (role.ButtonText, "ink"), (role.BrightText, "loss"),
        (role.Highlight, "accent_wash"), (role.HighlightedText, "ink"), (role.Accent, "accent"),
        (role.Link, "accent"), (role.LinkVisited, "accent"), (role.PlaceholderText, "ink_soft"),
        (role.ToolTipBase, "paper"), (role.ToolTipText, "ink"), (role.Mid, "line"), (role.Midlight, "hover"),
        (role.Light, "paper"), (role.Dark, "field"), (role.Shadow, "line"),
    ):  # fmt: skip
        made.setColor(target, shown.colour(name))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, target, shown.colour("field"))
    return made


def style_sheet(shown: Tokens) -> str:
    """Fill a theme's colours and sizes into the style sheet of the application."""
    template = Template(resource_path("themes", "casement.qss").read_text("utf-8"))
    sizes = {f"size_{name}": f"{_sizes('type')[name]}pt" for name in ("body", "page", "title")}
    icons = resource_path("themes", "marks", "dark" if shown.dark else "light").as_posix()
    return template.substitute(shown.colours | sizes | {"marks": icons})
