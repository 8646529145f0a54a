"""Who may come in at one mailbox: members, people from outside, invitations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.refusals import refusal_text
from identity.errors import InvitationRefused, LastWayIn
from identity.invitations import Invite, invite, roles_offered, withdraw_invitation
from identity.members import change_role, end_delegation, people_at
from kernel.errors import PlatformError
from kernel.ids import UserId
from kernel.tenancy.directory import EmailRefused
from kernel.tenancy.roles import Permission, Role

WRITTEN = ("email", "role", "kind", "until")
MEMBERS, OUTSIDE = "members", "outside"
# An end of the quarter's books, as accountants ask for it.
USUAL_ACCESS = dt.timedelta(days=90)


def show_people(visit: TenantVisit) -> ResponseReturnValue:
    """Everybody who may come in, and a form to ask somebody else."""
    return _page(visit, dict.fromkeys(WRITTEN, ""), None)


def send_invitation(visit: TenantVisit) -> ResponseReturnValue:
    """Ask somebody by mail."""
    written = {name: request.form.get(name, "") for name in WRITTEN}
    try:
        invite(_invite(visit, written), visit.deps.door)
    except (EmailRefused, InvitationRefused) as error:
        return _page(visit, written, error)
    flash(gettext("The invitation is on its way."))
    return _back()


def set_role(visit: TenantVisit, user_id: str) -> ResponseReturnValue:
    """Another role for a member."""
    value = request.form.get("role", "")
    if value not in {role.value for role in Role}:
        abort(400)
    return _changed(visit, UserId(user_id), Role(value), gettext("The role is changed."))


def remove(visit: TenantVisit, user_id: str) -> ResponseReturnValue:
    """A member comes in no more."""
    return _changed(visit, UserId(user_id), None, gettext("This person can no longer come in."))


def end_access(visit: TenantVisit, delegation_id: str) -> ResponseReturnValue:
    """Somebody from outside comes in no more."""
    end_delegation(visit.tenant_id, delegation_id, visit.user_id, visit.deps.door)
    flash(gettext("This person can no longer come in."))
    return _back()


def take_back(visit: TenantVisit, invitation_id: str) -> ResponseReturnValue:
    """The link in the mail opens nothing any more."""
    withdraw_invitation(visit.tenant_id, invitation_id, visit.user_id, visit.deps.door)
    flash(gettext("The invitation is taken back."))
    return _back()


def _changed(visit: TenantVisit, user_id: UserId, role: Role | None, done: Any) -> ResponseReturnValue:  # noqa: ANN401 - Flask-Babel's text
    try:
        change_role(visit.tenant_id, user_id, role, visit.user_id, visit.deps.door)
    except (LastWayIn, InvitationRefused) as error:
        flash(refusal_text(error), "problem")
    else:
        flash(done)
    # Who gave up their own part may not see this page any more.
    return redirect(url_for("home"), 303) if user_id == visit.user_id else _back()


def _invite(visit: TenantVisit, written: dict[str, str]) -> Invite:
    until = _end_of(written["until"], visit) if written["kind"] == OUTSIDE else None
    role = _role(written["role"])
    return Invite(visit.tenant_id, written["email"], role, visit.user_id, until)


def _end_of(day: str, visit: TenantVisit) -> dt.datetime:
    """The last moment of a day where the mailbox is."""
    try:
        first = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), visit.deps.settings.time_zone)
    except ValueError as error:
        raise InvitationRefused("this is no day; write it as year-month-day", reason="until") from error
    return (first + dt.timedelta(days=1)).astimezone(dt.UTC)


def _role(value: str) -> Role:
    try:
        return Role(value)
    except ValueError as error:
        raise InvitationRefused("there is no such role; choose one of the list", reason="role") from error


def _page(visit: TenantVisit, written: dict[str, str], refusal: PlatformError | None) -> ResponseReturnValue:
    now, at_operator = visit.deps.clock.now(), visit.place.is_operator
    with visit.deps.database.reading(DIRECTORY) as session:
        people = people_at(session, visit.tenant_id, now)
    page = render_template(
        "people.html", people=people, written=written, problem=refusal_text(refusal) if refusal else None,
        roles=roles_offered(at_operator=at_operator, from_outside=False),
        lent=roles_offered(at_operator=at_operator, from_outside=True),
        usual_end=(now + USUAL_ACCESS).date().isoformat(), first_end=now.date().isoformat(),
    )  # fmt: skip
    return page, 422 if refusal else 200


def _back() -> ResponseReturnValue:
    return redirect(url_for("people"), 303)


ROUTES = (
    TenantRoute("/t/<tenant>/people", "people", show_people, Permission.ADMINISTER),
    TenantRoute("/t/<tenant>/people", "send_invitation", send_invitation, Permission.ADMINISTER, ("POST",)),
    TenantRoute("/t/<tenant>/people/<user_id>/role", "set_role", set_role, Permission.ADMINISTER, ("POST",)),
    TenantRoute("/t/<tenant>/people/<user_id>/remove", "remove_member", remove, Permission.ADMINISTER, ("POST",)),
    TenantRoute(
        "/t/<tenant>/access/<delegation_id>/end", "end_access", end_access, Permission.ADMINISTER, ("POST",)
    ),
    TenantRoute(
        "/t/<tenant>/invitations/<invitation_id>/withdraw", "take_back_invitation", take_back, Permission.ADMINISTER,
        ("POST",),
    ),
)  # fmt: skip
