"""The mailboxes that an operator organisation serves: found, added, named, suspended and let in again."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.erasure.closing import erased_when
from archive_ui.finding import read_number
from archive_ui.naming import rename
from archive_ui.pages.identifiers import tell
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.refusals import refusal_text
from identity.errors import InvitationRefused
from identity.invitations import Invite, invite, open_invitations
from kernel.errors import MoveRefused, PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory import EmailRefused, PostalAddress, TenantKind, normal_email
from kernel.tenancy.directory_changes import AddTenant, DirectoryEntryRefused, add_tenant, plain_identifier
from kernel.tenancy.look_alikes import LookAlike, holders_of_number, look_alikes_of_name
from kernel.tenancy.repository import members_of
from kernel.tenancy.roles import Permission, Role
from kernel.tenancy.served import (
    SuspensionRefused,
    find_served,
    get_served,
    names_of_served,
    resume_tenant,
    suspend_tenant,
)

PAGE = 50
WRITTEN = ("name", "kind", "language", "number", "street", "postcode", "city", "country", "email")
KINDS = (TenantKind.BUSINESS, TenantKind.INDIVIDUAL)


def show_mailboxes(visit: TenantVisit) -> ResponseReturnValue:
    """Those whose name or number holds the words that are looked for."""
    wanted, page = request.args.get("q", ""), read_number(request.args.get("page", ""))
    with visit.deps.database.reading(DIRECTORY) as session:
        rows = find_served(session, visit.tenant_id, wanted[:200], limit=PAGE + 1, offset=(page - 1) * PAGE)
    following = url_for("served_tenants", q=wanted, page=page + 1) if len(rows) > PAGE else None
    before = url_for("served_tenants", q=wanted, page=page - 1) if page > 1 else None
    return render_template(
        "administration_mailboxes.html", rows=rows[:PAGE], wanted=wanted, following=following, before=before
    )  # fmt: skip


def show_new(visit: TenantVisit) -> ResponseReturnValue:
    """The form for another."""
    return _form(visit, None)


def add_mailbox(visit: TenantVisit) -> ResponseReturnValue:
    """Add it, and ask its first owner in."""
    written = _written()
    try:
        command, email = _ordered(visit, written), normal_email(written["email"])
        alike = _alike(visit, command)
        if alike and not request.form.get("is_another"):
            return _form(visit, None, alike)
        tenant_id = add_tenant(
            command, visit.deps.database.unit_of_work(DIRECTORY), visit.deps.keys, visit.deps.clock
        )  # fmt: skip
        invite(Invite(tenant_id, email, Role.OWNER, visit.user_id), visit.deps.door)
    except (DirectoryEntryRefused, EmailRefused, InvitationRefused) as error:
        return _form(visit, error)
    flash(gettext("The mailbox is there. Its first owner is invited by mail."), "success")
    return redirect(url_for("served_tenant", served_id=tenant_id), 303)


def show_mailbox(visit: TenantVisit, served_id: str) -> ResponseReturnValue:
    """One of them: how it stands, what it is known by."""
    return _page(visit, TenantId(served_id), None)


def change_mailbox(visit: TenantVisit, served_id: str) -> ResponseReturnValue:
    """Suspend it, let it in again, ask an owner in, or change what it is known by; `do` tells which."""
    tenant_id, what = TenantId(served_id), request.values.get("do", "")
    with visit.deps.database.reading(DIRECTORY) as session:
        get_served(session, visit.tenant_id, tenant_id)
        is_owners = erased_when(session, tenant_id) is not None
    if what in {"suspend", "resume"} and is_owners:
        raise MoveRefused("its owner closed this mailbox; only the link that its owner has opens it again")
    if what == "invite":
        return _invited(visit, tenant_id)
    if what in {"suspend", "resume"}:
        _let_in(visit, tenant_id, suspends=what == "suspend")
        return redirect(url_for("served_tenant", served_id=served_id), 303)
    done = rename(visit, tenant_id, sees_both=True)
    if done.refusal is not None:
        return _page(visit, tenant_id, done)
    tell(done, url_for("change_served_tenant", served_id=served_id, **done.undo))
    if done.alike:
        others = ", ".join(_names(visit, done.alike))
        flash(
            gettext("Letters may be taken for those of %(names)s. They then wait for a person.", names=others), "warn"
        )
    return redirect(url_for("served_tenant", served_id=served_id, _anchor=done.kind.value), 303)


def _let_in(visit: TenantVisit, tenant_id: TenantId, *, suspends: bool) -> None:
    uow = visit.deps.database.unit_of_work(DIRECTORY)
    if suspends:
        suspend_tenant(visit.tenant_id, tenant_id, visit.user_id, uow, visit.deps.clock)
        undo = url_for("change_served_tenant", served_id=tenant_id, do="resume")
        text = gettext("Suspended. Nobody comes in; letters for it wait with you. Nothing is erased.")
        flash((text, undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
        return
    try:
        resume_tenant(visit.tenant_id, tenant_id, visit.user_id, uow, visit.deps.clock)
    except SuspensionRefused as error:
        flash(refusal_text(error), "problem")
    else:
        flash(gettext("Its people come in again."), "success")


def _invited(visit: TenantVisit, tenant_id: TenantId) -> ResponseReturnValue:
    try:
        invite(Invite(tenant_id, request.form.get("email", ""), Role.OWNER, visit.user_id), visit.deps.door)
    except (EmailRefused, InvitationRefused) as error:
        flash(refusal_text(error), "problem")
    else:
        flash(gettext("The invitation is on its way."), "success")
    return redirect(url_for("served_tenant", served_id=tenant_id), 303)


def _page(visit: TenantVisit, tenant_id: TenantId, done: object) -> ResponseReturnValue:
    with visit.deps.database.reading(DIRECTORY) as session:
        tenant = get_served(session, visit.tenant_id, tenant_id)
        owners = [user for user, role in members_of(session, tenant_id) if role is Role.OWNER]
        asked = open_invitations(session, tenant_id, visit.deps.clock.now())
        erased_at = erased_when(session, tenant_id)
    refusal = getattr(done, "refusal", None)
    page = render_template(
        "administration_mailbox.html", tenant=tenant, owners=owners, asked=asked, erased_at=erased_at, done=done,
        problem=refusal_text(refusal) if refusal else None,
        action=url_for("change_served_tenant", served_id=tenant_id),
    )  # fmt: skip
    return page, 422 if refusal else 200


def _written() -> dict[str, str]:
    return {name: request.form.get(name, "").strip() for name in WRITTEN}


def _ordered(visit: TenantVisit, written: dict[str, str]) -> AddTenant:
    kind = TenantKind.INDIVIDUAL if written["kind"] == TenantKind.INDIVIDUAL.value else TenantKind.BUSINESS
    lines = (written["street"], written["postcode"], written["city"])
    address = PostalAddress(*lines, written["country"].upper() or "BE")
    numbers = (written["number"],) if written["number"] else ()
    for number in numbers:
        plain_identifier(number)
    return AddTenant(
        kind, written["name"], written["language"], visit.tenant_id, (), (address,) if any(lines) else (),
        visit.user_id, numbers,
    )  # fmt: skip


def _alike(visit: TenantVisit, command: AddTenant) -> list[LookAlike]:
    with visit.deps.database.reading(DIRECTORY) as session:
        found = look_alikes_of_name(session, visit.tenant_id, command.name)
        for number in command.identifiers:
            found += holders_of_number(session, visit.tenant_id, plain_identifier(number))
    return found


def _form(visit: TenantVisit, refusal: PlatformError | None, alike: Sequence[LookAlike] = ()) -> ResponseReturnValue:
    page = render_template(
        "administration_mailbox_new.html", written=_written(), kinds=KINDS, alike=_names(visit, alike),
        problem=refusal_text(refusal) if refusal else None,
    )  # fmt: skip
    return page, 422 if refusal or alike else 200


def _names(visit: TenantVisit, alike: Sequence[LookAlike]) -> list[str]:
    with visit.deps.database.reading(DIRECTORY) as session:
        found = names_of_served(session, visit.tenant_id, [each.tenant_id for each in alike])
    return sorted(found.values())


_MAY = Permission.SERVE_TENANTS
_ALL = "/t/<tenant>/administration/mailboxes"
ROUTES = (
    TenantRoute(_ALL, "served_tenants", show_mailboxes, _MAY),
    TenantRoute(f"{_ALL}/new", "new_served_tenant", show_new, _MAY),
    TenantRoute(f"{_ALL}/new", "add_served_tenant", add_mailbox, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/<served_id>", "served_tenant", show_mailbox, _MAY),
    TenantRoute(f"{_ALL}/<served_id>", "change_served_tenant", change_mailbox, _MAY, ("POST",)),
)
