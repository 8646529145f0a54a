"""What somebody is told by mail: chosen in their account, stopped by the link in every such mail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.languages import choose_language
from archive_ui.people import DIRECTORY, Place
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from archive_ui.time_zones import zones_by_region
from archive_ui.words.announcements import KINDS, RHYTHMS
from identity.email import is_verified
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.repository import get_user
from kernel.tenancy.roles import Permission
from notifications.choices import HoursRefused, choices_of, choose, choose_hours, stop_all, take_up
from notifications.devices import devices_of
from notifications.hours import HOUR_MIN, Hours
from notifications.kinds import Choice, Kind, Rhythm, Standing, kinds_offered, usual_choice
from notifications.stopping import whose_token
from notifications.turns import Wishes, wishes_of

TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Followed:
    """One mailbox on the form."""

    place: Place
    choice: Choice
    offered: tuple[Kind, ...]


def show_choices(visit: Visit) -> ResponseReturnValue:
    """What, how often and when."""
    return _page(visit)


def keep_choices(visit: Visit) -> ResponseReturnValue:
    """Keep what the form says of every mailbox on it, and the hours."""
    deps, user_id = visit.deps, visit.person.user_id
    now = deps.clock.now()
    try:
        hours = _written_hours(request.form)
        with deps.database.unit_of_work(DIRECTORY) as uow:
            choose_hours(uow.session, user_id, hours)
            for place in visit.places:
                choice = _written_choice(place)
                if choice is not None:
                    choose(uow.session, place.tenant_id, user_id, choice, now)
            uow.commit()
    except HoursRefused:
        return _page(visit, gettext("Choose a time zone of the list, and both times of the quiet hours or neither."))
    flash(gettext("Your choice is kept."), "success")
    return redirect(url_for("announcements"), 303)


def take_up_mails(visit: Visit) -> ResponseReturnValue:
    """Mails again, as chosen before they were stopped."""
    with visit.deps.database.unit_of_work(DIRECTORY) as uow:
        take_up(uow.session, visit.person.user_id)
        uow.commit()
    flash(gettext("We write to you again, as you chose before."), "success")
    return redirect(url_for("announcements"), 303)


def show_stop(caller: Caller, token: str) -> ResponseReturnValue:
    """One press of a button: programs that look at mails open links, and must not stop anything."""
    _speak_to(caller, token)
    return render_template("stop_mails.html", token=token, is_stopped=False)


def stop_mails(caller: Caller, token: str) -> ResponseReturnValue:
    """No more mails of counts; the answer offers the way back. Mail programs post here by themselves (RFC 8058)."""
    user_id = _speak_to(caller, token)
    with caller.deps.database.unit_of_work(DIRECTORY) as uow:
        if request.form.get("do") == "take_up":
            take_up(uow.session, user_id)
        else:
            stop_all(uow.session, user_id, caller.deps.clock.now())
        is_stopped = wishes_of(uow.session, user_id).stopped_at is not None
        uow.commit()
    if not is_stopped:
        flash(gettext("We write to you again, as you chose before."), "success")
    return render_template("stop_mails.html", token=token, is_stopped=is_stopped)


def _speak_to(caller: Caller, token: str) -> UserId:
    """Whose mails the link is about; the answer is in their language.

    Raises:
        NotFound: The link was not made here, or was not copied whole.
    """
    user_id = whose_token(token, caller.deps.door.mail_key)
    if user_id is None:
        raise NotFound("this link was not copied whole; choose in your account what we write to you about")
    with caller.deps.database.reading(DIRECTORY) as session:
        language = get_user(session, user_id).language
    if caller.session is None:
        choose_language(language)
    return user_id


def _page(visit: Visit, problem: str | None = None) -> ResponseReturnValue:
    with visit.deps.database.reading(DIRECTORY) as session:
        chosen = choices_of(session, visit.person.user_id)
        wishes = wishes_of(session, visit.person.user_id)
        devices = devices_of(session, visit.person.user_id)
        reached = is_verified(session, get_user(session, visit.person.user_id))
    places = [place for place in visit.places if _may_follow(place)]
    followed = [
        Followed(place, chosen.get(place.tenant_id, usual_choice(_standing(place))), kinds_offered(_standing(place)))
        for place in places
    ]
    page = render_template(
        "announcements.html", followed=followed, rhythms=RHYTHMS, kinds=KINDS, zones=zones_by_region(),
        wishes=wishes, quiet=_spelled(wishes), is_reached=reached, problem=problem,
        devices=devices, push_key=visit.deps.push_key,
    )  # fmt: skip
    return page, 422 if problem else 200


def _may_follow(place: Place) -> bool:
    return place.may(Permission.SEE_QUARANTINE if place.is_operator else Permission.READ_DOCUMENTS)


def _standing(place: Place) -> Standing:
    return Standing(place.is_operator, place.until is not None)


def _written_choice(place: Place) -> Choice | None:
    """What the form says of one mailbox; None where it does not mention it, or nonsense."""
    written = request.form.get(f"rhythm-{place.tenant_id}", "")
    if written not in {rhythm.value for rhythm in Rhythm} or not _may_follow(place):
        return None
    ticked = set(request.form.getlist(f"kinds-{place.tenant_id}"))
    return Choice(Rhythm(written), frozenset(k for k in kinds_offered(_standing(place)) if k.value in ticked))


def _written_hours(form: Mapping[str, str]) -> Hours:
    start, end = _minutes(form.get("quiet_from", "")), _minutes(form.get("quiet_until", ""))
    return Hours(form.get("time_zone", ""), start, end)


def _minutes(written: str) -> int | None:
    """Minutes since midnight; None for an empty field.

    Raises:
        HoursRefused: It is no time of day.
    """
    if not written.strip():
        return None
    found = TIME.fullmatch(written.strip()[:5])
    if found is None:
        raise HoursRefused("write the time as hours and minutes, for example 22:00")
    return int(found[1]) * HOUR_MIN + int(found[2])


def _spelled(wishes: Wishes) -> tuple[str, str]:
    """The quiet hours as the form's fields take them."""
    minutes = (wishes.hours.quiet_from_min, wishes.hours.quiet_until_min)
    start, end = ("" if minute is None else f"{minute // HOUR_MIN:02d}:{minute % HOUR_MIN:02d}" for minute in minutes)
    return start, end


ROUTES = (
    PersonRoute("/account/mails", "announcements", show_choices),
    PersonRoute("/account/mails", "keep_announcements", keep_choices, ("POST",)),
    PersonRoute("/account/mails/again", "take_up_mails", take_up_mails, ("POST",)),
    OpenRoute("/mails/stop/<token>", "show_stop_mails", show_stop),
    OpenRoute("/mails/stop/<token>", "stop_mails", stop_mails, ("POST",), is_signed=True),
)
