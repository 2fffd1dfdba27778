"""Keys: how a passphrase becomes the key of a file, exactly as SQLCipher 4 itself does it.

So the file opens in any other SQLCipher with the same passphrase, while here the slow derivation is done once and never in a
formatted statement (trust.md, "The file" 2).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

from app.domain.errors import FileProblem

SALT_SIZE: Final = 16
PAGE_SIZE: Final = 4096
ROUNDS: Final = 256_000
"""SQLCipher 4's own number: with any other, a right passphrase looks wrong elsewhere."""

_SEAL_SIZE: Final = 64
_VECTOR_SIZE: Final = 16
_RAW_FORM: Final = re.compile(r"x'[0-9a-f]{64}([0-9a-f]{32})?'", re.IGNORECASE)
_FOREIGN: Final = (b"SQLite format 3\x00", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


def normalised(passphrase: str) -> str:
    """Return the passphrase in the one form (NFC) in which every keyboard and system gives the same letters."""
    return unicodedata.normalize("NFC", passphrase)


def require_usable(passphrase: str) -> None:
    """Refuse a passphrase that no file may have: empty, or one that another program would take for something else."""
    if not passphrase.strip():
        raise FileProblem("empty_passphrase")
    if _RAW_FORM.fullmatch(passphrase) or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in passphrase):
        raise FileProblem("unusable_passphrase")


def looks_foreign(start: bytes) -> bool:
    """Whether a file beginning so is surely another kind of file; a salt is random bytes."""
    return start.startswith(_FOREIGN) or start.isascii()


def new_salt() -> bytes:
    """Return a salt for a new file, which nobody could take for the beginning of another kind of file."""
    while looks_foreign(salt := secrets.token_bytes(SALT_SIZE)):
        pass
    return salt


class Key:
    """The key of one file with its salt. It never shows itself: not in a trace, a log or a crash report."""

    __slots__ = ("_raw", "salt")

    def __init__(self, raw: bytes, salt: bytes) -> None:
        self._raw = raw
        self.salt = salt

    @classmethod
    def derive(cls, passphrase: str, salt: bytes) -> Key:
        """Derive the key of the file that begins with ``salt``; takes about a quarter of a second, on purpose."""
        if not passphrase:
            raise FileProblem("empty_passphrase")
        letters = normalised(passphrase).encode("utf-8", "surrogatepass")
        return cls(hashlib.pbkdf2_hmac("sha512", letters, salt, ROUNDS, 32), salt)

    def __repr__(self) -> str:
        return "Key(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a key is never stored")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.salt == other.salt and hmac.compare_digest(self._raw, other._raw)

    def __hash__(self) -> int:
        return hash(self.salt)

    def for_sqlcipher(self) -> str:
        """Return SQLCipher's own form of a raw key with its salt."""
        return f"x'{self._raw.hex()}{self.salt.hex()}'"

    def seals(self, page: bytes, number: int) -> bool:
        """Whether a page of a file, not its first, was written with this key.

        SQLCipher closes each page with a seal (HMAC-SHA512 over the page and its number). One page with our seal tells a
        damaged file from a wrong passphrase.
        """
        salt = bytes(byte ^ 0x3A for byte in self.salt)
        seal_key = hashlib.pbkdf2_hmac("sha512", self._raw, salt, 2, 32)
        body = page[: PAGE_SIZE - _SEAL_SIZE]
        expected = hmac.new(seal_key, body + number.to_bytes(4, "little"), hashlib.sha512).digest()
        return hmac.compare_digest(expected, page[PAGE_SIZE - _SEAL_SIZE :])
