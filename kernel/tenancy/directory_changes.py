"""Use cases that change the directory: tenants, their names, people and their parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import PlatformError
from kernel.ids import TenantId, UserId, new_id
from kernel.tenancy.directory import PostalAddress, TenantKind, normal_email
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.models import Membership, Tenant, TenantAddress, TenantAlias, TenantIdentifier, User
from kernel.tenancy.repository import get_tenant, get_user
from kernel.tenancy.roles import Role

LANGUAGES = frozenset({"en", "nl", "fr", "de", "it"})


class DirectoryEntryRefused(PlatformError):
    """What was given about a tenant or a person cannot be kept; the message says which part."""

    code = "directory_entry_refused"


class EmailTaken(PlatformError):
    """Somebody has this address already; add a membership to that person instead."""

    code = "email_taken"


@dataclass(frozen=True, slots=True)
class AddTenant:
    """A tenant to be.

    Attributes:
        operator_id: The operator organisation that scans for it; an operator has none.
        actor: Who adds it: a user's id, or ``system:`` and the room.
        identifiers: Numbers that are its alone (VAT, enterprise), however they are punctuated.
    """

    kind: TenantKind
    name: str
    language: str = "en"
    operator_id: TenantId | None = None
    aliases: tuple[str, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    actor: str = "system:cli"
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddUser:
    """A person to be, with a part in some tenants."""

    email: str
    name: str
    language: str = "en"
    roles: tuple[tuple[TenantId, Role], ...] = ()
    actor: str = "system:cli"


def add_tenant(command: AddTenant, uow: Transaction, keys: KeyRing, clock: Clock) -> TenantId:
    """Add a tenant with its key; needs the system scope.

    Raises:
        DirectoryEntryRefused: A name is empty or too long, a code is unknown, or the operator is none.
        NotFound: There is no such operator.
    """
    with uow:
        tenant_id = create_tenant(uow.session, command, keys, clock.now())
        uow.commit()
    return tenant_id


def replace_names(
    tenant_id: TenantId,
    aliases: Sequence[str],
    addresses: Sequence[PostalAddress],
    uow: Transaction,
    clock: Clock,
    *,
    actor: str = "system:cli",
) -> None:
    """Put other aliases and addresses in the place of all present ones.

    Raises:
        DirectoryEntryRefused: One of them is empty or too long.
        NotFound: There is no such tenant.
    """
    with uow:
        get_tenant(uow.session, tenant_id)
        set_names(uow.session, tenant_id, aliases, addresses)
        record_new_names(uow.session, tenant_id, actor, clock.now())
        uow.commit()


def add_user(command: AddUser, uow: Transaction, clock: Clock) -> UserId:
    """Add a person who can be given a password; needs the system scope.

    Raises:
        EmailRefused: That is no e-mail address.
        EmailTaken: Somebody has it already.
        DirectoryEntryRefused: The name or the language is unusable.
        NotFound: There is no such tenant.
    """
    with uow:
        user_id = create_user(uow.session, command, clock.now())
        uow.commit()
    return user_id


def set_role(
    user_id: UserId,
    tenant_id: TenantId,
    role: Role | None,
    uow: Transaction,
    clock: Clock,
    *,
    actor: str = "system:cli",
) -> None:
    """Give a person a part in a tenant, change it, or with None take it away; needs the system scope.

    Raises:
        NotFound: There is no such person or tenant.
    """
    with uow:
        put_role(uow.session, user_id, tenant_id, role, actor, clock.now())
        uow.commit()


def put_role(
    session: Session, user_id: UserId, tenant_id: TenantId, role: Role | None, actor: str, at: dt.datetime
) -> None:
    """As `set_role`, within the caller's transaction.

    The journal comes first: whoever holds its end is the only one who changes this tenant's people.
    """
    get_user(session, user_id)
    details = {"role": role.value if role else None}
    _journal(session, tenant_id, actor, "role_changed", user_id, at, **details)
    _set_role(session, user_id, tenant_id, role)


def disable_user(user_id: UserId, uow: Transaction, clock: Clock, *, actor: str = "system:cli") -> None:
    """Let a person sign in no more; what they did stays theirs. Needs the system scope.

    Raises:
        NotFound: There is no such person.
    """
    with uow:
        get_user(uow.session, user_id)
        row = uow.session.get_one(User, user_id)
        row.disabled_at = row.disabled_at or clock.now()
        for tenant_id in sorted(_tenants_of(uow.session, user_id)):
            _journal(uow.session, tenant_id, actor, "user_disabled", user_id, clock.now())
        uow.commit()


def create_tenant(session: Session, command: AddTenant, keys: KeyRing, at: dt.datetime) -> TenantId:
    """As `add_tenant`, within the caller's transaction."""
    _check_operator(session, command)
    tenant_id = TenantId(new_id())
    session.add(
        Tenant(
            id=tenant_id,
            kind=command.kind,
            name=_text(command.name, "name", 200),
            language=_language(command.language),
            operator_id=command.operator_id,
            created_at=at,
        )
    )
    session.flush()
    keys.create(session, tenant_id, at)
    set_names(session, tenant_id, command.aliases, command.addresses)
    set_identifiers(session, tenant_id, command.identifiers)
    _journal(session, tenant_id, command.actor, "tenant_added", tenant_id, at)
    return tenant_id


