"""Tenants from a JSON document: all of them or none, and a second time nothing changes.

    {"tenants": [{"kind": "operator", "name": "Postkamer Gent", "language": "nl"},
                 {"kind": "business", "name": "Bakkerij Peeters", "language": "nl",
                  "operator": "Postkamer Gent", "aliases": ["Peeters"],
                  "identifiers": ["BE 0428.759.497"],
                  "addresses": [{"street": "Kouter 1", "postcode": "9000", "city": "Gent"}]}]}

A tenant is recognised by its kind and name. Operators may stand anywhere in the
list, or be there already.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress, TenantKind, TenantView
from kernel.tenancy.directory_changes import (
    AddTenant,
    create_tenant,
    plain_identifier,
    record_new_names,
    set_identifiers,
    set_names,
)
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.repository import list_tenants

MOST_COMPLAINTS = 5


class ImportRefused(PlatformError):
    """The document cannot be imported as it stands; nothing was changed."""

    code = "import_refused"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, by tenant id, in the document's order."""

    added: tuple[TenantId, ...]
    renamed: tuple[TenantId, ...]
    unchanged: tuple[TenantId, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


OneLine = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class _Address(_Entry):
    street: OneLine
    postcode: OneLine
    city: OneLine
    country: str = "BE"


class _Tenant(_Entry):
    kind: TenantKind
    name: OneLine
    language: str = "en"
    operator: OneLine | None = None
    aliases: tuple[OneLine, ...] = ()
    addresses: tuple[_Address, ...] = ()
    identifiers: tuple[OneLine, ...] = ()

    def names(self) -> tuple[tuple[str, ...], tuple[PostalAddress, ...]]:
        """Aliases and addresses as the directory keeps them."""
        addresses = (PostalAddress(a.street, a.postcode, a.city, a.country.upper()) for a in self.addresses)
        return tuple(dict.fromkeys(self.aliases)), tuple(dict.fromkeys(addresses))


class _Document(_Entry):
    tenants: tuple[_Tenant, ...] = Field(min_length=1)


def import_tenants(
    document: str | bytes, uow: Transaction, keys: KeyRing, clock: Clock, *, actor: str = "system:cli"
) -> ImportReport:
    """Add the tenants of a JSON document, and give known ones its aliases and addresses; needs the system scope.

    Raises:
        ImportRefused: The document has another form, or names an unknown operator; the message says where.
        DirectoryEntryRefused: A name or code in it is unusable.
    """
    entries = sorted(_parse(document).tenants, key=lambda entry: entry.kind is not TenantKind.OPERATOR)
    _refuse_twins(entries)
    with uow:
        run = _Import(uow.session, keys, clock.now(), actor)
        for entry in entries:
            run.take(entry)
        uow.commit()
    return run.report()


class _Import:
    """One run over a document: knows who is there already."""

    def __init__(self, session: Session, keys: KeyRing, at: dt.datetime, actor: str) -> None:
        self._session = session
        self._keys = keys
        self._at = at
        self._actor = actor
        self._known = {(view.kind, view.name): view for view in list_tenants(session)}
        self._operators = {name: view.id for (kind, name), view in self._known.items() if kind is TenantKind.OPERATOR}
        self._outcome: dict[str, list[TenantId]] = {"added": [], "renamed": [], "unchanged": []}

    def take(self, entry: _Tenant) -> None:
        """Add the tenant, or give it the names of the document."""
        known = self._known.get((entry.kind, entry.name))
        outcome = self._renew(known, entry) if known else self._add(entry)
        self._outcome[outcome[0]].append(outcome[1])

    def report(self) -> ImportReport:
        """What was done."""
        return ImportReport(**{name: tuple(ids) for name, ids in self._outcome.items()})

    def _add(self, entry: _Tenant) -> tuple[str, TenantId]:
        aliases, addresses = entry.names()
        operator_id = self._operator(entry)
        command = AddTenant(
            entry.kind, entry.name, entry.language, operator_id, aliases, addresses, self._actor, entry.identifiers
        )  # fmt: skip
        tenant_id = create_tenant(self._session, command, self._keys, self._at)
        if entry.kind is TenantKind.OPERATOR:
            self._operators[entry.name] = tenant_id
        return "added", tenant_id

    def _renew(self, known: TenantView, entry: _Tenant) -> tuple[str, TenantId]:
        aliases, addresses = entry.names()
        numbers = {plain_identifier(each) for each in entry.identifiers}
        same_names = set(aliases) == set(known.aliases) and set(addresses) == set(known.addresses)
        if same_names and numbers == set(known.identifiers):
            return "unchanged", known.id
        set_names(self._session, known.id, aliases, addresses)
        set_identifiers(self._session, known.id, entry.identifiers)
        record_new_names(self._session, known.id, self._actor, self._at)
        return "renamed", known.id

    def _operator(self, entry: _Tenant) -> TenantId | None:
        if entry.operator is None:
            return None
        operator_id = self._operators.get(entry.operator)
        if operator_id is None:
            raise ImportRefused(f"tenant {entry.name!r} names the operator {entry.operator!r}, who is nowhere; add it")
        return operator_id


def _refuse_twins(entries: Sequence[_Tenant]) -> None:
    for (_, name), count in Counter((entry.kind, entry.name) for entry in entries).items():
        if count > 1:
            raise ImportRefused(f"the document lists {name!r} {count} times; keep one entry with all its names")


def _parse(document: str | bytes) -> _Document:
    try:
        return _Document.model_validate_json(document)
    except ValidationError as error:
        complaints = [
            f"{'.'.join(map(str, complaint['loc'])) or 'document'}: {complaint['msg']}"
            for complaint in error.errors(include_url=False, include_input=False)[:MOST_COMPLAINTS]
        ]
        raise ImportRefused("the document cannot be imported; mend " + "; ".join(complaints)) from error
