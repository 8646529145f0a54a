"""The administration of an operator organisation: whom it serves, who comes in there, what went wrong, how all is."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from archive_ui.failed_work import count_failed_work
from archive_ui.health import worst_first
from archive_ui.journal_view import JournalPlace, export_journal, show_journal, verify_journal
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.health import version_words, words_of
from kernel.ids import TenantId
from kernel.tenancy.people_served import count_people_served
from kernel.tenancy.roles import Permission
from kernel.tenancy.served import count_served, get_served


def show_administration(visit: TenantVisit) -> ResponseReturnValue:
    """Every page of it, and how things stand."""
    with visit.deps.database.reading(DIRECTORY) as session:
        tenants = count_served(session, visit.tenant_id)
        people = count_people_served(session, visit.tenant_id)
        failed = sum(count_failed_work(session, visit.tenant_id).values())
    return render_template("administration.html", tenants=tenants, people=people, failed=failed)


def show_health(visit: TenantVisit) -> ResponseReturnValue:
    """What the doctor finds at this moment, what wants a person first."""
    health = visit.deps.examine()
    findings = [(finding.level, words_of(finding)) for finding in worst_first(health.findings)]
    versions = [version_words(name, version) for name, version in health.versions]
    return render_template("health.html", versions=versions, findings=findings)


def show_served_journal(visit: TenantVisit, served_id: str) -> ResponseReturnValue:
    """Who did what at one of those that are served."""
    return show_journal(visit, _served(visit, TenantId(served_id)))


def export_served_journal(visit: TenantVisit, served_id: str) -> ResponseReturnValue:
    """The same as a file; that it was taken is in the journal itself."""
    return export_journal(visit, _served(visit, TenantId(served_id)))


def verify_served_journal(visit: TenantVisit, served_id: str) -> ResponseReturnValue:
    """Whether anybody changed it."""
    return verify_journal(visit, _served(visit, TenantId(served_id)))


def _served(visit: TenantVisit, served_id: TenantId) -> JournalPlace:
    with visit.deps.database.reading(DIRECTORY) as session:
        name = get_served(session, visit.tenant_id, served_id).name
    back = url_for("served_tenant", served_id=served_id), name
    pages = [url_for(page, served_id=served_id) for page in ("served_journal", "served_journal_csv", "served_check")]
    return JournalPlace(served_id, name, pages[0], pages[1], pages[2], back, links_letters=False)


_MAY = Permission.SERVE_TENANTS
_HERE = "/t/<tenant>/administration"
_JOURNAL = f"{_HERE}/mailboxes/<served_id>/journal"
ROUTES = (
    TenantRoute(_HERE, "administration", show_administration, _MAY),
    TenantRoute(f"{_HERE}/health", "system_health", show_health, _MAY),
    TenantRoute(_JOURNAL, "served_journal", show_served_journal, _MAY),
    TenantRoute(f"{_JOURNAL}.csv", "served_journal_csv", export_served_journal, _MAY),
    TenantRoute(f"{_JOURNAL}/check", "served_check", verify_served_journal, _MAY),
)
