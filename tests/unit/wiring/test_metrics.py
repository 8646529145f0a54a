"""Figures tell how the mail room does, and nothing about anybody's mail."""

from __future__ import annotations

import datetime as dt

from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import update

from kernel.outbox.ports import Outcome
from tests.factories.mail_room import DOUBT
from tests.factories.outbox import TEST_SCOPE
from tests.unit.wiring.conftest import KeptRoom
from wiring.metrics import FRESH_FOR, DeliveryMeasures, WaitingCollector
from wiring.schema import METADATA


def figures(collector: WaitingCollector) -> str:
    registry = CollectorRegistry()
    registry.register(collector)
    return generate_latest(registry).decode()


def test_what_waits_is_counted_with_its_age(room: KeptRoom) -> None:
    (document_id,) = room.separated_letter(pages=2)
    room.file(document_id, room.operator, DOUBT)
    room.quarantine(room.receive(room.bakery).intake_id)
    room.clock.advance(hours=3)

    told = figures(WaitingCollector(room))

    assert 'postkamer_rows{state="needs_indexing",table="documents"} 1.0' in told
    assert 'postkamer_rows{state="quarantined",table="intake_items"} 1.0' in told
    assert 'postkamer_rows{state="read",table="pages"} 2.0' in told
    assert 'postkamer_document_age_seconds{state="needs_indexing"} 10800.0' in told
    assert "postkamer_event_age_seconds 10800.0" in told


def test_messages_are_counted_by_queue_and_the_unconfirmed_apart(room: KeptRoom) -> None:
    room.receive(room.bakery)
    events, deliveries = METADATA.tables["outbox_events"], METADATA.tables["deliveries"]
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        event_id = uow.session.scalars(events.select().with_only_columns(events.c.id)).one()
        due = {"event_id": event_id, "tenant_id": room.bakery, "actor": "a", "queue": "pages", "payload": {}}
        for number, state in enumerate(("DUE", "PUBLISHED", "APPLIED")):
            values = {"id": str(number), "state": state, "due_at": room.clock.now(), "publish_failures": number == 0}
            uow.session.execute(deliveries.insert().values(**due, **values))
        uow.commit()
    room.clock.advance(seconds=90)

    told = figures(WaitingCollector(room))

    assert 'postkamer_messages{queue="pages",state="due"} 1.0' in told
    assert 'postkamer_messages{queue="pages",state="published"} 1.0' in told
    assert 'state="applied"' not in told
    assert 'postkamer_message_age_seconds{queue="pages"} 90.0' in told
    assert 'postkamer_messages_unconfirmed{queue="pages"} 1.0' in told


def test_no_figure_names_a_tenant_or_a_document(room: KeptRoom) -> None:
    document_id = room.filed_letter(room.bakery)
    told = figures(WaitingCollector(room))
    for secret in (room.bakery, room.operator, document_id, "Bakkerij", "letter.pdf"):
        assert secret not in told


def test_the_database_is_asked_at_most_every_few_seconds(room: KeptRoom) -> None:
    collector = WaitingCollector(room)
    before = figures(collector)
    room.filed_letter(room.bakery)
    assert figures(collector) == before
    room.clock.advance(seconds=FRESH_FOR / dt.timedelta(seconds=1))
    assert figures(collector) != before


def test_attempts_are_counted_by_how_they_ended() -> None:
    measures = DeliveryMeasures()
    measures.delivery_ended("ocr_workers.read_page", Outcome.APPLIED, 1.7)
    measures.delivery_ended("ocr_workers.read_page", Outcome.GIVEN_UP, 200.0)

    told = generate_latest(measures.registry).decode()

    assert 'postkamer_deliveries_total{actor="ocr_workers.read_page",outcome="given_up"} 1.0' in told
    assert 'postkamer_delivery_seconds_bucket{actor="ocr_workers.read_page",le="2.5"} 1.0' in told
    assert 'postkamer_delivery_seconds_count{actor="ocr_workers.read_page"} 2.0' in told


def test_a_forgotten_run_is_counted(room: KeptRoom) -> None:
    room.receive(room.bakery)
    batches = METADATA.tables["batches"]
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.execute(update(batches).values(state="OPEN"))
        uow.commit()
    room.clock.advance(hours=25)
    assert "postkamer_open_runs 1.0" in figures(WaitingCollector(room))
