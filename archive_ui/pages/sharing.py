"""Share links of one letter: made, listed with how often they were opened, withdrawn and given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.repository import get_document
from archive.sharing.forms import SharedForm
from archive.sharing.links import (
    MOST_OPENINGS,
    USUAL_DAYS,
    LinkView,
    MakeLink,
    ShareRefused,
    links_of,
    make_link,
    restore_link,
    withdraw_link,
)
from archive_ui.people import names_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.refusals import refusal_text
from archive_ui.words.sharing import FORMS
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
MOST_DIGITS = 6
NOTHING = {"form": SharedForm.PDF.value, "days": "", "openings": "", "label": ""}


def show_sharing(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The letter's links, and a form for one more."""
    days = min(USUAL_DAYS, visit.deps.settings.longest_share_days)
    return _page(visit, document_id, {**NOTHING, "days": str(days)})


def make_share(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Make a link; its address is in this answer and in no other."""
    written = {name: request.form.get(name, "").strip() for name in ("form", "days", "openings", "label")}
    password = request.form.get("password", "")
    try:
        # The password takes tens of milliseconds, so before the transaction.
        command = _command(visit, document_id, written, _hashed(visit, password))
        with visit.unit_of_work() as uow:
            link, secret = make_link(uow.session, command, visit.deps.clock.now())
            uow.commit()
    except ShareRefused as error:
        return _page(visit, document_id, written, refusal=error), 422
    address = f"{visit.deps.door.relying_party.origin}{url_for('shared', token=secret)}"
    return _page(visit, document_id, {**NOTHING, "days": written["days"]}, address=address, made=link)


def withdraw_share(visit: TenantVisit, document_id: str, link_id: str) -> ResponseReturnValue:
    """The link opens nothing any more; that can be taken back."""
    with visit.unit_of_work() as uow:
        withdraw_link(uow.session, DocumentId(document_id), link_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    undo = url_for("restore_share", document_id=document_id, link_id=link_id)
    # A notice with its way back: the template that shows it knows the pair by its category.
    flash((gettext("The link opens nothing any more."), undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("sharing", document_id=document_id), 303)


def restore_share(visit: TenantVisit, document_id: str, link_id: str) -> ResponseReturnValue:
    """The link opens the letter again."""
    with visit.unit_of_work() as uow:
        restore_link(uow.session, DocumentId(document_id), link_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The link opens the letter again."), "success")
    return redirect(url_for("sharing", document_id=document_id), 303)


def _command(visit: TenantVisit, document_id: str, written: Mapping[str, str], password_hash: str | None) -> MakeLink:
    openings = written["openings"]
    return MakeLink(
        document_id=DocumentId(document_id), user_id=visit.user_id, form=_form(written["form"]),
        lasts=dt.timedelta(days=_number(written["days"])),
        longest=dt.timedelta(days=visit.deps.settings.longest_share_days), label=written["label"],
        password_hash=password_hash, most_openings=_number(openings) if openings else None,
    )  # fmt: skip


def _number(written: str) -> int:
    """A number as typed; 0, which no link has, for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else 0


def _form(written: str) -> SharedForm:
    return SharedForm(written) if written in {form.value for form in SharedForm} else SharedForm.PDF


def _hashed(visit: TenantVisit, password: str) -> str | None:
    if not password:
        return None
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ShareRefused("a password for a link has 8 to 200 characters", reason="password")
    return visit.deps.door.passwords.hash(password)


def _page(
    visit: TenantVisit,
    document_id: str,
    written: Mapping[str, str],
    *,
    refusal: ShareRefused | None = None,
    address: str = "",
    made: LinkView | None = None,
) -> str:
    with visit.reading() as session:
        document = get_document(session, DocumentId(document_id))
        links = links_of(session, DocumentId(document_id))
    problems = {str(refusal.context["reason"]): refusal_text(refusal)} if refusal else {}
    return render_template(
        "sharing.html", document=document, links=links, written=written, problems=problems, forms=FORMS,
        people=names_of(visit.deps.database, {link.made_by for link in links}), address=address, made=made,
        longest=visit.deps.settings.longest_share_days, most_openings=MOST_OPENINGS,
    )  # fmt: skip


_SHARE = "/t/<tenant>/documents/<document_id>/share"
_MAY = Permission.SHARE_DOCUMENTS
ROUTES = (
    TenantRoute(_SHARE, "sharing", show_sharing, _MAY),
    TenantRoute(_SHARE, "make_share", make_share, _MAY, ("POST",)),
    TenantRoute(f"{_SHARE}/<link_id>/withdraw", "withdraw_share", withdraw_share, _MAY, ("POST",)),
    TenantRoute(f"{_SHARE}/<link_id>/restore", "restore_share", restore_share, _MAY, ("POST",)),
)