def create_user(session: Session, command: AddUser, at: dt.datetime) -> UserId:
    """As `add_user`, within the caller's transaction."""
    user_id = UserId(new_id())
    email = _free_email(session, command.email, user_id)
    name, language = _text(command.name, "name", 200), _language(command.language)
    session.add(User(id=user_id, email=email, name=name, language=language, created_at=at))
    session.flush()
    for tenant_id, role in sorted(command.roles, key=lambda pair: pair[0]):
        _set_role(session, user_id, tenant_id, role)
        _journal(session, tenant_id, command.actor, "user_added", user_id, at, role=role.value)
    return user_id


def set_person(
    session: Session, user_id: UserId, *, name: str | None = None, language: str | None = None, email: str | None = None
) -> None:
    """Change what is known about a person, within the caller's transaction; None leaves a part as it is.

    Raises:
        DirectoryEntryRefused: The name or the language is unusable.
        EmailRefused: That is no e-mail address.
        EmailTaken: Somebody else has it.
    """
    row = session.get_one(User, user_id)
    if name is not None:
        row.name = _text(name, "name", 200)
    if language is not None:
        row.language = _language(language)
    if email is not None:
        row.email = _free_email(session, email, user_id)
    session.flush()


def set_names(
    session: Session, tenant_id: TenantId, aliases: Sequence[str], addresses: Sequence[PostalAddress]
) -> None:
    """Replace a tenant's aliases and addresses within the caller's transaction."""
    session.execute(delete(TenantAlias).where(TenantAlias.tenant_id == tenant_id))
    session.execute(delete(TenantAddress).where(TenantAddress.tenant_id == tenant_id))
    names = dict.fromkeys(_text(alias, "alias", 200) for alias in aliases)
    session.add_all(TenantAlias(tenant_id=tenant_id, name=name) for name in names)
    session.add_all(_address_row(tenant_id, address) for address in dict.fromkeys(addresses))
    _count_change(session, tenant_id)


def set_identifiers(session: Session, tenant_id: TenantId, identifiers: Sequence[str]) -> None:
    """Replace a tenant's own numbers within the caller's transaction.

    Raises:
        DirectoryEntryRefused: One of them has fewer than 6 or more than 40 digits and letters, or no digit.
    """
    session.execute(delete(TenantIdentifier).where(TenantIdentifier.tenant_id == tenant_id))
    values = dict.fromkeys(plain_identifier(each) for each in identifiers)
    session.add_all(TenantIdentifier(tenant_id=tenant_id, value=value) for value in values)
    _count_change(session, tenant_id)


