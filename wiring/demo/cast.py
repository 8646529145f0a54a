"""Who takes part in the demo: an operator, two businesses and a person, and who signs in for them."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from identity.sign_in import set_password
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress, TenantKind
from kernel.tenancy.directory_changes import AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.repository import find_user_by_email, list_tenants
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from wiring.container import Platform
from wiring.demo.letters.truth import Recipient, RecipientKind

DEMO = SystemScope("the demo sets up its own tenants")
PASSWORDS_FILE = "demo-sign-ins.json"


@dataclass(frozen=True, slots=True)
class Player:
    """A tenant of the demo and the person who signs in for it."""

    name: str
    kind: TenantKind
    language: str
    aliases: tuple[str, ...]
    address: PostalAddress
    contact: str
    email: str
    role: Role


OPERATOR = Player(
    "Scanhuis Noord", TenantKind.OPERATOR, "nl", (),
    PostalAddress("Havenlaan 86C bus 7", "1000", "Brussel"), "Noor Vermeulen", "operator@scanhuis.example",
    Role.OPERATOR,
)  # fmt: skip

# Who looks after the scanning service: mailboxes, people, queues and the machine's health.
CHIEF = replace(OPERATOR, contact="Bram Peeters", email="chief@scanhuis.example", role=Role.OWNER)

CLIENTS = (
    Player(
        "Bakkerij Van den Berghe BV", TenantKind.BUSINESS, "nl", ("Bakkerij Van den Berghe", "Van den Berghe Brood"),
        PostalAddress("Molenstraat 14", "9000", "Gent"), "Els Van den Berghe", "els@bakkerij.example", Role.OWNER,
    ),
    Player(
        "Menuiserie Lacroix SRL", TenantKind.BUSINESS, "fr", ("Menuiserie Lacroix", "Ateliers Lacroix"),
        PostalAddress("Rue des Tanneurs 121", "4020", "Liège"), "Hugo Lacroix", "hugo@menuiserie.example", Role.OWNER,
    ),
    Player(
        "Giulia Ferrante", TenantKind.INDIVIDUAL, "it", ("G. Ferrante", "Ferrante Giulia"),
        PostalAddress("Rue du Moulin 7", "7500", "Tournai"), "Giulia Ferrante", "giulia@ferrante.example", Role.OWNER,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one player."""

    email: str
    password: str
    tenant: str
    role: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The players as they stand in the database."""

    operator_id: TenantId
    client_ids: dict[str, TenantId]
    sign_ins: tuple[SignIn, ...]


def assemble(platform: Platform) -> Cast:
    """Add whoever is missing; a second run finds everybody in place."""
    operator_id = _tenant(platform, OPERATOR, None)
    ids = {client.name: _tenant(platform, client, operator_id) for client in CLIENTS}
    passwords = _passwords(platform.settings.data_dir / PASSWORDS_FILE)
    players = [(OPERATOR, operator_id), (CHIEF, operator_id), *((client, ids[client.name]) for client in CLIENTS)]
    sign_ins = tuple(_person(platform, player, tenant_id, passwords[player.email]) for player, tenant_id in players)
    return Cast(operator_id, ids, sign_ins)


def recipients() -> tuple[Recipient, ...]:
    """The clients, as letters are addressed to them."""
    return tuple(
        Recipient(
            name=client.name, contact="" if client.kind is TenantKind.INDIVIDUAL else client.contact,
            street=client.address.street, postcode=client.address.postcode, city=client.address.city,
            country=client.address.country,
            kind=RecipientKind.INDIVIDUAL if client.kind is TenantKind.INDIVIDUAL else RecipientKind.BUSINESS,
        )
        for client in CLIENTS
    )  # fmt: skip


def _tenant(platform: Platform, player: Player, operator_id: TenantId | None) -> TenantId:
    with platform.database.reading(DEMO) as session:
        known = [tenant.id for tenant in list_tenants(session) if tenant.name == player.name]
    if known:
        return known[0]
    command = AddTenant(
        kind=player.kind, name=player.name, language=player.language, operator_id=operator_id,
        aliases=player.aliases, addresses=(player.address,), actor="system:demo",
    )  # fmt: skip
    return add_tenant(command, platform.database.unit_of_work(DEMO), platform.keys, platform.clock)


def _person(platform: Platform, player: Player, tenant_id: TenantId, password: str) -> SignIn:
    with platform.database.reading(DEMO) as session:
        is_known = find_user_by_email(session, player.email) is not None
    if not is_known:
        command = AddUser(player.email, player.contact, player.language, ((tenant_id, player.role),), "system:demo")
        user_id = add_user(command, platform.database.unit_of_work(DEMO), platform.clock)
        set_password(user_id, password, platform.door, actor="system:demo")
    return SignIn(player.email, password, player.name, player.role.value)


def _passwords(path: Path) -> dict[str, str]:
    """A random password for everybody, the same in every run on this data folder."""
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = [player.email for player in (OPERATOR, CHIEF, *CLIENTS) if player.email not in kept]
    if not missing:
        return kept
    made = kept | {email: secrets.token_urlsafe(12) for email in missing}
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(made, file)
    return made
