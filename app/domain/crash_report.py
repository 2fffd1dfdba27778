"""What may be said of a bug: where in the program it happened, and no word of the case."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from app import __version__
from app.domain.resources import resource_path


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what went wrong as types, files, lines and functions: never a value, a message or a path of this machine."""
    root = resource_path().parent
    lines = [
        f"Casement {__version__}, Python {sys.version_info.major}.{sys.version_info.minor}, {sys.platform}",
        kind.__name__,
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        place = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        lines.append(f"  {place.as_posix()}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
