from __future__ import annotations

import time
from typing import TYPE_CHECKING

import boto3
import pika
import psycopg
import pytest
from botocore.exceptions import ClientError

from tests.services.s3 import Bucket
from wiring.services.daemon import wait_until
from wiring.services.errors import ServiceDidNotStart
from wiring.services.postgresql import PostgresqlServer
from wiring.services.rabbitmq import RabbitmqServer

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

QUORUM = {"x-queue-type": "quorum"}
# RabbitMQ writes the list of its queues half a second late (see wiring/services/rabbitmq.py).
UNTIL_WRITTEN_S = 3


def publish(url: str, body: bytes) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("letters", durable=True, arguments=QUORUM)
        channel.basic_publish("", "letters", body, pika.BasicProperties(delivery_mode=2), mandatory=True)


def take(url: str) -> bytes | None:
    """The next message; a quorum queue says it is empty for a few seconds after a restart."""
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.queue_declare("letters", durable=True, arguments=QUORUM)
        for _ in range(50):
            _, _, body = channel.basic_get("letters", auto_ack=True)
            if body is not None:
                return bytes(body)
            time.sleep(0.1)
    return None


@pytest.mark.rabbitmq
def test_rabbitmq_keeps_messages_through_a_kill_and_forgets_them_when_wiped(own_rabbitmq: RabbitmqServer) -> None:
    own_rabbitmq.start()
    address = own_rabbitmq.url
    publish(address, b"one")
    publish(address, b"two")
    time.sleep(UNTIL_WRITTEN_S)

    own_rabbitmq.restart()
    assert own_rabbitmq.url == address
    assert take(address) == b"one"

    own_rabbitmq.wipe()
    own_rabbitmq.start()
    assert take(address) is None


@pytest.mark.rabbitmq
def test_rabbitmq_is_taken_over_by_the_next_program(rabbitmq: RabbitmqServer) -> None:
    other = RabbitmqServer(rabbitmq._folder)
    other.start()
    assert other.is_running()
    assert other.url == rabbitmq.url


@pytest.mark.rabbitmq
def test_virtual_hosts_share_no_queue(rabbitmq: RabbitmqServer) -> None:
    first, second = rabbitmq.create_virtual_host("first"), rabbitmq.create_virtual_host("second")
    publish(first, b"mine")
    with pika.BlockingConnection(pika.URLParameters(second)) as connection:
        connection.channel().queue_declare("letters")  # not the quorum queue of the other one
    assert take(first) == b"mine"


@pytest.mark.postgresql
def test_postgresql_keeps_rows_through_a_kill_and_forgets_them_when_wiped(own_postgresql: PostgresqlServer) -> None:
    own_postgresql.start()
    address = own_postgresql.url
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE letters (id int)")
        connection.execute("INSERT INTO letters VALUES (7)")

    own_postgresql.restart()
    assert own_postgresql.url == address
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT id FROM letters").fetchall() == [(7,)]

    own_postgresql.wipe()
    own_postgresql.start()
    with psycopg.connect(own_postgresql.url) as connection:
        assert connection.execute("SELECT to_regclass('letters')").fetchone() == (None,)


@pytest.mark.postgresql
def test_postgresql_is_taken_over_by_the_next_program(postgresql: PostgresqlServer) -> None:
    other = PostgresqlServer(postgresql._folder)
    other.start()
    assert other.is_running()
    assert other.url == postgresql.url


@pytest.mark.postgresql
def test_the_application_cannot_step_over_row_level_security(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert rights.fetchone() == (False, False, False)


@pytest.mark.s3
def test_s3_insists_on_its_key(s3_bucket: Bucket) -> None:
    def client(secret: str) -> S3Client:
        return boto3.client(
            "s3",
            endpoint_url=s3_bucket.endpoint,
            aws_access_key_id=s3_bucket.access_key,
            aws_secret_access_key=secret,
            region_name=s3_bucket.region,
        )

    client(s3_bucket.secret_key).put_object(Bucket=s3_bucket.name, Key="letter", Body=b"text")
    assert client(s3_bucket.secret_key).get_object(Bucket=s3_bucket.name, Key="letter")["Body"].read() == b"text"
    with pytest.raises(ClientError):
        client("wrong").get_object(Bucket=s3_bucket.name, Key="letter")


def test_waiting_ends() -> None:
    with pytest.raises(ServiceDidNotStart, match="it never came"):
        wait_until(lambda: False, 0, "it never came")
