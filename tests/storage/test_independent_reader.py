"""The file read without any SQLCipher at all: from the published form of version 4, with a general cipher library.

It proves that nothing about a review needs Casement: PBKDF2-HMAC-SHA512 with 256,000 rounds over the first 16 bytes, pages
of 4,096 bytes with AES-256-CBC, an HMAC-SHA512 over each page and its number, and a plain SQLite database inside.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.domain.text import text_from
from app.services import findings, review
from app.storage.review_file import ReviewFile
from app.storage.revision_log import Stamp
from app.storage.unit_of_work import UnitOfWork
from tests.conftest import PASSPHRASE

PAGE = 4096
RESERVED = 80
SEALED_UP_TO = PAGE - RESERVED + 16


def decrypted(path: Path, passphrase: str) -> bytes:
    """Every page checked against its seal and deciphered."""
    data = path.read_bytes()
    salt = data[:16]
    key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, 256_000, 32)
    sealing_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages: list[bytes] = []
    for number, start in enumerate(range(0, len(data), PAGE), 1):
        page = data[start : start + PAGE]
        body = page[16:] if number == 1 else page
        skipped = PAGE - len(body)
        seal = hmac.new(sealing_key, body[: SEALED_UP_TO - skipped] + number.to_bytes(4, "little"), hashlib.sha512)
        assert seal.digest() == body[SEALED_UP_TO - skipped :], f"page {number}"
        vector = body[SEALED_UP_TO - 16 - skipped : SEALED_UP_TO - skipped]
        reader = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        plain = reader.update(body[: PAGE - RESERVED - skipped]) + reader.finalize()
        head = b"SQLite format 3\0" if number == 1 else b""
        pages.append(head + plain + bytes(RESERVED))
    return b"".join(pages)


def test_the_file_is_read_without_casement(review_path: Path, tmp_path: Path) -> None:
    with ReviewFile.open(review_path, PASSPHRASE) as file, UnitOfWork(file.engine, Stamp("1" * 32, "tester")) as uow:
        review.start(uow, "Orchard", "scr", ("Proposed",))
        findings.add(uow, text_from("Plans outlive the people who made them"))
        uow.commit()
    assert b"Orchard" not in review_path.read_bytes()
    plain = tmp_path / "plain.db"
    plain.write_bytes(decrypted(review_path, PASSPHRASE))
    connection = sqlite3.connect(plain)
    assert connection.execute("SELECT title FROM review").fetchall() == [("Orchard",)]
    assert connection.execute("SELECT headline_plain FROM finding").fetchall() == [
        ("Plans outlive the people who made them",)
    ]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
