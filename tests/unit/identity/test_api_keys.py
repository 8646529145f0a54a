from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import text

from identity.api_keys import (
    PREFIX,
    AddApiKey,
    ApiKeyView,
    KeyScope,
    NewApiKey,
    add_api_key,
    is_due_to_touch,
    list_api_keys,
    look_up_api_key,
    revoke_api_key,
    touch_api_key,
)
from identity.errors import ApiKeyRefused
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from tests.unit.identity.conftest import SYSTEM, House

READ = frozenset({KeyScope.READ})


def order(house: House, name: str = "ERP", scopes: frozenset[KeyScope] = READ) -> AddApiKey:
    return AddApiKey(house.tenant, name, scopes, dt.timedelta(days=30))


def make(house: House) -> NewApiKey:
    return add_api_key(order(house), house.database.unit_of_work(SYSTEM), house.clock)


def found(house: House, secret: str) -> ApiKeyView | None:
    with house.database.reading(SYSTEM) as session:
        return look_up_api_key(session, secret, house.clock.now())


def revoke(house: House, tenant_id: TenantId, key_id: str) -> ApiKeyView:
    return revoke_api_key(tenant_id, key_id, house.database.unit_of_work(SYSTEM), house.clock)


def test_a_key_opens_its_tenant(house: House) -> None:
    made = make(house)
    view = found(house, made.secret)
    assert view == made.view
    assert (view.tenant_id, view.scopes) == (house.tenant, READ)
    assert made.secret.startswith(f"{view.prefix}_")


def test_a_key_holds_256_random_bits_that_are_shown_once(house: House) -> None:
    made, other = make(house), make(house)
    hidden = made.secret.removeprefix(f"{made.view.prefix}_")
    assert len(hidden) == 43
    assert hidden not in other.secret
    assert hidden not in repr(made)
    with house.database.reading(SYSTEM) as session:
        kept = str(session.execute(text("SELECT * FROM api_keys")).all())
        journal = str(session.execute(text("SELECT * FROM audit_entries")).all())
    assert hidden not in kept + journal


@pytest.mark.parametrize("secret", ["", PREFIX, "postkamer_000000000000_x", "\ud800", "é" * 3000])
def test_anything_else_opens_nothing(house: House, secret: str) -> None:
    made = make(house)
    assert found(house, secret) is None
    assert found(house, made.secret[:-1]) is None
    assert found(house, made.view.prefix) is None


def test_a_key_expires(house: House) -> None:
    made = make(house)
    house.clock.advance(days=29)
    assert found(house, made.secret) is not None
    house.clock.advance(days=1)
    assert found(house, made.secret) is None


def test_a_revoked_key_opens_nothing_for_ever(house: House) -> None:
    made = make(house)
    first = revoke(house, house.tenant, made.view.key_id)
    house.clock.advance(minutes=1)
    assert revoke(house, house.tenant, made.view.prefix) == first
    assert found(house, made.secret) is None
    assert house.journal()[:2] == ["api_key_revoked", "api_key_added"]


def test_a_key_of_another_tenant_cannot_be_revoked(house: House) -> None:
    made = make(house)
    with pytest.raises(NotFound):
        revoke(house, TenantId("f" * 32), made.view.key_id)
    assert found(house, made.secret) is not None


def test_a_closed_tenants_keys_open_nothing_and_none_is_made(house: House) -> None:
    made = make(house)
    with house.database.unit_of_work(SYSTEM) as uow:
        uow.session.get_one(Tenant, house.tenant).closed_at = house.clock.now()
        uow.commit()
    assert found(house, made.secret) is None
    with pytest.raises(NotFound):
        make(house)


def test_notes_the_last_use_to_the_minute(house: House) -> None:
    made = make(house)
    assert is_due_to_touch(made.view, house.clock.now())
    with house.database.unit_of_work(SYSTEM) as uow:
        touch_api_key(uow.session, made.view.key_id, house.clock.now())
        uow.commit()
    seen = found(house, made.secret)
    assert seen == dataclasses.replace(made.view, last_used_at=house.clock.now())
    assert not is_due_to_touch(seen, house.clock.now())
    house.clock.advance(minutes=1)
    assert is_due_to_touch(seen, house.clock.now())


@pytest.mark.parametrize(("name", "scopes"), [(" ", READ), ("x" * 81, READ), ("ERP", frozenset[KeyScope]())])
def test_a_key_needs_a_name_and_a_scope(house: House, name: str, scopes: frozenset[KeyScope]) -> None:
    with pytest.raises(ApiKeyRefused):
        add_api_key(order(house, name, scopes), house.database.unit_of_work(SYSTEM), house.clock)


def test_lists_the_latest_first_and_those_that_are_over_too(house: House) -> None:
    old = make(house)
    revoke(house, house.tenant, old.view.key_id)
    house.clock.advance(days=1)
    new = make(house)
    with house.database.reading(SYSTEM) as session:
        listed = list_api_keys(session, house.tenant)
    assert [view.key_id for view in listed] == [new.view.key_id, old.view.key_id]
    assert listed[1].revoked_at is not None


def test_no_program_reads_what_an_operator_holds_for_others(house: House) -> None:
    with house.database.unit_of_work(SYSTEM) as uow:
        uow.session.get_one(Tenant, house.tenant).kind = TenantKind.OPERATOR
        uow.commit()
    with pytest.raises(ApiKeyRefused):
        make(house)
    upload = order(house, scopes=frozenset({KeyScope.UPLOAD}))
    made = add_api_key(upload, house.database.unit_of_work(SYSTEM), house.clock)
    assert found(house, made.secret) == made.view
