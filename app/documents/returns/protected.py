"""Opening Word and Excel files that are protected by a password; what comes out goes through the gate like any file."""

from __future__ import annotations

import io
import struct
from importlib import import_module
from typing import Any, Final
from xml.parsers.expat import ExpatError

from app.documents.returns.gate import check_markup
from app.domain.errors import ImportProblem, PasswordNeeded

_FOR_CHANGES: Final = "VelvetSweatshop"
"""What Excel locks a workbook with that is protected against changes alone; it opens without a question."""

_HEAD: Final = 8
"""Bytes of the version before the description of the lock, which is XML."""


def opened(name: str, data: bytes, password: str) -> bytes:
    """Return the file inside a protected one; raises ``PasswordNeeded`` where the password isn't the right one."""
    crypto: Any = import_module("msoffcrypto.format.ooxml")
    exceptions: Any = import_module("msoffcrypto.exceptions")
    _check_description(name, data)
    try:
        file = crypto.OOXMLFile(io.BytesIO(data))
        file.load_key(password=password or _FOR_CHANGES, verify_password=True)
        inside = io.BytesIO()
        file.decrypt(inside)
    except exceptions.InvalidKeyError as error:
        raise PasswordNeeded("return-wrong-password" if password else "return-password", file=name) from error
    except (exceptions.DecryptionError, exceptions.FileFormatError) as error:
        raise ImportProblem("return-other-protection", file=name) from error
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, struct.error, ExpatError) as error:
        raise ImportProblem("return-damaged", file=name) from error
    return inside.getvalue()


def _check_description(name: str, data: bytes) -> None:
    """Let the description of the lock define no document type, like every other XML that is read."""
    files: Any = import_module("olefile")
    try:
        with files.OleFileIO(io.BytesIO(data)) as ole, ole.openstream("EncryptionInfo") as stream:
            description = bytes(stream.read())[_HEAD:]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ImportProblem("return-damaged", file=name) from error
    if description.lstrip().startswith(b"<"):
        check_markup(name, description.decode("utf-8", "replace").rstrip("\x00"))
