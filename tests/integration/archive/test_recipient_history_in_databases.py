"""Whose letters were whose, kept by each kind of database: counted, taken back, apart by operator, and erased."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from archive.recipient_history import forget_owner, recall, remember, unlearn
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, add_tenants
from tests.fakes.clock import FakeClock
from wiring.migrate import migrate

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TRACES = ("a" * 64, "b" * 64)


@pytest.fixture
def house(empty: Engine) -> tuple[Database, TenantId, TenantId, TenantId]:
    """A migrated database with two operators and one client."""
    migrate(empty)
    database = Database(empty, FakeClock())
    one, other = add_tenants(database, ["Scan House", "Other Scans"], TenantKind.OPERATOR)
    (client,) = add_tenants(database, ["Bakkerij Peeters"])
    return database, one, other, client


House = tuple[Database, TenantId, TenantId, TenantId]


def told(database: Database, operator: TenantId) -> list[tuple[str, int, int]]:
    with database.reading(TenantScope(operator)) as session:
        return [(said.trace[0], said.confirmed, said.refused) for said in recall(session, operator, TRACES)]


def test_confirmations_are_counted_and_taken_back(house: House) -> None:
    database, operator, _, client = house
    for traces in (TRACES, TRACES[:1]):
        with database.unit_of_work(TenantScope(operator)) as uow:
            remember(uow.session, operator, client, traces, NOON)
            uow.commit()
    assert told(database, operator) == [("a", 2, 0), ("b", 1, 0)]

    with database.unit_of_work(TEST_SCOPE) as uow:
        unlearn(uow.session, operator, client, TRACES, NOON)
        uow.commit()

    assert told(database, operator) == [("a", 0, 1), ("b", 0, 1)]


def test_no_operator_learns_what_another_knows(house: House) -> None:
    database, operator, other, client = house
    with database.unit_of_work(TenantScope(operator)) as uow:
        remember(uow.session, operator, client, TRACES, NOON)
        uow.commit()

    assert told(database, other) == []
    with database.reading(TenantScope(other)) as session:
        assert recall(session, operator, TRACES) == ()


def test_what_is_remembered_of_a_tenant_goes_with_it(house: House) -> None:
    database, operator, _, client = house
    with database.unit_of_work(TenantScope(operator)) as uow:
        remember(uow.session, operator, client, TRACES, NOON)
        uow.commit()

    with database.unit_of_work(TEST_SCOPE) as uow:
        forget_owner(uow.session, client)
        uow.commit()

    assert told(database, operator) == []
