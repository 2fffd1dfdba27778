"""Icons: all that are named are there, of one weight, and drawn in the palette's colours at any scale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from app.domain.resources import resource_path
from app.views import icons
from app.views.menus import COMMANDS
from app.views.theme import Appearance, Theme, tokens

VIEWS = Path(icons.__file__).parent


def _darkest(image: QImage) -> int:
    solid = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return min(c.lightness() for c in solid if c.alpha() > 200)


def test_every_icon_named_is_there() -> None:
    named = {command.icon for command in COMMANDS.values() if command.icon}
    for path in VIEWS.rglob("*.py"):
        text = path.read_text("utf-8")
        named |= set(re.findall(r'(?:icon|pixmap|icon_button)\("([a-z0-9-]+)"', text))
        named |= set(re.findall(r'icon(?:_name)? ?= ?"([a-z0-9-]+)"', text))
    assert len(named) > 20
    assert [name for name in sorted(named) if not resource_path("icons", f"{name}.svg").exists()] == []


def test_every_icon_there_is_named_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in VIEWS.parent.rglob("*.py"))
    kept = [path.stem for path in resource_path("icons").glob("*.svg")]
    assert [name for name in sorted(kept) if f'"{name}"' not in code] == []


def test_every_icon_has_the_one_weight() -> None:
    texts = [path.read_text("utf-8") for path in resource_path("icons").iterdir()]
    assert texts
    assert all('stroke-width="2"' in text and "currentColor" in text for text in texts)


def test_an_unknown_icon_is_refused_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


DRAW = """
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
from app.views.icons import icon
drawn = icon("lock").pixmap(QSize(20, 20), application.devicePixelRatio())
print(drawn.width(), drawn.devicePixelRatio())
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_icons_have_as_many_dots_as_the_screen(scale: str) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", DRAW], env=environment, cwd=VIEWS.parents[1], capture_output=True, check=True
    )
    assert [float(word) for word in said.stdout.split()] == [20 * float(scale), float(scale)]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_pictures_have_the_dots_asked_for(ratio: float) -> None:
    drawn = icons.pixmap("lock", 20, tokens().colour("ink"), ratio)
    assert (drawn.width(), drawn.devicePixelRatio()) == (round(20 * ratio), ratio)


def test_icons_follow_the_theme_without_being_told(theme: Theme) -> None:
    lock = icons.icon("lock")
    light = _darkest(lock.pixmap(QSize(32, 32), 1.0).toImage())
    theme.choose(Appearance.DARK)
    dark = _darkest(lock.pixmap(QSize(32, 32), 1.0).toImage())
    assert light < 60 < 160 < dark


def test_disabled_icons_stand_back(theme: Theme) -> None:
    lock = icons.icon("lock")
    usual = _darkest(lock.pixmap(QSize(32, 32), 1.0).toImage())
    faint = _darkest(lock.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage())
    assert faint > usual + 40
