"""The base of every stored class, and how dates and texts lie in columns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column

from app.domain.dates import DateKind, Precision, UncertainDate
from app.domain.text import EMPTY, Text, new_id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every stored class has a key made in Python, so that an undone row comes back as itself."""

    metadata = MetaData(naming_convention=NAMES)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id, sort_order=-1)


def link(target: str) -> Any:
    """Return a foreign key to a table's id; deleting what is linked to fails loudly (RESTRICT)."""
    return mapped_column(String(32), ForeignKey(f"{target}.id", ondelete="RESTRICT"), index=True)


def stored_text(data: str | None, _plain: str | None) -> Text:
    """Read a text from its columns; nothing stored is an empty text."""
    return Text.from_json(data) if data else EMPTY


def text_columns(name: str) -> Any:
    """Map a text to ``<name>_json`` and, beside it, its letters in ``<name>_plain``."""
    return composite(
        stored_text,
        mapped_column(f"{name}_json", String, default="", server_default="", nullable=False),
        mapped_column(f"{name}_plain", String, default="", server_default="", nullable=False),
    )


def stored_date(
    text: str | None, kind: str | None, precision: str | None, earliest: str | None, latest: str | None
) -> UncertainDate:
    """Read a date from its columns; nothing stored is a date of which nothing is known."""
    return UncertainDate(
        text or "",
        DateKind(kind or DateKind.UNKNOWN),
        Precision(precision or Precision.UNKNOWN),
        datetime.fromisoformat(earliest) if earliest else None,
        datetime.fromisoformat(latest) if latest else None,
    )


def date_columns(name: str) -> Any:
    """Map an uncertain date to five columns; the limits lie as ``YYYY-MM-DDTHH:MM``, so that letters sort as time."""
    return composite(
        stored_date,
        mapped_column(f"{name}_text", String, default="", server_default="", nullable=False),
        mapped_column(f"{name}_kind", String, default="unknown", server_default="unknown", nullable=False),
        mapped_column(f"{name}_precision", String, default="unknown", server_default="unknown", nullable=False),
        mapped_column(f"{name}_earliest", String, nullable=True),
        mapped_column(f"{name}_latest", String, nullable=True),
    )
