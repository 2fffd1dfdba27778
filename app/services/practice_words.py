"""What the makers of the practice review share: ids by slug, texts in the notation, dates as the review reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.date_parsing import understand
from app.domain.dates import UncertainDate
from app.domain.name_finding import NamedPerson, NameFinder
from app.domain.practice_content import Practice, read_text
from app.domain.text import Reference, Text
from app.services import chronology
from app.storage.unit_of_work import UnitOfWork


class Making:
    """The practice review while it is made: the unit of work, the content, and the ids of what is there already."""

    def __init__(self, uow: UnitOfWork, content: Practice) -> None:
        self.uow = uow
        self.content = content
        self.agencies: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.events: dict[str, str] = {}
        self.episodes: dict[str, str] = {}
        self.passages: dict[str, str] = {}
        self.factors: dict[str, str] = {}
        self.meetings: dict[str, str] = {}
        self._finder: NameFinder | None = None
        self._names = {row["slug"]: row["name"] for row in (*content.rows("person"), *content.rows("agency"))}

    @property
    def session(self) -> Session:
        """The session of the unit of work."""
        return self.uow.session

    def text(self, words: str, mark_ids: dict[str, str] | None = None) -> Text:
        """Read a text in the notation; people named in it without more ado are referred to as well."""
        return self.finder.referring(read_text(words, self._named, mark_ids))

    @property
    def finder(self) -> NameFinder:
        """What finds the people of the register in texts; everybody must be there by now."""
        if self._finder is None:
            rows = self.content.rows("person")
            self._finder = NameFinder(
                NamedPerson(self.people[row["slug"]], row["name"], tuple(row.get("aliases", ()))) for row in rows
            )
        return self._finder

    def lines(self, words: str | list[str]) -> Text:
        """Read a text, or a list with a paragraph an item."""
        return self.text(words if isinstance(words, str) else "\n\n".join(words))

    def when(self, given: str | date | None) -> UncertainDate:
        """Read a date as the review reads what is typed; nothing given is a date not known."""
        return understand(given, chronology.date_context(self.session)).when if given else UncertainDate()

    def agency(self, row: dict[str, Any]) -> str | None:
        """Return the id of a row's agency, None where it has none."""
        return self.agencies[row["agency"]] if "agency" in row else None

    def _named(self, slug: str) -> Reference:
        if slug in self.people:
            return Reference("person", self.people[slug], self._names[slug])
        return Reference("agency", self.agencies[slug], self._names[slug])
