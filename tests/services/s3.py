"""A private S3 server for tests: SeaweedFS, loopback only, with a key that it insists on."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from wiring.services.daemon import LOOPBACK, Daemon, is_listening, kept_ports

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

SERVER = Path(sys.executable).with_name("weed")
ACCESS_KEY = "postkamer"
SECRET_KEY = "only-for-tests"
REGION = "us-east-1"
PORTS = ("s3", "s3_grpc", "master", "master_grpc", "volume", "volume_grpc", "filer", "filer_grpc")


@dataclass(frozen=True, slots=True)
class Bucket:
    """An empty bucket and how to get at it."""

    name: str
    endpoint: str
    access_key: str = ACCESS_KEY
    secret_key: str = SECRET_KEY
    region: str = REGION


class S3Server:
    """A SeaweedFS in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = Daemon(folder, "seaweedfs")

    @property
    def endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self._ports()['s3']}"

    def create_bucket(self, name: str) -> Bucket:
        self._client().create_bucket(Bucket=name)
        return Bucket(name, self.endpoint)

    def start(self) -> None:
        """Start, or take over what runs in this folder; returns when buckets can be listed."""
        (self._folder / "data").mkdir(parents=True, exist_ok=True)
        self._write_keys()
        if not self._server.is_running():
            self._server.start(self._command(), env={"PATH": os.environ["PATH"], "HOME": str(self._folder)})
        self._server.wait_ready(self._answers)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._server.kill()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()  # asked politely, it takes half a minute

    def _ports(self) -> dict[str, int]:
        return kept_ports(self._folder / "ports.json", PORTS)

    def _command(self) -> list[str]:
        ports = [f"-{name.replace('_', '.port.')}={port}" for name, port in self._ports().items() if "_" in name]
        ports += [f"-{name}.port={port}" for name, port in self._ports().items() if "_" not in name]
        folders = [f"-dir={self._folder}/data", f"-s3.config={self._folder}/s3.json"]
        sizes = ["-master.volumeSizeLimitMB=16", "-volume.max=100", "-s3.port.iceberg=0", "-s3.port.lance=0"]
        return [
            str(SERVER),
            "server",
            f"-ip={LOOPBACK}",
            f"-ip.bind={LOOPBACK}",
            "-filer",
            "-s3",
            *folders,
            *sizes,
            *ports,
        ]

    def _write_keys(self) -> None:
        credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
        rights = {"name": "tests", "credentials": credentials, "actions": ["Admin", "Read", "List", "Tagging", "Write"]}
        (self._folder / "s3.json").write_text(json.dumps({"identities": [rights]}))

    def _client(self) -> S3Client:
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name=REGION,
        )

    def _answers(self) -> bool:
        if not is_listening(self._ports()["s3"]):
            return False
        try:
            self._client().list_buckets()
        except (BotoCoreError, ClientError):
            return False
        return True


def is_installed() -> bool:
    return SERVER.exists()
