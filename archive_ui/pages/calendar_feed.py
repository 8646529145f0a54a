"""Due days in a calendar: an address of one's own to subscribe to, renewed or ended at will."""

from __future__ import annotations

import datetime as dt

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from archive.organising.calendar_feeds import FeedView, end_feed, feed_of, look_up_feed, note_fetched, renew_feed
from archive.tasks import DueTask, open_tasks_until
from archive_ui.calendar_file import Entry, write_calendar
from archive_ui.people import DIRECTORY, Place, places_of
from archive_ui.routes import Caller, OpenRoute, TenantRoute, TenantVisit
from archive_ui.words.tasks import ACTIONS
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.repository import get_user
from kernel.tenancy.roles import Permission
from kernel.tenancy.scope import TenantScope

MOST_ENTRIES = 500
FURTHEST = dt.timedelta(days=5 * 366)
ASKED_AGAIN = dt.timedelta(hours=4)


def show_calendar(visit: TenantVisit) -> ResponseReturnValue:
    """Whether the person has an address here, since when, and whether anybody fetches it."""
    with visit.reading() as session:
        feed = feed_of(session, visit.user_id)
    return render_template("calendar.html", feed=feed, address=None)


def make_calendar(visit: TenantVisit) -> ResponseReturnValue:
    """A fresh address in place of the old one; this answer alone shows it."""
    tells_sender = bool(request.form.get("tells_sender"))
    with visit.unit_of_work() as uow:
        made = renew_feed(
            uow.session, visit.tenant_id, visit.user_id, visit.deps.clock.now(), tells_sender=tells_sender
        )
        uow.commit()
    address = visit.deps.door.relying_party.origin + url_for("calendar_feed", secret=made.secret)
    return render_template("calendar.html", feed=made.view, address=address)


def end_calendar(visit: TenantVisit) -> ResponseReturnValue:
    """The address opens nothing any more."""
    with visit.unit_of_work() as uow:
        ended = end_feed(uow.session, visit.tenant_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The address opens nothing any more.") if ended else gettext("There was no address."), "success")
    return redirect(url_for("calendar"), 303)


def give_feed(caller: Caller, secret: str) -> ResponseReturnValue:
    """The calendar that the address names, for whoever has it; nothing once its person may not come in any more."""
    with caller.deps.database.reading(DIRECTORY) as session:
        feed = look_up_feed(session, secret)
        user = get_user(session, feed.user_id) if feed else None
    place = _place(caller, feed) if feed and user and user.disabled_at is None else None
    if feed is None or user is None or place is None:
        raise NotFound("there is no such calendar; make a new address")
    now = caller.deps.clock.now()
    if feed.is_due_to_note(now):
        with caller.deps.database.unit_of_work(TenantScope(feed.tenant_id)) as uow:
            note_fetched(uow.session, feed.feed_id, now)
            uow.commit()
    with force_locale(user.language):
        content = write_calendar(place.name, _entries(caller, feed, now), now, ASKED_AGAIN)
    response = Response(content, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _place(caller: Caller, feed: FeedView) -> Place | None:
    """Where the feed's person may read letters at this moment, if they may; asked anew at every fetch."""
    places = places_of(caller.deps.database, feed.user_id, caller.deps.clock.now())
    here = next((place for place in places if place.tenant_id == feed.tenant_id), None)
    return here if here is not None and here.may(Permission.READ_DOCUMENTS) else None


def _entries(caller: Caller, feed: FeedView, now: dt.datetime) -> list[Entry]:
    last = now.astimezone(caller.deps.settings.time_zone).date() + FURTHEST
    with caller.deps.database.reading(TenantScope(feed.tenant_id)) as session:
        due = open_tasks_until(session, last, MOST_ENTRIES)
    return [_entry(caller, feed.tenant_id, task, tells_sender=feed.tells_sender) for task in due]


def _entry(caller: Caller, tenant_id: TenantId, due: DueTask, *, tells_sender: bool) -> Entry:
    """Neutral unless the person asked for more: calendars lie about on lock screens and at other companies."""
    title = gettext("Last day for a letter")
    if tells_sender:
        title = f"{ACTIONS[due.task.action]}: {due.sender or gettext('Unknown sender')}"
    path = url_for("document", tenant=tenant_id, document_id=due.task.document_id, _anchor="tasks")
    day = due.task.due_on or dt.date.max
    return Entry(due.task.task_id, day, title, caller.deps.door.relying_party.origin + path)


_READ = Permission.READ_DOCUMENTS
ROUTES = (
    TenantRoute("/t/<tenant>/calendar", "calendar", show_calendar, _READ),
    TenantRoute("/t/<tenant>/calendar", "make_calendar", make_calendar, _READ, ("POST",)),
    TenantRoute("/t/<tenant>/calendar/end", "end_calendar", end_calendar, _READ, ("POST",)),
    OpenRoute("/calendar/<secret>.ics", "calendar_feed", give_feed),
)
