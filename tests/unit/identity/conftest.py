"""A door with cheap hashing, one organisation, and An, who may come in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from identity.door import Door
from identity.passwords import Passwords
from identity.sealing import Vault
from identity.sign_in import set_password
from kernel.audit.journal import latest
from kernel.db import Base, open_engine
from kernel.ids import TenantId, UserId, new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddUser, add_user
from kernel.tenancy.models import Tenant
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from tests.fakes.clock import START, FakeClock
from wiring import schema

SYSTEM = SystemScope("tests look at every tenant")
EMAIL, PASSWORD = "an@example.be", "violet kayak under seven clouds"
CHEAP = Passwords(time_cost=1, memory_kib=8, lanes=1)


@dataclass(frozen=True, slots=True)
class House:
    """Where An works."""

    database: Database
    clock: FakeClock
    door: Door
    tenant: TenantId
    an: UserId

    def journal(self) -> list[str]:
        """What the tenant's journal says, newest first."""
        with self.database.reading(SYSTEM) as session:
            return [record.action for record in latest(session, self.tenant)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    engine = open_engine(f"sqlite:///{tmp_path / 'postkamer.db'}")
    assert schema.METADATA is Base.metadata
    Base.metadata.create_all(engine)
    yield Database(engine, FakeClock())
    engine.dispose()


@pytest.fixture
def house(database: Database) -> House:
    clock = FakeClock()
    tenant = TenantId(new_id())
    with database.unit_of_work(SYSTEM) as uow:
        made = START - dt.timedelta(days=9)
        uow.session.add(Tenant(id=tenant, kind=TenantKind.BUSINESS, name="Bakkerij Peeters", created_at=made))
        uow.commit()
    keys = [hashlib.sha256(use).digest() for use in (b"throttle", b"vault", b"mail")]
    door = Door(lambda: database.unit_of_work(SYSTEM), clock, CHEAP, keys[0], Vault(keys[1]), keys[2])
    command = AddUser(EMAIL, "An Peeters", roles=((tenant, Role.OWNER),))
    an = add_user(command, database.unit_of_work(SYSTEM), clock)
    set_password(an, PASSWORD, door)
    clock.advance(minutes=1)
    return House(database, clock, door, tenant, an)
