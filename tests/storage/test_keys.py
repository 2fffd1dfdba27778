"""Keys are SQLCipher's own, and never show themselves."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.catalogue import message_for
from app.domain.errors import FileProblem
from app.storage import keys
from app.storage.keys import Key, looks_foreign, new_salt, require_usable
from app.storage.review_file import ReviewFile


def test_a_stock_sqlcipher_opens_the_file_with_the_passphrase(path: Path, passphrase: str) -> None:
    connection = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
    connection.set_key(passphrase)
    assert connection.execute("SELECT count(*) FROM lane").fetchone() == (3,)
    connection.close()


@pytest.mark.sqlcipher_shell
def test_the_sqlcipher_shell_opens_the_file(path: Path, passphrase: str) -> None:
    shell = shutil.which("sqlcipher")
    if shell is None:
        pytest.skip("no sqlcipher shell here")
    version = subprocess.run([shell, ":memory:", "PRAGMA cipher_version"], capture_output=True, text=True, check=True).stdout
    if int(version.split(".")[0]) < 4:
        pytest.skip(f"this sqlcipher shell ({version.strip()}) is older than the form of the file (4)")
    quoted = passphrase.replace("'", "''")
    typed = f"PRAGMA key='{quoted}';\nSELECT count(*) FROM lane;\n"
    said = subprocess.run([shell, str(path)], input=typed, capture_output=True, text=True, check=True)
    assert said.stdout.split()[-1] == "3"


def test_the_same_letters_typed_on_another_system_open_the_file(path: Path, passphrase: str) -> None:
    decomposed = unicodedata.normalize("NFD", passphrase)
    assert decomposed != passphrase
    ReviewFile.open(path, decomposed).close()


@pytest.mark.parametrize("passphrase", ["'); DROP TABLE lane; --", "“tea” & \"jam\"", "x'00'", "日本の四つの灯"])
def test_any_signs_may_stand_in_a_passphrase(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "It's 100% #1?.casement"
    ReviewFile.create(path, passphrase).close()
    ReviewFile.open(path, passphrase).close()
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(path, passphrase + " ")
    assert caught.value.key == "wrong_passphrase"


@pytest.mark.parametrize(
    ("passphrase", "key"),
    [
        ("", "empty_passphrase"),
        (" \t", "empty_passphrase"),
        ("two\nlines", "unusable_passphrase"),
        ("nul\0", "unusable_passphrase"),
        (f"x'{'0a' * 32}'", "unusable_passphrase"),
        (f"X'{'0A' * 48}'", "unusable_passphrase"),
    ],
)
def test_what_can_be_no_passphrase_is_refused(tmp_path: Path, passphrase: str, key: str) -> None:
    with pytest.raises(FileProblem) as caught:
        require_usable(passphrase)
    assert caught.value.key == key
    with pytest.raises(FileProblem):
        ReviewFile.create(tmp_path / "New.casement", passphrase)
    assert list(tmp_path.iterdir()) == []
    assert message_for(caught.value).advice


def test_an_empty_passphrase_opens_nothing(path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        ReviewFile.open(path, "")
    assert caught.value.key == "empty_passphrase"


def test_a_key_never_shows_itself() -> None:
    key = Key(b"\xab" * 32, b"\xcd" * 16)
    for shown in (repr(key), str(key), f"{key!r}", f"{key}"):
        assert "ab" * 4 not in shown
        assert "xab" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_keys_are_equal_only_with_the_same_salt() -> None:
    key = Key(b"a" * 32, b"s" * 16)
    assert key == Key(b"a" * 32, b"s" * 16)
    assert hash(key) == hash(Key(b"a" * 32, b"s" * 16))
    assert key != Key(b"b" * 32, b"s" * 16)
    assert key != Key(b"a" * 32, b"t" * 16)
    assert key != "a"


def test_every_page_but_the_first_bears_the_seal(path: Path, passphrase: str) -> None:
    data = path.read_bytes()
    key = Key.derive(passphrase, data[:16])
    pages = [data[at : at + keys.PAGE_SIZE] for at in range(0, len(data), keys.PAGE_SIZE)]
    assert all(key.seals(page, number) for number, page in enumerate(pages[1:], 2))
    assert not key.seals(pages[1], 3)
    assert not Key.derive("another", data[:16]).seals(pages[1], 2)


def test_a_salt_is_never_taken_for_another_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([b"PK\x03\x04" + b"\xff" * 12, b"only plain words", b"\xff" * 16])
    monkeypatch.setattr(keys.secrets, "token_bytes", lambda _size: next(drawn))
    assert new_salt() == b"\xff" * 16
    assert looks_foreign(b"SQLite format 3\0")
