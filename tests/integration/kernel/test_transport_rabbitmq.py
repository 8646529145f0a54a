"""The transport on a real RabbitMQ: durable, confirmed, and with the relay on both databases."""

from __future__ import annotations

import contextlib
import datetime as dt
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import dramatiq
import pika
import pytest
from pika.exceptions import ChannelClosedByBroker

from kernel.broker import BrokerPublisher, Job, declare, rabbitmq_broker, versioned
from kernel.clock import SystemClock
from kernel.db import Base, open_engine
from kernel.errors import PlatformError
from kernel.ids import MessageId, new_id
from kernel.outbox.inbox import Inbox, Ticket, abandon, claim
from kernel.outbox.models import Delivery, DeliveryState
from kernel.outbox.relay import BrokerSilent, PublishFailed, Relay, RelayLimits, Route
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, add_tenants, light_lamp
from wiring.runtime import Loop, Runtime, WorkerGroup
from wiring.services.rabbitmq import RabbitmqServer

pytestmark = pytest.mark.rabbitmq
QUEUE = "light"
PATIENCE_S = 120.0
# RabbitMQ 3.10 writes down a moment late which queues it has; killed before that it never serves them again.
QUEUES_WRITTEN_S = 2.0


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of the kind that the test asks for."""
    url = f"sqlite:///{tmp_path / 'postkamer.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    Base.metadata.create_all(engine)
    yield Database(engine, SystemClock())
    engine.dispose()


both = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


class Lamps:
    """A mail room of one actor on one broker, which counts what it did."""

    def __init__(self, database: Database, url: str, redeliver_s: float = 5) -> None:
        self.database, self.clock = database, SystemClock()
        (self.tenant,) = add_tenants(database, ["Bakkerij Peeters"])
        self.broker = rabbitmq_broker(url)
        limits = RelayLimits(redeliver_after=dt.timedelta(seconds=redeliver_s))
        routes = {"LampLit": (Route("lamps.shine", QUEUE),)}
        self.relay = Relay(database, self.clock, BrokerPublisher(self.broker), routes, limits)
        self.effects: Counter[str] = Counter()
        self._lock = threading.Lock()

    def light(self, *names: str) -> None:
        """Commit facts."""
        for name in names:
            light_lamp(self.database, self.tenant, name)

    def runtime(self, threads: int = 3) -> Runtime:
        """Relay and workers until the block ends."""
        inbox = Inbox(self.database, self.clock, new_id(), dt.timedelta(seconds=3))
        declare(self.broker, inbox, Job("lamps.shine", QUEUE, self._shine, self._give_up))
        relay = Loop("relay", lambda: self.relay.run_once() > 0, pause_s=0.05)
        return Runtime([WorkerGroup(self.broker, [QUEUE], threads), relay])

    def states(self) -> Counter[DeliveryState]:
        """How many deliveries are in which state."""
        with self.database.reading(TEST_SCOPE) as session:
            return Counter(row.state for row in session.query(Delivery))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait, and say how far things have come if it takes too long."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, self.states()
            time.sleep(0.05)

    def wait_until_applied(self, count: int) -> None:
        """Wait until so many deliveries took effect and nothing else is left."""
        self.wait_until(lambda: self.states() == {DeliveryState.APPLIED: count})

    def _shine(self, ticket: Ticket) -> None:
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            claim(uow.session, ticket.message_id, self.clock.now())
            uow.commit()
        with self._lock:
            self.effects[ticket.payload["lamp_id"]] += 1

    def _give_up(self, ticket: Ticket, error: PlatformError) -> None:
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            abandon(uow.session, ticket.message_id, error.code, self.clock.now())
            uow.commit()


@both
def test_every_fact_takes_effect_once(database: Database, rabbitmq_url: str) -> None:
    lamps = Lamps(database, rabbitmq_url)
    names = [f"lamp {number}" for number in range(30)]
    with lamps.runtime():
        lamps.light(*names)
        lamps.wait_until_applied(len(names))
    lamps.broker.close()

    assert lamps.effects == Counter(names)


@both
def test_facts_wait_in_the_database_while_the_broker_is_away(database: Database, own_rabbitmq: RabbitmqServer) -> None:
    own_rabbitmq.start()
    lamps = Lamps(database, own_rabbitmq.url)
    with lamps.runtime():
        lamps.light("hall")
        lamps.wait_until_applied(1)
        time.sleep(QUEUES_WRITTEN_S)
        own_rabbitmq.kill()
        lamps.light("attic", "cellar")
        lamps.wait_until(lambda: lamps.states().total() == 3)
        assert lamps.states()[DeliveryState.APPLIED] == 1
        own_rabbitmq.start()
        lamps.wait_until_applied(3)
    lamps.broker.close()

    assert lamps.effects == Counter(["hall", "attic", "cellar"])


def test_a_confirmed_message_survives_the_death_of_the_broker(own_rabbitmq: RabbitmqServer) -> None:
    own_rabbitmq.start()
    broker = rabbitmq_broker(own_rabbitmq.url)
    message_id = MessageId(new_id())
    BrokerPublisher(broker).publish("lamps.shine", QUEUE, message_id)
    broker.close()
    time.sleep(QUEUES_WRITTEN_S)

    own_rabbitmq.restart()

    assert message_id.encode() in take(own_rabbitmq.url)


def test_a_broker_that_is_away_confirms_nothing(own_rabbitmq: RabbitmqServer) -> None:
    own_rabbitmq.start()
    url = own_rabbitmq.url
    own_rabbitmq.kill()

    with pytest.raises(PublishFailed):
        BrokerPublisher(rabbitmq_broker(url)).publish("lamps.shine", QUEUE, MessageId(new_id()))


class Line:
    """Between a program and RabbitMQ; after `fall_silent` it stays up, and nothing that RabbitMQ says comes through.

    So it looks from outside when a quorum queue has lost its majority. Who calls later is heard again.
    """

    def __init__(self, url: str) -> None:
        self._target = pika.URLParameters(url)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._silent = threading.Event()
        self._carriers: list[threading.Thread] = []
        port = self._server.getsockname()[1]
        self.url = url.replace(f":{self._target.port}", f":{port}")
        self._take_calls = threading.Thread(target=self._serve)
        self._take_calls.start()

    def fall_silent(self) -> None:
        """Let nobody who is on the line hear anything more."""
        self._silent.set()
        self._silent = threading.Event()

    def close(self) -> None:
        """Take no more callers; those on the line have hung up."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._take_calls.join()
        self._server.close()
        for carrier in self._carriers:
            carrier.join()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._server.accept()
                broker = socket.create_connection((self._target.host, self._target.port))
                carrier = threading.Thread(target=self._carry, args=(caller, broker, self._silent))
                self._carriers.append(carrier)
                carrier.start()

    def _carry(self, caller: socket.socket, broker: socket.socket, silent: threading.Event) -> None:
        with contextlib.suppress(OSError), caller, broker:
            while True:
                for source in select.select([caller, broker], [], [])[0]:
                    piece = source.recv(65_536)
                    if not piece:
                        return
                    if source is caller:
                        broker.sendall(piece)
                    elif not silent.is_set():
                        caller.sendall(piece)


