"""The journal of one's own mailbox: looked through, taken home, verified."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.journal_view import JournalPlace, export_journal, show_journal, verify_journal
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.tenancy.roles import Permission


def show_own(visit: TenantVisit) -> ResponseReturnValue:
    """Who did what here."""
    return show_journal(visit, _own(visit))


def export_own(visit: TenantVisit) -> ResponseReturnValue:
    """The same as a file."""
    return export_journal(visit, _own(visit))


def verify_own(visit: TenantVisit) -> ResponseReturnValue:
    """Whether anybody changed it."""
    return verify_journal(visit, _own(visit))


def _own(visit: TenantVisit) -> JournalPlace:
    return JournalPlace(
        visit.tenant_id, visit.place.name, url_for("journal"), url_for("journal_csv"), url_for("journal_check"),
        (url_for("settings"), gettext("Settings")), visit.place.may(Permission.READ_DOCUMENTS),
    )  # fmt: skip


_JOURNAL = "/t/<tenant>/journal"
ROUTES = (
    TenantRoute(_JOURNAL, "journal", show_own, Permission.ADMINISTER),
    TenantRoute(f"{_JOURNAL}.csv", "journal_csv", export_own, Permission.ADMINISTER),
    TenantRoute(f"{_JOURNAL}/check", "journal_check", verify_own, Permission.ADMINISTER),
)
