"""`tenant` and `user`: who receives mail here, and who may see it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

import click

from identity.passwords import check_strength
from identity.second_factor import forget_factors
from identity.sign_in import set_password
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress, TenantKind, TenantView, UserView
from kernel.tenancy.directory_changes import LANGUAGES, AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.directory_import import import_tenants
from kernel.tenancy.repository import find_tenant, find_user_by_email, list_tenants
from kernel.tenancy.roles import Role
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, fresh_platform, ready_platform
from wiring.container import Platform
from wiring.settings import Settings

KINDS = click.Choice([kind.value for kind in TenantKind])
LANGUAGE = click.Choice(sorted(LANGUAGES))
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
password_option = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input instead of asking."
)


class RoleOfTenant(click.ParamType[tuple[str, Role]]):
    """TENANT:ROLE, the tenant by id or name; a name may hold colons."""

    name = "tenant:role"

    def convert(
        self, value: str | tuple[str, Role], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Role]:
        """Split at the last colon."""
        if isinstance(value, tuple):
            return value
        tenant, _, role = value.rpartition(":")
        roles = {each.value: each for each in Role}
        if not tenant or role not in roles:
            self.fail(f"{value!r} is not TENANT:ROLE, where ROLE is one of {', '.join(roles)}", param, ctx)
        return tenant, roles[role]


@click.group()
def tenant() -> None:
    """Add, list and import tenants."""


@tenant.command("add")
@click.argument("name")
@click.option("--kind", type=KINDS, default=TenantKind.BUSINESS.value, show_default=True)
@click.option("--language", type=LANGUAGE, default="en", show_default=True)
@click.option("--operator", help="The operator organisation that scans for it, by id or name.")
@click.option("--alias", "aliases", multiple=True, help="Another name under which post arrives; may be repeated.")
@click.option(
    "--address",
    "addresses",
    type=(str, str, str, str),
    multiple=True,
    metavar="STREET POSTCODE CITY COUNTRY",
    help="Where post is sent, for example 'Kouter 1' 9000 Gent BE; may be repeated.",
)
@click.option(
    "--identifier",
    "identifiers",
    multiple=True,
    help="A VAT or enterprise number of its own, for example BE0428759497; may be repeated.",
)
@as_json_option
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter an option, as click hands them over
    settings: Settings,
    name: str,
    *,
    kind: str,
    language: str,
    operator: str | None,
    aliases: tuple[str, ...],
    addresses: tuple[tuple[str, str, str, str], ...],
    identifiers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Add the tenant NAME, with a key of its own; prints its id."""
    places = tuple(PostalAddress(*address) for address in addresses)
    with fresh_platform(settings) as platform:
        operator_id = _tenant_id(platform, operator) if operator else None
        tenant_kind = TenantKind(kind)
        command = AddTenant(tenant_kind, name, language, operator_id, aliases, places, identifiers=identifiers)
        uow = platform.database.unit_of_work(COMMAND_LINE)
        tenant_id = add_tenant(command, uow, platform.keys, platform.clock)
    print_json({"id": tenant_id}) if as_json else click.echo(tenant_id)


@tenant.command("list")
@click.option("--closed", is_flag=True, help="Those that were closed, too.")
@as_json_option
@click.pass_obj
def list_(settings: Settings, *, closed: bool, as_json: bool) -> None:
    """List tenants, operators first; with --json one object per tenant and line."""
    with ready_platform(settings) as platform, platform.database.reading(COMMAND_LINE) as session:
        views = list_tenants(session, with_closed=closed)
    if as_json:
        for view in views:
            print_json(_with_words(view))
        return
    names = {view.id: view.name for view in views}
    rows = [_row(view, names) for view in views]
    print_table(("id", "kind", "name", "language", "scanned by", "aliases", "addresses"), rows)


