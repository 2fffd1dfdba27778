"""Whether a new environment works: run by its own Python before anything is switched over to it.

`environment_check.py commands` sees that a review file can be encrypted, and Word and Excel files written and read;
with any tier of windows after it (`offscreen`, `x11`, `wayland`), also that a window can be drawn, with nobody to see it.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path


def main(tiers: list[str]) -> int:
    """Try what the tiers need; a failure leaves as an exception, which the calling script keeps in its log."""
    check_encryption()
    check_documents()
    if set(tiers) & {"offscreen", "x11", "wayland"}:
        check_window()
    return 0


def check_encryption() -> None:
    """Write an encrypted file and read it again; with another key it must stay shut."""
    import sqlalchemy
    import sqlcipher3

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        for key, opens in (("first", True), ("first", True), ("second", False)):
            connection = sqlcipher3.connect(str(path))
            try:
                connection.execute(f"PRAGMA key = '{key}'")
                connection.execute("CREATE TABLE IF NOT EXISTS trial (word TEXT)")
                if not opens:
                    raise SystemExit("the encryption let a wrong key in")
            except sqlcipher3.DatabaseError:
                if opens:
                    raise
            finally:
                connection.close()
        if path.read_bytes().startswith(b"SQLite format 3"):
            raise SystemExit("the file was not encrypted")
    if not sqlalchemy.__version__:
        raise SystemExit("SQLAlchemy does not know its version")


def check_documents() -> None:
    """Write and read one Word and one Excel file."""
    import docx
    import openpyxl

    word = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("window")
    document.save(word)
    if docx.Document(word).paragraphs[0].text != "window":
        raise SystemExit("the Word file came back different")
    excel = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "window"
    book.save(excel)
    if openpyxl.load_workbook(excel).worksheets[0]["A1"].value != "window":
        raise SystemExit("the Excel file came back different")


def check_window() -> None:
    """Draw a window off screen and look for its letters in the picture."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    label = QLabel("Casement")
    label.resize(200, 80)
    label.show()
    application.sendPostedEvents()
    picture = label.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    if len(colours) < 2:
        raise SystemExit("no letters were drawn: is there any font?")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
