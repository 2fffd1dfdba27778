"""In what order the events of a return come: by date, then by its own numbers (Chronolator's Seq), then as it has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.standing import Standing, by_numbers, put_by_numbers
from app.services import event_rows
from app.services.event_rows import letters_in_order

Row = dict[str, object]
Orders = dict[tuple[str, str], int]
"""For every date in use the last place by hand that is taken in it."""
Numbers = Mapping[str, float | None]


def next_order(orders: Orders, when: Mapping[str, str | None]) -> int:
    """Return the place by hand behind all that have a date, and take it."""
    return _next(orders, letters_in_order(when["when_earliest"], when["when_latest"], when["when_precision"]))


def put_in_order(events: Sequence[Row], numbers: Numbers, orders: Orders) -> None:
    """Give new events their places, behind what is there of the same date, as far as the dates leave their order open."""
    order = [_standing(event, place) for place, event in enumerate(events)]
    if any(number is not None for number in numbers.values()):
        order = by_numbers(sorted(order, key=_key), numbers)
    by_id = {str(event["id"]): event for event in events}
    for each in order:
        low, high, _, _ = each.key
        by_id[each.id].update(stands_at=each.stands_at, day_order=_next(orders, (low, high)))


def put_among(session: Session, events: Sequence[Row], numbers: Numbers, redated: Sequence[str]) -> dict[str, Row]:
    """Put new and redated events of a corrected return where its numbers say among its others of the day.

    Returns the places of the other events that have to make room.
    """
    new = {str(event["id"]): event for event in events}
    if all(number is None for number in numbers.values()) or not (new or redated):
        return {}
    there = event_rows.standings(session)
    coming = [_standing(event, int(str(event["day_order"]))) for event in events]
    order = sorted((*there, *coming), key=_key)
    before = {each.id: each for each in order}
    moving: dict[str, Row] = {}
    for each in put_by_numbers(order, numbers, {*new, *redated}):
        if each != before[each.id]:
            place: Row = {"stands_at": each.stands_at, "day_order": each.day_order}
            if each.id in new:
                new[each.id].update(place)
            else:
                moving[each.id] = place
    return moving


def _next(orders: Orders, key: tuple[str, str]) -> int:
    orders[key] = orders.get(key, -1) + 1
    return orders[key]


def _key(event: Standing) -> tuple[str, str, int, str]:
    return event.key


def _standing(event: Row, place: int) -> Standing:
    bounds = (str(event[name] or "") for name in ("when_earliest", "when_latest", "when_precision"))
    made = event_rows.standing_of(str(event["id"]), *bounds)
    return replace(made, stands_at=str(event["stands_at"]), day_order=place)
