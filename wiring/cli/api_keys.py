"""`api-key`: which programs may use the API, for which tenant and for what."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

import click

from identity.api_keys import AddApiKey, ApiKeyView, KeyScope, add_api_key, list_api_keys, revoke_api_key
from kernel.ids import TenantId
from kernel.tenancy.repository import find_tenant
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, ready_platform
from wiring.container import Platform
from wiring.settings import Settings

SCOPES = click.Choice([scope.value for scope in KeyScope])
LONGEST_LIFE_DAYS = 3_650
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def api_key() -> None:
    """Make, list and revoke the keys of programs."""


@api_key.command("add")
@click.argument("tenant")
@click.option("--name", required=True, help="Which program will use it, for example ERP.")
@click.option("--scope", "scopes", type=SCOPES, multiple=True, required=True, help="May be repeated.")
@click.option("--days", type=click.IntRange(1, LONGEST_LIFE_DAYS), default=365, show_default=True, help="How long.")
@as_json_option
@click.pass_obj
def add(settings: Settings, tenant: str, *, name: str, scopes: tuple[str, ...], days: int, as_json: bool) -> None:
    """Make a key for TENANT, by id or name; it is printed now and never again."""
    with ready_platform(settings) as platform:
        wanted = frozenset(KeyScope(scope) for scope in scopes)
        command = AddApiKey(_tenant_id(platform, tenant), name, wanted, dt.timedelta(days=days))
        made = add_api_key(command, platform.database.unit_of_work(COMMAND_LINE), platform.clock)
    if as_json:
        print_json({"key": made.secret} | _values(made.view))
        return
    click.echo(made.secret)
    say(f"keep this key now, it cannot be shown again; it is good until {made.view.expires_at.date()}")


@api_key.command("list")
@click.argument("tenant")
@as_json_option
@click.pass_obj
def list_(settings: Settings, tenant: str, *, as_json: bool) -> None:
    """List the keys of TENANT, the latest first; with --json one object per key and line."""
    with ready_platform(settings) as platform:
        tenant_id = _tenant_id(platform, tenant)
        with platform.database.reading(COMMAND_LINE) as session:
            views = list_api_keys(session, tenant_id)
    if as_json:
        for view in views:
            print_json(_values(view))
        return
    columns = ("id", "name", "scopes", "made", "good until", "last used", "revoked")
    print_table(columns, [_row(view) for view in views])


@api_key.command("revoke")
@click.argument("tenant")
@click.argument("key_id")
@click.pass_obj
def revoke(settings: Settings, tenant: str, key_id: str) -> None:
    """Take the key KEY_ID of TENANT back, at once and for good."""
    with ready_platform(settings) as platform:
        uow = platform.database.unit_of_work(COMMAND_LINE)
        view = revoke_api_key(_tenant_id(platform, tenant), key_id, uow, platform.clock)
    say(f"{view.prefix} ({view.name}) opens nothing any more")


def _tenant_id(platform: Platform, id_or_name: str) -> TenantId:
    with platform.database.reading(COMMAND_LINE) as session:
        return find_tenant(session, id_or_name).id


def _values(view: ApiKeyView) -> dict[str, Any]:
    """The view as JSON values, moments as ISO 8601."""
    return asdict(view) | {"scopes": sorted(scope.value for scope in view.scopes)}


def _row(view: ApiKeyView) -> tuple[object, ...]:
    scopes = " ".join(sorted(scope.value for scope in view.scopes))
    revoked = view.revoked_at.date() if view.revoked_at else None
    used = f"{view.last_used_at:%Y-%m-%d %H:%M}" if view.last_used_at else None
    return view.key_id, view.name, scopes, view.created_at.date(), view.expires_at.date(), used, revoked