def test_a_broker_that_confirms_nothing_is_given_up_in_time_and_found_again(rabbitmq_url: str) -> None:
    line = Line(rabbitmq_url)
    broker = rabbitmq_broker(line.url)
    publisher = BrokerPublisher(broker, confirm_within_s=0.5)
    publisher.publish("lamps.shine", QUEUE, MessageId(new_id()))
    line.fall_silent()

    with pytest.raises(BrokerSilent):
        publisher.publish("lamps.shine", QUEUE, MessageId(new_id()))

    message_id = MessageId(new_id())
    publisher.publish("lamps.shine", QUEUE, message_id)
    assert any(message_id.encode() in take(rabbitmq_url) for _ in range(9))
    broker.close()
    line.close()


def test_a_queue_that_was_removed_is_made_again(rabbitmq_url: str) -> None:
    broker = rabbitmq_broker(rabbitmq_url)
    publisher = BrokerPublisher(broker)
    publisher.publish("lamps.shine", QUEUE, MessageId(new_id()))
    with pika.BlockingConnection(pika.URLParameters(rabbitmq_url)) as connection:
        connection.channel().queue_delete(versioned(QUEUE))
    message_id = MessageId(new_id())

    publisher.publish("lamps.shine", QUEUE, message_id)
    broker.close()

    assert message_id.encode() in take(rabbitmq_url)


def test_every_queue_is_replicated(rabbitmq_url: str) -> None:
    broker = rabbitmq_broker(rabbitmq_url)
    broker.declare_queue(versioned(QUEUE), ensure=True)
    broker.close()
    arguments = {name: value for name, value in broker._build_queue_arguments(QUEUE).items() if "dead" in name}
    arguments["x-dead-letter-routing-key"] = dramatiq.common.xq_name(versioned(QUEUE))

    check_is_quorum(rabbitmq_url, versioned(QUEUE), arguments)
    check_is_quorum(rabbitmq_url, dramatiq.common.xq_name(versioned(QUEUE)), {})


def check_is_quorum(url: str, name: str, arguments: dict[str, str]) -> None:
    """RabbitMQ refuses a declaration that differs, and says in what."""
    with (
        pika.BlockingConnection(pika.URLParameters(url)) as connection,
        pytest.raises(ChannelClosedByBroker, match=r"x-queue-type.*quorum"),
    ):
        connection.channel().queue_declare(name, durable=True, arguments={**arguments, "x-queue-type": "classic"})


def take(url: str) -> bytes:
    """The next message of the queue."""
    end = time.monotonic() + PATIENCE_S
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        while time.monotonic() < end:
            _, _, body = channel.basic_get(versioned(QUEUE), auto_ack=True)
            if body is not None:
                return bytes(body)
            time.sleep(0.05)
    raise TimeoutError
