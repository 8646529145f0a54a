"""The outbox forgets what was applied long ago, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import func, select

from kernel.outbox.inbox import abandon, claim
from kernel.outbox.models import Delivery, OutboxEvent
from kernel.outbox.relay import Relay, RelayLimits, Route
from kernel.outbox.retention import forget_applied
from tests.factories.outbox import TEST_SCOPE, NotingPublisher, add_tenants, light_lamp, sqlite_database
from tests.fakes.clock import FakeClock


def test_only_what_took_effect_long_ago_is_forgotten(tmp_path: Path) -> None:
    clock = FakeClock()
    database = sqlite_database(tmp_path, clock)
    (tenant,) = add_tenants(database, ["Bakkerij Peeters"])
    for lamp in ("applied", "failed", "waiting"):
        light_lamp(database, tenant, lamp)
    publisher = NotingPublisher()
    Relay(database, clock, publisher, {"LampLit": (Route("lamps.shine", "light"),)}, RelayLimits()).run_once()
    applied, failed, _ = publisher.message_ids
    with database.unit_of_work(TEST_SCOPE) as uow:
        claim(uow.session, applied, clock.now())
        abandon(uow.session, failed, "lamp_broken", clock.now())
        uow.commit()

    clock.advance(days=31)
    with database.unit_of_work(TEST_SCOPE) as uow:
        assert forget_applied(uow.session, clock.now() - dt.timedelta(days=30)) == 1
        uow.commit()

    with database.reading(TEST_SCOPE) as session:
        assert set(session.scalars(select(Delivery.id))) == set(publisher.message_ids) - {applied}
        assert session.scalar(select(func.count()).select_from(OutboxEvent)) == 2