def plain_identifier(text: str) -> str:
    """A number as it is kept and compared: "BE 0428.759.497" is "BE0428759497".

    Raises:
        DirectoryEntryRefused: It has fewer than 6 or more than 40 digits and letters, or no digit.
    """
    kept = "".join(mark for mark in text.upper() if mark.isascii() and mark.isalnum())
    if not 6 <= len(kept) <= 40 or not any(mark.isdigit() for mark in kept):
        message = f"a tenant's number has 6 to 40 letters and digits, for example BE0428759497; mend {text[:60]!r}"
        raise DirectoryEntryRefused(message, reason="number")
    return kept


def _count_change(session: Session, tenant_id: TenantId) -> None:
    changed = update(Tenant).where(Tenant.id == tenant_id).values(names_version=Tenant.names_version + 1)
    session.execute(changed, execution_options={"synchronize_session": False})
    session.flush()


def record_new_names(session: Session, tenant_id: TenantId, actor: str, at: dt.datetime) -> None:
    """Remember in the journal that a tenant's aliases and addresses were replaced."""
    _journal(session, tenant_id, actor, "tenant_names_replaced", tenant_id, at)


def _address_row(tenant_id: TenantId, address: PostalAddress) -> TenantAddress:
    return TenantAddress(
        tenant_id=tenant_id,
        street=_text(address.street, "street", 200),
        postcode=_text(address.postcode, "postcode", 20),
        city=_text(address.city, "city", 100),
        country=_country(address.country),
    )


def _check_operator(session: Session, command: AddTenant) -> None:
    if command.operator_id is None:
        return
    if command.kind is TenantKind.OPERATOR:
        raise DirectoryEntryRefused("an operator organisation is not itself served by an operator; leave that out")
    if get_tenant(session, command.operator_id).kind is not TenantKind.OPERATOR:
        raise DirectoryEntryRefused("only an operator organisation can scan for others; name one of those")


def _set_role(session: Session, user_id: UserId, tenant_id: TenantId, role: Role | None) -> None:
    get_tenant(session, tenant_id)
    row = session.get(Membership, (user_id, tenant_id))
    if row is None and role is not None:
        session.add(Membership(user_id=user_id, tenant_id=tenant_id, role=role))
    elif row is not None and role is not None:
        row.role = role
    elif row is not None:
        session.delete(row)
    session.flush()


def _tenants_of(session: Session, user_id: UserId) -> list[TenantId]:
    wanted = select(Membership.tenant_id).where(Membership.user_id == user_id)
    return [TenantId(tenant_id) for tenant_id in session.scalars(wanted)]


def _journal(
    session: Session,
    tenant_id: TenantId,
    actor: str,
    action: str,
    subject_id: str,
    at: dt.datetime,
    **details: str | None,
) -> None:
    kind = "tenant" if subject_id == tenant_id else "user"
    append(session, AuditFact(tenant_id, actor, action, kind, subject_id, details), at)


def _free_email(session: Session, typed: str, user_id: UserId) -> str:
    email = normal_email(typed)
    holder = session.scalars(select(User.id).where(User.email == email)).first()
    if holder not in (None, user_id):
        raise EmailTaken(f"{email} is a user already; give that user a role instead")
    return email


def _text(text: str, part: str, longest: int) -> str:
    kept = " ".join(text.split())
    if not kept or len(kept) > longest or not kept.isprintable():
        raise DirectoryEntryRefused(f"a tenant's or user's {part} has 1 to {longest} visible signs; mend {text[:60]!r}")
    return kept


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise DirectoryEntryRefused(f"language {code[:10]!r} is not spoken here; choose one of {sorted(LANGUAGES)}")
    return code


def _country(code: str) -> str:
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        message = f"country {code[:10]!r} is no two-letter code (ISO 3166-1); for example BE"
        raise DirectoryEntryRefused(message, reason="country")
    return code.upper()
