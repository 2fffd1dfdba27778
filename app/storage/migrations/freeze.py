"""The maintainer's command that freezes the models' schema as step 1: ``python -m app.storage.migrations.freeze``.

Only while nothing is released; afterwards a change of the models is a new step.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from app.models import Base

HEADER = "-- Step 1: the schema of the models as first released. Written by app.storage.migrations.freeze; not by hand.\n"
SCRIPT = Path(__file__).with_name("step_0001.sql")


def schema() -> str:
    """Return the SQL that makes every table and index of the models."""
    parts: list[str] = []

    def collect(element: ExecutableDDLElement, *_parameters: object, **_options: object) -> None:
        lines = str(element.compile(dialect=engine.dialect)).strip().expandtabs(4).splitlines()
        parts.append("\n".join(line.rstrip() for line in lines))

    engine = create_mock_engine("sqlite://", collect)
    Base.metadata.create_all(engine, checkfirst=False)
    ordered: list[str] = []
    for is_index, run in groupby(parts, key=_is_index):
        part_of_run = list(run)
        ordered += sorted(part_of_run) if is_index else part_of_run  # a table's indexes have no order of their own
    return HEADER + "".join(f"\n{part};\n" for part in ordered)


def _is_index(part: str) -> bool:
    return part.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX"))


def main() -> None:
    """Write the script."""
    SCRIPT.write_text(schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
