"""One name, address or number of a tenant more or less: what letters for it are known by."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy.orm import Session

from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress, TenantView
from kernel.tenancy.directory_changes import DirectoryEntryRefused, plain_identifier, set_identifiers, set_names
from kernel.tenancy.look_alikes import LookAlike, holders_of_number, look_alikes_of_name
from kernel.tenancy.models import Tenant
from kernel.tenancy.repository import get_tenant

MOST_PARTS = 100
LONGEST_NAME = 200
T = TypeVar("T")


class NameTaken(PlatformError):
    """Somebody else of the same operator is known by exactly this; only the operator, who sees both, may add it."""

    code = "name_taken"


class TooManyNames(PlatformError):
    """The tenant has as many names, addresses or numbers as it may; withdraw one that is not used."""

    code = "too_many_names"


class PartKind(enum.Enum):
    """What a tenant is known by."""

    NAME = "name"
    ALIAS = "alias"
    ADDRESS = "address"
    NUMBER = "number"


Part = str | PostalAddress
"""A name or a number as text, an address as its parts."""


@dataclass(frozen=True, slots=True)
class ChangeNames:
    """What is to become of one part.

    Attributes:
        add: The part as it is to be from now on; None adds nothing.
        withdraw: The part that letters are no longer known by; None withdraws nothing. The name itself has no
            withdrawing: the old one stays as an alias, because letters go on bearing it.
        sees_both: Whoever acts knows whose names these are too, so that they decide and not we.
    """

    tenant_id: TenantId
    kind: PartKind
    add: Part | None
    withdraw: Part | None
    actor: str
    sees_both: bool = False


def change_names(command: ChangeNames, uow: Transaction, clock: Clock) -> list[LookAlike]:
    """Change one part; tells who else could be meant by what was added. Needs the system scope.

    Raises:
        NotFound: There is no such tenant, or what is to be withdrawn is not there (any more).
        DirectoryEntryRefused: What is to be added cannot be kept.
        NameTaken: Somebody else of the same operator is known by exactly this.
        TooManyNames: There are enough.
    """
    with uow:
        session = uow.session
        session.get(Tenant, command.tenant_id, with_for_update=True)
        before = get_tenant(session, command.tenant_id)
        alike = _alike(session, command)
        if any(each.is_same for each in alike) and not command.sees_both:
            raise NameTaken("this could mean somebody else as well; ask your operator to add it")
        after = _changed(before, command)
        if after != before:
            _keep(session, after)
            _journal(session, command, clock.now())
            uow.commit()
    return alike


def _alike(session: Session, command: ChangeNames) -> list[LookAlike]:
    match command.kind, command.add:
        case PartKind.NAME | PartKind.ALIAS, str(name):
            return look_alikes_of_name(session, command.tenant_id, name)
        case PartKind.NUMBER, str(number):
            return holders_of_number(session, command.tenant_id, plain_identifier(number))
        case _:
            # An address may be shared: letters need a name as well.
            return []


def _changed(view: TenantView, command: ChangeNames) -> TenantView:
    match command.kind:
        case PartKind.NAME:
            return _renamed(view, command)
        case PartKind.ALIAS:
            return replace(view, aliases=_parts(view.aliases, _line(command.withdraw), _line(command.add)))
        case PartKind.ADDRESS:
            taken, added = _address(command.withdraw), _address(command.add)
            return replace(view, addresses=_parts(view.addresses, taken, added))
        case PartKind.NUMBER:
            taken_number, added_number = _number(command.withdraw), _number(command.add)
            return replace(view, identifiers=_parts(view.identifiers, taken_number, added_number))


def _renamed(view: TenantView, command: ChangeNames) -> TenantView:
    name = _line(command.add)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise DirectoryEntryRefused("a tenant's name has 1 to 200 visible signs")
    kept = tuple(alias for alias in view.aliases if alias != name)
    aliases = (*kept, view.name) if view.name != name and view.name not in kept else kept
    return replace(view, name=name, aliases=aliases)


def _parts(present: tuple[T, ...], withdrawn: T | None, added: T | None) -> tuple[T, ...]:
    if withdrawn is not None and withdrawn not in present:
        raise NotFound("this was withdrawn or changed before; look at the list again")
    kept = tuple(part for part in present if part != withdrawn)
    after = kept if added is None or added in kept else (*kept, added)
    if len(after) > max(MOST_PARTS, len(present)):
        raise TooManyNames(f"a tenant has at most {MOST_PARTS} of these; withdraw one that is not used")
    return after


def _line(part: Part | None) -> str | None:
    if part is None:
        return None
    if not isinstance(part, str):
        raise DirectoryEntryRefused("a name is one line of text")
    return " ".join(part.split())


def _number(part: Part | None) -> str | None:
    return None if part is None else plain_identifier(str(part))


def _address(part: Part | None) -> PostalAddress | None:
    if part is None:
        return None
    if not isinstance(part, PostalAddress):
        raise DirectoryEntryRefused("an address has a street, a postcode, a city and a country")
    street, postcode, city = (" ".join(line.split()) for line in (part.street, part.postcode, part.city))
    return PostalAddress(street, postcode, city, part.country.strip().upper())


def _keep(session: Session, after: TenantView) -> None:
    row = session.get_one(Tenant, after.id)
    row.name = after.name
    session.flush()
    set_names(session, after.id, after.aliases, after.addresses)
    set_identifiers(session, after.id, after.identifiers)


def _journal(session: Session, command: ChangeNames, at: dt.datetime) -> None:
    done = {
        (True, False): "tenant_name_added", (False, True): "tenant_name_withdrawn", (True, True): "tenant_name_changed"
    }[command.add is not None, command.withdraw is not None]  # fmt: skip
    details = {"part": command.kind.value}
    append(session, AuditFact(command.tenant_id, command.actor, done, "tenant", command.tenant_id, details), at)
