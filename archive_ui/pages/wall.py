"""The wall screen: how long the queues are and how old, for a room full of operators; refreshes by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from archive.leases import live_leases
from archive.queues import Queue, queues, received_since
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.tenancy.roles import Permission


@dataclass(frozen=True, slots=True)
class Figures:
    """What the wall shows; ages are whole minutes, so that they change no oftener than people notice."""

    queues: Mapping[str, Queue]
    ages_min: Mapping[str, int]
    came_today: int
    people_at_work: int
    within_h: int

    @property
    def tag(self) -> str:
        """Changes whenever something that people see does."""
        shown = [(name, queue.waiting, queue.overdue, self.ages_min.get(name)) for name, queue in self.queues.items()]
        return hashlib.sha256(repr((shown, self.came_today, self.people_at_work)).encode()).hexdigest()[:32]


def show_wall(visit: TenantVisit) -> ResponseReturnValue:
    """The page; its figures look again by themselves."""
    return _with_tag("wall.html", _figures(visit))


def show_wall_figures(visit: TenantVisit) -> ResponseReturnValue:
    """The figures alone; 304 while nothing of what they show changed."""
    figures = _figures(visit)
    if request.if_none_match.contains(figures.tag):
        unchanged = Response(status=304)
        unchanged.set_etag(figures.tag)
        return unchanged
    return _with_tag("wall_figures.html", figures)


def _figures(visit: TenantVisit) -> Figures:
    now, settings = visit.deps.clock.now(), visit.deps.settings
    midnight = now.astimezone(settings.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with visit.reading() as session:
        found = {queue.name: queue for queue in queues(session, now - dt.timedelta(hours=settings.index_within_h))}
        came = received_since(session, midnight.astimezone(dt.UTC))
        people = {lease.holder_id for lease in live_leases(session, now).values()}
    ages = {name: queue.oldest_at for name, queue in found.items()}
    ages_min = {name: int((now - oldest).total_seconds() // 60) for name, oldest in ages.items() if oldest}
    return Figures(found, ages_min, came, len(people), settings.index_within_h)


def _with_tag(template: str, figures: Figures) -> Response:
    response = make_response(render_template(template, figures=figures))
    response.set_etag(figures.tag)
    return response


_INDEX = Permission.INDEX_MANUALLY
ROUTES = (
    TenantRoute("/t/<tenant>/wall", "wall", show_wall, _INDEX),
    TenantRoute("/t/<tenant>/wall/figures", "wall_figures", show_wall_figures, _INDEX),
)
