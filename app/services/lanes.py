"""The lanes of the key practice episode board: their titles, their order, and whether their cards stand in the report."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.errors import RuleBroken
from app.models import Episode, Lane
from app.services.common import fetch, renumber
from app.storage.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, title: str, *, in_report: bool = True) -> str:
    """Add a lane at the right and return its id; raises ``RuleBroken`` where it has no title."""
    if not title.strip():
        raise RuleBroken("lane_without_title")
    position = uow.session.scalar(select(func.count()).select_from(Lane)) or 0
    lane = Lane(title=title.strip(), position=position, in_report=in_report)
    uow.session.add(lane)
    uow.session.flush()
    return lane.id


def rename(uow: UnitOfWork, lane_id: str, title: str) -> None:
    """Give a lane another title."""
    if not title.strip():
        raise RuleBroken("lane_without_title")
    fetch(uow.session, Lane, lane_id).title = title.strip()


def set_in_report(uow: UnitOfWork, lane_id: str, in_report: bool) -> None:
    """Say whether a lane's episodes stand in the report."""
    fetch(uow.session, Lane, lane_id).in_report = in_report


def move(uow: UnitOfWork, lane_id: str, position: int) -> None:
    """Put a lane at a place, counted among the others from the left; its cards go with it."""
    lane = fetch(uow.session, Lane, lane_id)
    others = [other for other in uow.session.scalars(select(Lane).order_by(Lane.position, Lane.id)) if other is not lane]
    others.insert(max(0, min(position, len(others))), lane)
    renumber(others)


def remove(uow: UnitOfWork, lane_id: str) -> None:
    """Take an empty lane away; raises ``RuleBroken`` where cards lie in it or it is the last one."""
    lane = fetch(uow.session, Lane, lane_id)
    if uow.session.scalar(select(func.count()).select_from(Episode).where(Episode.lane_id == lane_id)):
        raise RuleBroken("lane_not_empty", lane=lane.title)
    others = list(uow.session.scalars(select(Lane).where(Lane.id != lane_id).order_by(Lane.position)))
    if not others:
        raise RuleBroken("last_lane")
    uow.session.delete(lane)
    renumber(others)
