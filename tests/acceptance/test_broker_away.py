"""R4: RabbitMQ is away for a while, dies in the middle of work, and loses its disk."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kernel.outbox.models import Delivery, DeliveryState
from tests.acceptance.nothing_lost.bent_platform import relaying, workers
from tests.acceptance.nothing_lost.hand_in import hand_in
from tests.acceptance.nothing_lost.house import TRIAL, House, open_house
from tests.acceptance.nothing_lost.ledger import Ledger, compare
from tests.factories.tiny_mail import TinyFile, mixed_mail
from wiring.container import Platform
from wiring.services.daemon import wait_until
from wiring.services.rabbitmq import RabbitmqServer

# RabbitMQ 3.10 writes down a moment late which queues it has; killed before that it never serves them again.
QUEUES_WRITTEN_S = 2.0
PATIENCE_S = 240.0
SOME = 8


@pytest.mark.slow
@pytest.mark.rabbitmq
@pytest.mark.timeout(900)
def test_nothing_is_lost_whatever_becomes_of_the_broker(tmp_path: Path, own_rabbitmq: RabbitmqServer) -> None:
    own_rabbitmq.start()
    with open_house(tmp_path, {"transport": own_rabbitmq.url, "reading_processes": 1}) as house:
        ledger, mail = Ledger(), iter(mixed_mail(4, 120, recognised=0))
        with relaying(house.platform):
            with workers(house.platform):
                first_letters(house, ledger, mail)
                is_away_for_a_while(house, ledger, mail, own_rabbitmq)
                dies_in_the_middle_of_work(house, ledger, mail, own_rabbitmq)
            loses_its_disk(house, ledger, mail, own_rabbitmq)
        account = compare(ledger, house.database)
        assert (account.lost, account.doubled, account.wrong) == ((), (), ())
        assert house.violations() == ()


def first_letters(house: House, ledger: Ledger, mail: Iterator[TinyFile]) -> None:
    """All is well; every queue comes into being."""
    hand_in(house, ledger, some(mail))
    house.wait_until_quiet()
    time.sleep(QUEUES_WRITTEN_S)


def is_away_for_a_while(house: House, ledger: Ledger, mail: Iterator[TinyFile], broker: RabbitmqServer) -> None:
    """Intake goes on without it, and the backlog drains when it is back."""
    broker.stop()
    waiting = some(mail)
    hand_in(house, ledger, waiting)
    assert count(house, DeliveryState.APPLIED, "ingest.unpack_file") == SOME
    broker.start()
    house.wait_until_quiet()
    assert count(house, DeliveryState.APPLIED, "ingest.unpack_file") == SOME + len(waiting)


def dies_in_the_middle_of_work(house: House, ledger: Ledger, mail: Iterator[TinyFile], broker: RabbitmqServer) -> None:
    """Messages are on their way when it is killed; it comes back with its disk."""
    hand_in(house, ledger, some(mail))
    broker.restart()
    house.wait_until_quiet()


def loses_its_disk(house: House, ledger: Ledger, mail: Iterator[TinyFile], broker: RabbitmqServer) -> None:
    """Everything was published and nobody has worked on it; the broker forgets it all."""
    hand_in(house, ledger, some(mail))
    wait_until(lambda: count(house, DeliveryState.PUBLISHED) == SOME, PATIENCE_S, "the relay does not publish")
    broker.wipe()
    broker.start()
    # A process of its own would have its own broker; so do these workers.
    with contextlib.closing(Platform(house.platform.settings)) as another, workers(another):
        house.wait_until_quiet()


def some(mail: Iterator[TinyFile]) -> Sequence[TinyFile]:
    """The next few files."""
    files = list(islice(mail, SOME))
    assert len(files) == SOME
    return files


def count(house: House, state: DeliveryState, actor: str | None = None) -> int:
    """How many deliveries are in a state."""
    wanted = select(func.count()).where(Delivery.state == state)
    with house.database.reading(TRIAL) as session:
        return session.scalar(wanted if actor is None else wanted.where(Delivery.actor == actor)) or 0
