"""What was given up is listed and can be tried again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from click.testing import CliRunner, Result

from kernel.clock import SystemClock
from kernel.outbox.inbox import abandon
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from tests.factories.outbox import TEST_SCOPE, add_tenants
from wiring.cli.main import main
from wiring.container import Platform
from wiring.migrate import migrate
from wiring.settings import load_settings


def run(data_dir: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data-dir", str(data_dir), "failures", *arguments])


def give_something_up(data_dir: Path) -> str:
    platform = Platform(load_settings(data_dir=data_dir))
    migrate(platform.engine)
    assert platform.master_key.key_id
    (tenant,) = add_tenants(platform.database, ["Bakkerij Peeters"])
    now = SystemClock().now()
    with platform.database.unit_of_work(TEST_SCOPE) as uow:
        event = OutboxEvent(tenant_id=tenant, name="PagesLeft", payload={}, occurred_at=now, expanded_at=now)
        uow.session.add(event)
        uow.session.flush()
        row = Delivery(
            id="a" * 32, event_id=event.id, tenant_id=tenant, actor="ingest.release_sources", queue="intake",
            payload={}, due_at=now - dt.timedelta(hours=1),
        )  # fmt: skip
        uow.session.add(row)
        uow.session.flush()
        abandon(uow.session, row.id, "blob_store_full", now)  # type: ignore[arg-type]
        uow.commit()
    platform.close()
    return "a" * 32


def test_what_was_given_up_is_listed_with_its_cause(tmp_path: Path) -> None:
    message_id = give_something_up(tmp_path)

    (row,) = json.loads(run(tmp_path, "--json").stdout)

    assert (row["id"], row["cause"], row["task"]) == (message_id, "blob_store_full", "ingest.release_sources")


def test_another_try_is_due_at_once_and_starts_counting_anew(tmp_path: Path) -> None:
    message_id = give_something_up(tmp_path)

    assert run(tmp_path, "--retry", message_id).exit_code == 0

    platform = Platform(load_settings(data_dir=tmp_path))
    with platform.database.reading(TEST_SCOPE) as session:
        row = session.get_one(Delivery, message_id)
        assert (row.state, row.attempts) == (DeliveryState.DUE, 0)
    platform.close()


def test_an_unknown_id_is_refused_with_a_word_of_advice(tmp_path: Path) -> None:
    give_something_up(tmp_path)

    result = run(tmp_path, "--retry", "nothing")

    assert result.exit_code == 4
    assert "postkamer failures" in result.stderr
