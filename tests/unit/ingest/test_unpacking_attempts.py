"""A file that cannot be opened is tried as often as the settings say, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import dramatiq
import pytest

from archive.lifecycle import IntakeState
from archive.repository import get_intake
from ingest.actors import declare_actors
from ingest.unpacking import UnpackingDeps
from kernel.broker import BrokerPublisher, memory_broker
from kernel.outbox.inbox import Inbox, RetryPolicy
from kernel.outbox.relay import Relay, RelayLimits
from paper.errors import SandboxCrashed
from paper.sandbox import TaskResult
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.fakes.sandbox import ScriptedSandbox
from wiring.event_routes import routes_by_name


def crash(_values: Mapping[str, Any], _blobs: Sequence[bytes]) -> TaskResult:
    raise SandboxCrashed


@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_a_file_is_tried_as_often_as_asked(room: MailRoom, attempts: int) -> None:
    sandbox = ScriptedSandbox({"inspect": crash})
    broker = memory_broker()
    retry = RetryPolicy(attempts=attempts)
    deps = UnpackingDeps(room.database, room.blobs, sandbox, room.clock, room.deps.limits, retry)
    declare_actors(broker, Inbox(room.database, room.clock, "worker", dt.timedelta(seconds=60)), deps)
    routes = {"FileReceived": routes_by_name()["FileReceived"]}
    relay = Relay(room.database, room.clock, BrokerPublisher(broker), routes, RelayLimits())
    item = room.receive(room.bakery)

    for _ in range(attempts + 2):
        relay.run_once()
        for queue in broker.queues.values():
            while not queue.empty():
                message: dramatiq.Message[Any] = dramatiq.Message.decode(queue.get())
                broker.get_actor(message.actor_name)(*message.args)
        room.clock.advance(minutes=30)

    assert len(sandbox.asked) == attempts
    with room.database.reading(TEST_SCOPE) as session:
        assert get_intake(session, item.intake_id).state is IntakeState.QUARANTINED
