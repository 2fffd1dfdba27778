"""Office packages: a zip of parts, written so that equal parts give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_MADE_ON_UNIX = 3


def zip_parts(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the parts as a zip, in the order given, without times or anything of the machine they were made on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _MADE_ON_UNIX
            info.external_attr = _PLAIN_FILE
            package.writestr(info, content.encode("utf-8") if isinstance(content, str) else content)
    return buffer.getvalue()


def unzip_parts(content: bytes) -> dict[str, str]:
    """Return the parts of a package of our own making, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}
