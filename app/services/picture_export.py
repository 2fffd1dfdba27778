"""What of the picture leaves the review: for one audience, with the names it would carry found beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.names_left import NameLeft, names_left
from app.domain.naming import NamingMode
from app.domain.picture import Picture, compose
from app.domain.picture_describing import picture_page
from app.models import Review
from app.services.circulation import check_file_name
from app.services.naming import known_people, read_naming
from app.services.picture import material


@dataclass(frozen=True)
class ReadyPicture:
    """A picture ready to be drawn, the review's title, and names it would carry though people are not to be named."""

    picture: Picture
    title: str
    left: tuple[NameLeft, ...] = ()


def ready(session: Session, mode: NamingMode, file_name: str, *, skeleton_only: bool) -> ReadyPicture:
    """Return the picture for an audience; raises ``ExportProblem`` where its file name belongs to another one."""
    check_file_name(session, file_name, mode)
    title = session.scalars(select(Review.title)).one()
    picture = compose(material(session), read_naming(session, mode), skeleton_only=skeleton_only)
    if mode is NamingMode.NAMED:
        return ReadyPicture(picture, title)
    page = picture_page(picture, title, b"", (1, 1), shown="", draft=False)
    return ReadyPicture(picture, title, names_left(page, known_people(session), file_name))
