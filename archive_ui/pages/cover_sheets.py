"""Cover sheets: the operator's form to print one, those that were issued, and those that were refused."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.cover_sheet_code import LabelTooLong, SheetProfile
from archive.cover_sheets import (
    IssuedSheet,
    IssueSheet,
    ValidityRefused,
    get_cover_sheet,
    issue_cover_sheet,
    list_cover_sheets,
    refused_sheets,
    reprinted,
    restore_cover_sheet,
    withdraw_cover_sheet,
)
from archive.repository import get_page
from archive_ui.cover_sheet_pdf import SheetWords, cover_sheet_pdf, profile_name
from archive_ui.languages import current_language, load_catalogue
from archive_ui.pages.downloads import attachment
from archive_ui.people import tenants_served
from archive_ui.recipients import choice_of_all
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.errors import NotFound
from kernel.ids import PageId, TenantId
from kernel.tenancy.roles import Permission

USUAL_DAYS = 365


def show_cover_sheets(visit: TenantVisit) -> ResponseReturnValue:
    """The form, and below it what was issued and what was refused."""
    return _page(visit)


def print_sheet(visit: TenantVisit) -> ResponseReturnValue:
    """Issue a sheet and hand it out as PDF; or narrow the list of recipients and show the form again."""
    if request.form.get("do") == "filter":
        return _page(visit)
    command = _ordered(visit)
    if isinstance(command, str):
        return _page(visit, problem=command), 422
    key = visit.deps.sheet_key(visit.tenant_id)
    try:
        with visit.unit_of_work() as uow:
            sheet = issue_cover_sheet(uow.session, command, key, visit.deps.clock.now())
            uow.commit()
    except LabelTooLong:
        return _page(visit, problem=gettext("The name of the batch is too long.")), 422
    except ValidityRefused:
        return _page(visit, problem=gettext("A cover sheet is good for 1 to 3650 days.")), 422
    return _pdf(visit, sheet)


def print_again(visit: TenantVisit, sheet_id: str) -> ResponseReturnValue:
    """The same sheet once more."""
    with visit.reading() as session:
        view = get_cover_sheet(session, sheet_id)
    return _pdf(visit, reprinted(view, visit.tenant_id, visit.deps.sheet_key(visit.tenant_id)))


def withdraw_sheet(visit: TenantVisit, sheet_id: str) -> ResponseReturnValue:
    """Believe a sheet no more."""
    with visit.unit_of_work() as uow:
        view = withdraw_cover_sheet(uow.session, sheet_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("Cover sheet %(number)s is withdrawn.", number=view.short_id))


def restore_sheet(visit: TenantVisit, sheet_id: str) -> ResponseReturnValue:
    """Take a withdrawal back."""
    with visit.unit_of_work() as uow:
        view = restore_cover_sheet(uow.session, sheet_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("Cover sheet %(number)s is good again.", number=view.short_id))


def show_refused_page(visit: TenantVisit, sheet_page_id: str) -> ResponseReturnValue:
    """The picture of a page that was taken for a cover sheet and refused."""
    page_id = PageId(sheet_page_id)
    with visit.reading() as session:
        if page_id not in {refused.page_id for refused in refused_sheets(session)}:
            raise NotFound("there is no such page here; look at the list of cover sheets", page_id=page_id)
        key = get_page(session, page_id).image_key
    if key is None:
        raise NotFound("there is no picture of this page", page_id=page_id)
    return Response(visit.deps.blobs.read(visit.tenant_id, key), mimetype="image/webp")


def _ordered(visit: TenantVisit) -> IssueSheet | str:
    """What the form asks for, or what is wrong with it."""
    form = request.form
    chosen, days = form.get("tenant_id", ""), form.get("valid_days", type=int)
    if chosen and TenantId(chosen) not in tenants_served(visit.deps.database, visit.tenant_id):
        return str(gettext("Choose whose letters follow."))
    profiles = {profile.value: profile for profile in SheetProfile}
    profile = profiles.get(form.get("profile", ""))
    if days is None or profile is None:
        return str(gettext("Some entries need another look."))
    return IssueSheet(
        visit.tenant_id, TenantId(chosen) if chosen else None, form.get("label", ""), profile, days, visit.user_id
    )


def _page(visit: TenantVisit, problem: str | None = None) -> str:
    served = tenants_served(visit.deps.database, visit.tenant_id)
    with visit.reading() as session:
        issued, refused = list_cover_sheets(session), refused_sheets(session)
    catalogue = load_catalogue(current_language())
    return render_template(
        "cover_sheets.html",
        choice=choice_of_all(served, request.form.get("wanted", ""), request.form.get("tenant_id", "")),
        written={"label": "", "valid_days": str(USUAL_DAYS), "profile": ""} | request.form.to_dict(),
        profiles=[(profile.value, profile_name(profile, catalogue)) for profile in SheetProfile],
        tenants=served, issued=issued, refused=refused, problem=problem,
    )  # fmt: skip


def _pdf(visit: TenantVisit, sheet: IssuedSheet) -> Response:
    served = tenants_served(visit.deps.database, visit.tenant_id)
    named = served.get(sheet.view.tenant_id) if sheet.view.tenant_id else None
    if sheet.view.tenant_id and named is None:
        raise NotFound("this recipient is not served any more; withdraw the sheet")
    words = SheetWords(visit.place.name, named.name if named else None, current_language())
    return attachment(cover_sheet_pdf(sheet, words), f"cover sheet {sheet.view.short_id}.pdf", "application/pdf")


def _back(notice: str) -> ResponseReturnValue:
    flash(notice, "success")
    return redirect(url_for("cover_sheets"), 303)


_SHEETS = "/t/<tenant>/cover-sheets"
_SCAN = Permission.SCAN
ROUTES = (
    TenantRoute(_SHEETS, "cover_sheets", show_cover_sheets, _SCAN),
    TenantRoute(_SHEETS, "print_cover_sheet", print_sheet, _SCAN, ("POST",)),
    TenantRoute(f"{_SHEETS}/<sheet_id>.pdf", "cover_sheet_again", print_again, _SCAN),
    TenantRoute(f"{_SHEETS}/<sheet_id>/withdraw", "withdraw_cover_sheet", withdraw_sheet, _SCAN, ("POST",)),
    TenantRoute(f"{_SHEETS}/<sheet_id>/restore", "restore_cover_sheet", restore_sheet, _SCAN, ("POST",)),
    TenantRoute(
        f"{_SHEETS}/refused/<sheet_page_id>.webp", "refused_cover_sheet", show_refused_page, Permission.INDEX_MANUALLY
    ),
)
