"""Make the agencies' returns of the practice review, the same bytes each time: python installer/practice/make_returns.py.

For maintainers. The files made stand in resources/practice/returns. Whoever adds a row in the middle of a source moves the
keys of the rows below it ("agency:n"): tests/practice says which events of the case then no longer fit.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import excel_returns
import word_returns
from sources import Source, load_all

TARGET = Path(__file__).resolve().parents[2] / "resources" / "practice" / "returns"
WRITERS: dict[str, Callable[[Source], bytes]] = {
    "csc": excel_returns.social_care,
    "hospital": excel_returns.hospital,
    "police": excel_returns.police,
    "housing": excel_returns.housing,
    "gp": excel_returns.general_practice,
    "health": word_returns.health,
    "education": word_returns.education,
    "kitewell": word_returns.family_support,
}
_MOMENT = (2012, 12, 20, 9, 0, 0)
_WHEN = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_COMMENT_DATE = re.compile(rb'(<w:comment [^>]*w:date=")[^"]*(")')


def make(target: Path = TARGET) -> list[Path]:
    """Write every return into the folder and say which files were written."""
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for source in load_all():
        path = target / source.file
        data = WRITERS[source.agency](source)
        path.write_bytes(data if path.suffix == ".csv" else settled(data))
        written.append(path)
    return written


def settled(package: bytes) -> bytes:
    """Return an Office file with every time in it fixed, so that making it again gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _WHEN.sub(rb"\g<1>2012-12-20T09:00:00Z\g<2>", data)
            if name == "word/comments.xml":
                data = _COMMENT_DATE.sub(rb"\g<1>2012-12-19T16:45:00Z\g<2>", data)
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


if __name__ == "__main__":
    for made in make():
        sys.stdout.write(f"{made.name}\n")