@tenant.command("import")
@click.argument("file", type=click.File("rb"))
@as_json_option
@click.pass_obj
def import_(settings: Settings, file: BinaryIO, *, as_json: bool) -> None:
    """Import the tenants of a JSON FILE ('-' for standard input): all of them or none.

    A tenant that is there already gets the aliases and addresses of the file; a second
    run of the same file changes nothing.
    """
    with fresh_platform(settings) as platform:
        uow = platform.database.unit_of_work(COMMAND_LINE)
        report = import_tenants(file.read(), uow, platform.keys, platform.clock)
    counts = {what: len(ids) for what, ids in asdict(report).items()}
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(", ".join(f"{count} {what}" for what, count in counts.items()))


@click.group()
def user() -> None:
    """Add people and give them passwords."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As the person is addressed.")
@click.option("--language", type=LANGUAGE, default="en", show_default=True)
@click.option("--role", "roles", type=RoleOfTenant(), multiple=True, help="TENANT:ROLE; may be repeated.")
@password_option
@as_json_option
@click.pass_obj
def add_person(
    settings: Settings,
    email: str,
    name: str,
    language: str,
    roles: Sequence[tuple[str, Role]],
    *,
    from_stdin: bool,
    as_json: bool,
) -> None:
    """Add a person who signs in with EMAIL; the password is asked for."""
    with ready_platform(settings) as platform:
        parts = tuple((_tenant_id(platform, tenant), role) for tenant, role in roles)
        password = _password(from_stdin=from_stdin)
        check_strength(password, (email, name))
        command = AddUser(email, name, language, parts)
        user_id = add_user(command, platform.database.unit_of_work(COMMAND_LINE), platform.clock)
        set_password(user_id, password, platform.door)
    print_json({"id": user_id}) if as_json else click.echo(user_id)


@user.command("password")
@click.argument("email")
@password_option
@click.pass_obj
def password(settings: Settings, email: str, *, from_stdin: bool) -> None:
    """Give the person with EMAIL another password; all sessions of the person end."""
    with ready_platform(settings) as platform:
        person = _person(platform, email)
        set_password(person.id, _password(from_stdin=from_stdin), platform.door)
    say(f"{person.email} has a new password")


@user.command("forget-factors")
@click.argument("email")
@click.pass_obj
def forget(settings: Settings, email: str) -> None:
    """Take authenticator app, passkeys and recovery codes from the person with EMAIL, who lost them all.

    Make sure who is asking: from then on the password alone lets them in.
    """
    with ready_platform(settings) as platform:
        person = _person(platform, email)
        forget_factors(person.id, platform.door)
    say(f"{person.email} signs in with the password alone")


def _tenant_id(platform: Platform, id_or_name: str) -> TenantId:
    with platform.database.reading(COMMAND_LINE) as session:
        return find_tenant(session, id_or_name).id


def _person(platform: Platform, email: str) -> UserView:
    with platform.database.reading(COMMAND_LINE) as session:
        found = find_user_by_email(session, email)
    if found is None:
        raise NotFound(f"nobody signs in with {email}; add that person with `postkamer user add`")
    return found


def _password(*, from_stdin: bool) -> str:
    """The password as typed twice, or the first line of standard input; never an argument, which others could see."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed = click.prompt("Password", type=str, hide_input=True, confirmation_prompt=True, err=True)
    return str(typed)


def _with_words(view: TenantView) -> dict[str, Any]:
    """The view as JSON values, moments as ISO 8601."""
    moments = {"created_at": view.created_at.isoformat()}
    if view.closed_at:
        moments["closed_at"] = view.closed_at.isoformat()
    return asdict(view) | {"kind": view.kind.value} | moments


def _row(view: TenantView, names: dict[TenantId, str]) -> tuple[object, ...]:
    operator = names.get(view.operator_id, view.operator_id) if view.operator_id else None
    addresses = "; ".join(f"{a.street}, {a.postcode} {a.city} {a.country}" for a in view.addresses)
    return view.id, view.kind, view.name, view.language, operator, "; ".join(view.aliases), addresses
