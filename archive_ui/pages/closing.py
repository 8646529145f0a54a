"""Closing the account: everything is taken along first, thirty days to come back, then erasure with a certificate."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from archive.erasure.bin import GRACE
from archive.erasure.closing import Closer, ClosureView, close_account, find_closure, reopen_account
from archive.export.orders import exports_of
from archive_ui.languages import choose_language
from archive_ui.pages.downloads import attachment
from archive_ui.routes import Caller, OpenRoute, TenantRoute, TenantVisit
from archive_ui.strangers import admit_stranger
from identity.closed_links import closed_secret
from identity.delegations import delegations_of
from identity.email import is_verified
from identity.errors import TooManyAttempts
from identity.sessions import end_all
from kernel.ids import UserId
from kernel.tenancy.closing import people_of_nowhere_else
from kernel.tenancy.repository import get_user
from kernel.tenancy.roles import Permission
from kernel.tenancy.scope import SystemScope

CLOSING = SystemScope("who closes a mailbox closes the door for people who belong to others as well")


def show_closing(visit: TenantVisit) -> ResponseReturnValue:
    """What closing means, and a way to take everything along before."""
    return _page(visit, is_unsure=False)


def close(visit: TenantVisit) -> ResponseReturnValue:
    """Close it; the answer shows the link that opens it again, once."""
    if "taken" not in request.form:
        return _page(visit, is_unsure=True), 422
    now = visit.deps.clock.now()
    with visit.deps.database.unit_of_work(CLOSING) as uow:
        alone = _people_alone(uow.session, visit)
        secret = closed_secret(visit.tenant_id, now, visit.deps.door.mail_key)
        close_account(uow.session, visit.tenant_id, _closer(uow.session, visit, secret), alone, now)
        for user_id in alone:
            end_all(uow.session, user_id, now)
        uow.commit()
    address = f"{visit.deps.door.relying_party.origin}{url_for('closed', token=secret)}"
    return render_template("closed.html", address=address, token=secret, name=visit.place.name, erase_at=now + GRACE)


def show_closed(caller: Caller, token: str) -> ResponseReturnValue:
    """How the closed account stands: to be opened again, or erased, with its certificate."""
    if "language" in request.args:
        if request.args["language"] in caller.deps.settings.languages:
            choose_language(request.args["language"])
        return redirect(url_for("closed", token=token), 303)
    closure = _closure(caller, token)
    if not isinstance(closure, ClosureView):
        return closure
    return render_template("closed_state.html", closure=closure, token=token)


def reopen(caller: Caller, token: str) -> ResponseReturnValue:
    """Everybody comes in again as before."""
    closure = _closure(caller, token)
    if not isinstance(closure, ClosureView):
        return closure
    with caller.deps.database.unit_of_work(CLOSING) as uow:
        reopen_account(uow.session, closure, caller.deps.clock.now())
        uow.commit()
    flash(gettext("The mailbox is open again. Sign in as before."), "success")
    return redirect(url_for("sign_in"), 303)


def download_closing_certificate(caller: Caller, token: str) -> ResponseReturnValue:
    """The certificate, once there is one."""
    closure = _closure(caller, token)
    if not isinstance(closure, ClosureView):
        return closure
    if closure.certificate is None:
        return redirect(url_for("closed", token=token), 303)
    file = closure.certificate.file()
    return attachment(file, f"erasure-{closure.certificate.certificate_id[:8]}.json", "application/json")


def _page(visit: TenantVisit, *, is_unsure: bool) -> str:
    with visit.reading() as session:
        exports = [each for each in exports_of(session) if each.is_everything]
    return render_template("closing.html", exports=exports, grace_days=GRACE.days, is_unsure=is_unsure)


def _closer(session: Session, visit: TenantVisit, secret: str) -> Closer:
    """Who closes it; a certificate is offered by mail at an address only that was proven to be theirs."""
    user = get_user(session, visit.user_id)
    return Closer(user.id, secret, user.email if is_verified(session, user) else None, user.name, user.language)


def _people_alone(session: Session, visit: TenantVisit) -> list[UserId]:
    """The members who can go nowhere else, neither as members nor from outside."""
    now, here = visit.deps.clock.now(), visit.tenant_id
    members = people_of_nowhere_else(session, here)
    return [each for each in members if all(lent.tenant_id == here for lent in delegations_of(session, each, now))]


def _closure(caller: Caller, token: str) -> ClosureView | Response:
    """The closed account behind the secret, or the page that says no."""
    with caller.deps.database.reading(CLOSING) as session:
        closure = find_closure(session, token)
    if closure is not None:
        return closure
    try:
        admit_stranger(caller, token)
    except TooManyAttempts as error:
        response = make_response(render_template("shared_closed.html", too_many=True), 429)
        response.headers["Retry-After"] = str(error.retry_after_s)
        return response
    return make_response(render_template("shared_closed.html", too_many=False), 404)


_MAY = Permission.ERASE_DOCUMENTS
_CLOSED = "/closed/<token>"
ROUTES = (
    TenantRoute("/t/<tenant>/closing", "closing", show_closing, _MAY, needs_proof=True),
    TenantRoute("/t/<tenant>/closing", "close_account", close, _MAY, ("POST",), needs_proof=True),
    OpenRoute(_CLOSED, "closed", show_closed, hides_address=True),
    OpenRoute(f"{_CLOSED}/reopen", "reopen_account", reopen, ("POST",), hides_address=True),
    OpenRoute(f"{_CLOSED}/certificate", "closing_certificate", download_closing_certificate, hides_address=True),
)
