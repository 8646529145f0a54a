"""Letting go: rules of how long, what would go under them, the bin, and the certificates of what went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from archive.erasure.bin import GRACE, binned, put_all_in_bin, put_in_bin, restore, restore_all
from archive.erasure.certificates import certificates_of, get_certificate
from archive.erasure.rules import EVERY_OTHER, MOST_YEARS, RuleRefused, rules_of, set_rules, would_go
from archive.holds.placing import lift_hold, place_hold
from archive.organising.changing import MOST_AT_ONCE
from archive.repository import get_document
from archive_ui.addresses import own_address
from archive_ui.finding import read_number
from archive_ui.pages.downloads import attachment
from archive_ui.people import names_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.names import KINDS
from archive_ui.words.refusals import refusal_text
from kernel.errors import ChangedMeanwhile, NotFound
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

MOST_DIGITS = 4


def show_retention(visit: TenantVisit) -> ResponseReturnValue:
    """The rules, what would go today, the bin and the certificates."""
    return _page(visit, None)


def keep_rules(visit: TenantVisit) -> ResponseReturnValue:
    """Put the rules of the form in the place of the present ones; an empty field keeps letters for good."""
    written = {kind: request.form.get(f"years-{kind or 'other'}", "").strip() for kind in (*KINDS, EVERY_OTHER)}
    rules = {kind: _years(text) for kind, text in written.items() if text}
    try:
        with visit.unit_of_work() as uow:
            set_rules(uow.session, visit.tenant_id, rules, visit.user_id, visit.deps.clock.now())
            uow.commit()
    except RuleRefused as error:
        return _page(visit, error), 422
    flash(gettext("The rules are kept. Nothing goes by itself; below is what would go."), "success")
    return redirect(url_for("retention"), 303)


def bin_due(visit: TenantVisit) -> ResponseReturnValue:
    """Put what the rules let go, and the person left ticked, into the bin."""
    ticked, count = set(request.form.getlist("document")), 0
    with visit.unit_of_work() as uow:
        for due in would_go(uow.session, visit.deps.clock.now().date()):
            if due.document.document_id in ticked:
                put_in_bin(uow, due.document.document_id, visit.user_id, visit.deps.clock.now(), due.rule)
                count += 1
        uow.commit()
    flash(ngettext("%(num)d letter is in the bin.", "%(num)d letters are in the bin.", count), "success")
    return redirect(url_for("retention", _anchor="bin"), 303)


def bin_document(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Put one letter into the bin; that can be taken back for thirty days."""
    with visit.unit_of_work() as uow:
        document = get_document(uow.session, DocumentId(document_id))
        if document.version != read_number(request.form.get("version", "")):
            raise ChangedMeanwhile("somebody changed this letter meanwhile; look at it again, then decide")
        put_in_bin(uow, DocumentId(document_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    undo = url_for("restore_document", document_id=document_id)
    # A notice with its way back: the template that shows it knows the pair by its category.
    flash((gettext("The letter is in the bin. It is erased for good in 30 days."), undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("inbox"), 303)


def bin_letters(visit: TenantVisit) -> ResponseReturnValue:
    """Put the chosen letters into the bin; what a hold keeps, or is not filed, stays where it is."""
    chosen = [DocumentId(each) for each in request.form.getlist("document")[:MOST_AT_ONCE]]
    back, at = own_address(request.form.get("next", "")), visit.deps.clock.now()
    with visit.unit_of_work() as uow:
        gone = put_all_in_bin(uow, chosen, visit.user_id, at)
        uow.commit()
    if not gone:
        flash(gettext("Nothing was put in the bin: these letters are kept, or not filed."), "problem")
        return redirect(back, 303)
    told = ngettext("%(num)d letter is in the bin.", "%(num)d letters are in the bin.", len(gone))
    undo = url_for("restore_letters", moment=at.isoformat(), next=back)
    flash((told, undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(back, 303)


def restore_letters(visit: TenantVisit, moment: str) -> ResponseReturnValue:
    """Give back what the person put into the bin at one moment.

    Raises:
        NotFound: It was no moment of theirs, or nothing of it is in the bin any more.
    """
    try:
        # A moment at the edge of the calendar, has no place in UTC.
        binned_at = dt.datetime.fromisoformat(moment).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise NotFound("there is nothing to take back here") from error
    with visit.unit_of_work() as uow:
        count = restore_all(uow, binned_at, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(ngettext("%(num)d letter is back.", "%(num)d letters are back.", count), "success")
    return redirect(own_address(request.args.get("next", "")), 303)


def restore_document(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Give a letter back to inbox and search."""
    with visit.unit_of_work() as uow:
        restore(uow, DocumentId(document_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The letter is back."), "success")
    return redirect(url_for("document", document_id=document_id), 303)


def change_hold(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Keep a letter whatever happens, or no longer."""
    is_wanted = request.form.get("do") == "place"
    with visit.unit_of_work() as uow:
        change = place_hold if is_wanted else lift_hold
        change(uow.session, DocumentId(document_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    done = gettext("A legal hold keeps this letter now.") if is_wanted else gettext("The legal hold is lifted.")
    flash(done, "success")
    return redirect(url_for("document", document_id=document_id), 303)


def download_certificate(visit: TenantVisit, certificate_id: str) -> Response:
    """A certificate as a file, with its signature."""
    with visit.reading() as session:
        certificate = get_certificate(session, certificate_id)
    return attachment(certificate.file(), f"erasure-{certificate_id[:8]}.json", "application/json")


def _years(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else -1


def _page(visit: TenantVisit, refusal: RuleRefused | None) -> str:
    with visit.reading() as session:
        rules, bin_now = rules_of(session), binned(session)
        due, certificates = would_go(session, visit.deps.clock.now().date()), certificates_of(session)
    written: Mapping[str, object] = {
        kind: request.form.get(f"years-{kind or 'other'}", rules.get(kind, "")) for kind in (*KINDS, EVERY_OTHER)
    }
    return render_template(
        "retention.html", kinds=KINDS, written=written, most_years=MOST_YEARS, grace_days=GRACE.days, due=due,
        binned=bin_now, certificates=certificates, problem=refusal_text(refusal) if refusal else None,
        people=names_of(visit.deps.database, {each.binned_by for each in bin_now}),
    )  # fmt: skip


_ALL = "/t/<tenant>/retention"
_ONE = "/t/<tenant>/documents/<document_id>"
_MAY = Permission.ERASE_DOCUMENTS
ROUTES = (
    TenantRoute(_ALL, "retention", show_retention, _MAY),
    TenantRoute(_ALL, "keep_rules", keep_rules, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/due", "bin_due", bin_due, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/certificates/<certificate_id>", "erasure_certificate", download_certificate, _MAY),
    TenantRoute("/t/<tenant>/letters/bin", "bin_letters", bin_letters, _MAY, ("POST",)),
    TenantRoute("/t/<tenant>/letters/bin/<moment>/undo", "restore_letters", restore_letters, _MAY, ("POST",)),
    TenantRoute(f"{_ONE}/bin", "bin_document", bin_document, _MAY, ("POST",)),
    TenantRoute(f"{_ONE}/restore", "restore_document", restore_document, _MAY, ("POST",)),
    TenantRoute(f"{_ONE}/hold", "change_hold", change_hold, _MAY, ("POST",)),
)
