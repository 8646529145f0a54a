"""A database with tenants and an outbox, and a transport that a test can look into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kernel.clock import Clock
from kernel.db import Base, open_engine
from kernel.events import Event
from kernel.ids import MessageId, TenantId
from kernel.outbox.relay import PublishFailed
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database

TEST_SCOPE = SystemScope("tests set up and look at every tenant")


@dataclass(frozen=True, slots=True)
class LampLit(Event):
    """A fact for tests: somebody lit a lamp."""

    lamp_id: str


@dataclass(slots=True)
class NotingPublisher:
    """A transport that notes what it was given; `is_away` refuses everything."""

    published: list[tuple[str, str, MessageId]] = field(default_factory=list)
    is_away: bool = False

    def publish(self, actor: str, queue: str, message_id: MessageId) -> None:
        if self.is_away:
            raise PublishFailed(actor)
        self.published.append((actor, queue, message_id))

    @property
    def message_ids(self) -> list[MessageId]:
        return [message_id for _, _, message_id in self.published]


def sqlite_database(folder: Path, clock: Clock) -> Database:
    """A database with every table, in a file of its own."""
    engine = open_engine(f"sqlite:///{folder / 'postkamer.db'}")
    Base.metadata.create_all(engine)
    return Database(engine, clock)


def add_tenants(database: Database, names: Iterable[str], kind: TenantKind = TenantKind.BUSINESS) -> list[TenantId]:
    """Tenants with these names, without keys or addresses."""
    ids: list[TenantId] = []
    with database.unit_of_work(TEST_SCOPE) as uow:
        for name in names:
            row = Tenant(kind=kind, name=name, created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
            uow.session.add(row)
            uow.session.flush()
            ids.append(TenantId(row.id))
        uow.commit()
    return ids


def light_lamp(database: Database, tenant_id: TenantId, lamp_id: str) -> None:
    """Commit the fact that a lamp was lit."""
    with database.unit_of_work(TEST_SCOPE) as uow:
        uow.emit(LampLit(tenant_id, lamp_id))
        uow.commit()
