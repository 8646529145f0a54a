"""What is reached over the network: the broker, and the address of the screens."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing

import pika
from pika.exceptions import AMQPError

from kernel.broker import QUORUM
from kernel.ids import new_id
from wiring.probes.findings import Finding, bad, ok, warn
from wiring.settings import Settings

ANSWER_S = 5
# Should this program end before it deletes its queue, RabbitMQ does.
PROBE_ARGUMENTS = {**QUORUM, "x-expires": 60_000}


def look_at_network(settings: Settings) -> Iterator[Finding]:
    """Broker and screens."""
    yield broker(settings)
    yield screens(settings)


def broker(settings: Settings) -> Finding:
    """Whether queues can be declared the way they are used: replicated, in RabbitMQ's word quorum."""
    if settings.is_embedded:
        return ok("broker", "none needed, relay and workers share one process").saying("broker_none")
    try:
        parameters = pika.URLParameters(settings.transport.get_secret_value())
        parameters.socket_timeout = parameters.stack_timeout = parameters.blocked_connection_timeout = ANSWER_S
        parameters.connection_attempts = 1
        with closing(pika.BlockingConnection(parameters)) as connection:
            _declare_and_delete(connection)
    except (AMQPError, OSError, ValueError) as error:
        advice = "start RabbitMQ, and look at transport: address, virtual host, user and password"
        cause = type(error).__name__
        return bad("broker", f"no quorum queue can be had ({cause})", advice).saying("broker_silent", cause=cause)
    return ok("broker", "RabbitMQ, quorum queues").saying("broker")


def screens(settings: Settings) -> Finding:
    """Whether the address of the screens is free, or answers as it should."""
    host, _, port = settings.listen.rpartition(":")
    if not port.isdigit():
        advice = "listen is an address and a port, for example 127.0.0.1:8600"
        return bad("screens", settings.listen, advice).saying("screens_misconfigured")
    host = host.strip("[]") or "127.0.0.1"
    if _is_free(host, int(port)):
        return ok("screens", f"{settings.listen} is free").saying("screens_free")
    if _answers(host, int(port)):
        return ok("screens", f"{settings.listen} answers").saying("screens")
    finding = warn("screens", f"{settings.listen} is taken by another program", "end that one, or set listen")
    return finding.saying("screens_taken")


def _declare_and_delete(connection: pika.BlockingConnection) -> None:
    name = f"postkamer.doctor.{new_id()}"
    channel = connection.channel()
    channel.queue_declare(queue=name, durable=True, arguments=PROBE_ARGUMENTS)
    channel.queue_delete(queue=name)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _answers(host: str, port: int) -> bool:
    with closing(http.client.HTTPConnection(host, port, timeout=ANSWER_S)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
