"""Groups of workers on one broker: each with queues of its own, without a word in the log."""

from __future__ import annotations

import logging

import pytest
from dramatiq import Middleware
from dramatiq.brokers.stub import StubBroker

from wiring.runtime import WorkerGroup


def test_a_second_group_on_the_same_broker_is_no_cause_for_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    broker = StubBroker(middleware=[])
    groups = [WorkerGroup(broker, [queue], 1) for queue in ("pages", "letters")]
    with caplog.at_level(logging.WARNING):
        for group in groups:
            group.start()
    for group in groups:
        group.stop()
    assert caplog.messages == []


def test_other_middleware_that_comes_twice_is_still_told(caplog: pytest.LogCaptureFixture) -> None:
    broker = StubBroker(middleware=[Middleware()])
    WorkerGroup(broker, ["pages"], 1)
    with caplog.at_level(logging.WARNING):
        broker.add_middleware(Middleware())
    assert "twice" in caplog.text
