"""`cover-sheet` and `cover-sheets`: sheets that say whose letters follow; printed, listed and withdrawn."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from sqlalchemy.orm import Session

from archive.cover_sheet_code import SheetProfile
from archive.cover_sheets import (
    LONGEST_VALID_DAYS,
    IssueSheet,
    issue_cover_sheet,
    list_cover_sheets,
    withdraw_cover_sheet,
)
from archive_ui.cover_sheet_pdf import SheetWords, cover_sheet_pdf
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind, TenantView
from kernel.tenancy.repository import find_tenant, get_tenant, list_tenants
from kernel.tenancy.scope import TenantScope
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, ready_platform
from wiring.container import Platform
from wiring.settings import Settings

PROFILES = click.Choice([profile.value.replace("_", "-") for profile in SheetProfile])
operator_option = click.option("--operator", help="The operator organisation that scans, where it is not plain.")


@click.command()
@click.option("--tenant", help="Whose letters follow, by id or name; without it each letter tells itself.")
@click.option("--batch", "label", default="", help="What the batch is called; at most 40 bytes.")
@click.option("--profile", type=PROFILES, default="as-scanned", show_default=True, help="How letters are told apart.")
@click.option("--valid-days", type=click.IntRange(1, LONGEST_VALID_DAYS), default=365, show_default=True)
@operator_option
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.pass_obj
def cover_sheet(
    settings: Settings,
    tenant: str | None,
    label: str,
    profile: str,
    valid_days: int,
    *,
    operator: str | None,
    file: Path,
) -> None:
    """Write a cover sheet as PDF to FILE; it may be printed and used as often as needed, until it ends."""
    with ready_platform(settings) as platform:
        with platform.database.reading(COMMAND_LINE) as session:
            named = find_tenant(session, tenant) if tenant else None
            issuer = _operator(session, named, operator)
        command = IssueSheet(
            issuer.id, named.id if named else None, label, SheetProfile(profile.replace("-", "_")), valid_days
        )
        key = platform.sheet_key(issuer.id)
        with platform.database.unit_of_work(TenantScope(issuer.id)) as uow:
            sheet = issue_cover_sheet(uow.session, command, key, platform.clock.now())
            # Written before the commit: a sheet that could not be written was never issued.
            words = SheetWords(issuer.name, named.name if named else None, issuer.language)
            file.write_bytes(cover_sheet_pdf(sheet, words))
            uow.commit()
    click.echo(sheet.view.sheet_id)
    say(f"{file} is good until {sheet.view.expires_at.date()}; withdraw it with `postkamer cover-sheets withdraw`")


@click.group()
def cover_sheets() -> None:
    """List and withdraw cover sheets."""


@cover_sheets.command("list")
@operator_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(settings: Settings, *, operator: str | None, as_json: bool) -> None:
    """List the cover sheets of an operator organisation, the latest first."""
    with ready_platform(settings) as platform:
        with platform.database.reading(TenantScope(_operator_id(platform, operator))) as session:
            views = list_cover_sheets(session)
        with platform.database.reading(COMMAND_LINE) as session:
            names = {view.id: view.name for view in list_tenants(session, with_closed=True)}
    if as_json:
        for view in views:
            moments = {name: getattr(view, name) for name in ("issued_at", "expires_at", "withdrawn_at")}
            print_json(asdict(view) | {name: at.isoformat() if at else None for name, at in moments.items()})
        return
    rows = [
        (
            view.sheet_id, names.get(view.tenant_id) if view.tenant_id else None, view.label, view.profile,
            view.issued_at.date(), view.expires_at.date(), view.withdrawn_at and view.withdrawn_at.date(), view.seen,
        )
        for view in views
    ]  # fmt: skip
    print_table(("id", "tenant", "batch", "profile", "issued", "good until", "withdrawn", "seen"), rows)


@cover_sheets.command("withdraw")
@operator_option
@click.argument("sheet_id")
@click.pass_obj
def withdraw(settings: Settings, sheet_id: str, *, operator: str | None) -> None:
    """Believe the sheet SHEET_ID no more, however often it was printed."""
    with ready_platform(settings) as platform:
        uow = platform.database.unit_of_work(TenantScope(_operator_id(platform, operator)))
        with uow:
            view = withdraw_cover_sheet(uow.session, sheet_id, "system:cli", platform.clock.now())
            uow.commit()
    say(f"cover sheet {view.short_id} is refused from now on")


def _operator_id(platform: Platform, operator: str | None) -> TenantId:
    with platform.database.reading(COMMAND_LINE) as session:
        return _operator(session, None, operator).id


def _operator(session: Session, named: TenantView | None, operator: str | None) -> TenantView:
    """Who scans: who was named, else whoever serves the tenant, else the only operator organisation."""
    if operator:
        return find_tenant(session, operator)
    if named is not None:
        return get_tenant(session, named.operator_id) if named.operator_id else named
    operators = [view for view in list_tenants(session) if view.kind is TenantKind.OPERATOR]
    if len(operators) != 1:
        raise NotFound("it is not plain which operator organisation is meant; name it with --operator")
    return operators[0]
