"""A review whose file may not grow any more, as on a full disk: reading works, writing much is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.storage.review_file import ReviewFile

MUCH = "x" * 30_000
"""More than fits into what room a page or two still have."""


@contextmanager
def full_disk(file: ReviewFile) -> Iterator[None]:
    """Leave a file no room to grow for a while."""
    connection = file.engine.raw_connection().driver_connection
    assert connection is not None
    connection.execute("PRAGMA max_page_count=1")  # SQLite takes what the file has already
    try:
        yield
    finally:
        connection.execute("PRAGMA max_page_count=4294967294")
