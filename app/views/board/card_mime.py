"""What a dragged card carries: its id under a type of the board's own, and the same id for whoever links to episodes."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QMimeData

from app.views.links import mime_of

CARD = "application/x-casement-card"


def card_mime(board: str, episode_id: str) -> QMimeData:
    """Return what a card dragged from a board carries; ``board`` names this board, so that no other takes the card in."""
    mime = mime_of("episode", [episode_id])
    mime.setData(CARD, json.dumps({"board": board, "episode": episode_id}).encode())
    return mime


def dragged_card(mime: QMimeData, board: str) -> str | None:
    """Return the id of the card that is dragged, where it comes from this board."""
    if not mime.hasFormat(CARD):
        return None
    try:
        data: Any = json.loads(bytes(mime.data(CARD).data()))
        return str(data["episode"]) if data["board"] == board else None
    except (ValueError, KeyError, TypeError):
        return None
