"""A unit of work keeps to its tenant and keeps nothing that was not committed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from kernel.ids import TenantId
from kernel.tenancy.models import TenantAlias
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database, ForeignRow
from tests.factories.outbox import TEST_SCOPE, add_tenants, sqlite_database
from tests.fakes.clock import FakeClock


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return sqlite_database(tmp_path, FakeClock())


@pytest.fixture
def two_tenants(database: Database) -> tuple[TenantId, TenantId]:
    mine, theirs = add_tenants(database, ["Mine", "Theirs"])
    with database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.add_all([TenantAlias(tenant_id=mine, name="M"), TenantAlias(tenant_id=theirs, name="T")])
        uow.commit()
    return mine, theirs


def names(database: Database, tenant_id: TenantId) -> list[str]:
    with database.reading(TenantScope(tenant_id)) as session:
        return list(session.scalars(select(TenantAlias.name)))


def test_a_query_without_a_filter_sees_only_the_tenants_own_rows(
    database: Database, two_tenants: tuple[TenantId, TenantId]
) -> None:
    mine, theirs = two_tenants

    assert names(database, mine) == ["M"]
    assert names(database, theirs) == ["T"]


def test_a_foreign_row_cannot_be_fetched_by_its_id(database: Database, two_tenants: tuple[TenantId, TenantId]) -> None:
    mine, theirs = two_tenants
    with database.reading(TenantScope(theirs)) as session:
        foreign_id = session.scalars(select(TenantAlias.id)).one()

    with database.reading(TenantScope(mine)) as session:
        assert session.get(TenantAlias, foreign_id) is None


def test_a_row_of_another_tenant_is_refused_before_it_is_written(
    database: Database, two_tenants: tuple[TenantId, TenantId]
) -> None:
    mine, theirs = two_tenants
    with database.unit_of_work(TenantScope(mine)) as uow:
        uow.session.add(TenantAlias(tenant_id=theirs, name="stolen"))
        with pytest.raises(ForeignRow):
            uow.commit()

    assert names(database, theirs) == ["T"]


def test_what_is_not_committed_is_not_there(database: Database, two_tenants: tuple[TenantId, TenantId]) -> None:
    mine, _ = two_tenants
    with database.unit_of_work(TenantScope(mine)) as uow:
        uow.session.add(TenantAlias(tenant_id=mine, name="forgotten"))
        uow.session.flush()

    assert names(database, mine) == ["M"]
