"""A private RabbitMQ: own node name, cookie, port mapper and data, loopback only.

Debian's package brings the server; its unwrapped scripts run as any user, root included. The command line tools cost
seconds each, so only `create_virtual_host` calls them: ready is what accepts a declaration, stopped is what has left.

RabbitMQ 3.10 writes down which queues it has half a second late: killed within about a second of a quorum queue's first
declaration it keeps that queue's name but never serves it again, until the data is wiped.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import pika
from pika.exceptions import AMQPError

from wiring.services.daemon import LOOPBACK, Daemon, is_listening, kept_ports
from wiring.services.errors import ServiceDidNotStart, ServiceNotInstalled

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
USER = "postkamer"
EVERYTHING = '<<".*">>, <<".*">>, <<".*">>'
# Erlang's schedulers wait for work by spinning, which a machine of two cores cannot spare.
ERLANG_ARGUMENTS = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none"


class RabbitmqServer:
    """A RabbitMQ that belongs to one folder. Leaving the `with` block stops it; its data and address stay."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._data = self._folder / "mnesia"
        self._node = Daemon(self._folder, "rabbitmq")
        self._port_mapper = Daemon(self._folder, "epmd")

    @property
    def url(self) -> str:
        """Where to connect, the password included."""
        return self.url_of("%2F")

    def url_of(self, virtual_host: str) -> str:
        """Where to connect to one of the virtual hosts of `create_virtual_host`."""
        return f"amqp://{USER}:{self._password()}@{LOOPBACK}:{self._ports()['amqp']}/{virtual_host}"

    def start(self) -> None:
        """Start the server, or take over the one that runs in this folder; returns when it accepts declarations.

        Raises:
            ServiceNotInstalled: RabbitMQ is not on this machine.
            ServiceDidNotStart: It ended, or did not answer in time.
        """
        if not is_installed():
            message = "RabbitMQ is missing; install it with: apt-get install rabbitmq-server"
            raise ServiceNotInstalled(message)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._start_port_mapper()
        if not self._node.is_running():
            self._write_configuration()
            self._node.start([str(SERVER)], env=self._environment(), cwd=self._folder)
        self._node.wait_ready(self._accepts_declarations)

    def stop(self) -> None:
        """End the server in good order."""
        self._node.stop(signal.SIGTERM)
        self._port_mapper.kill()

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._node.kill()
        self._port_mapper.kill()

    def restart(self) -> None:
        """Kill the server and start it again on the same data and address."""
        self.kill()
        self.start()

    def wipe(self) -> None:
        """Kill the server and destroy all its queues and messages; the next start begins with nothing."""
        self.kill()
        shutil.rmtree(self._data, ignore_errors=True)

    def create_virtual_host(self, name: str) -> str:
        """An empty set of queues of its own, and its address; the name is of letters and digits."""
        expression = (
            f'rabbit_vhost:add(<<"{name}">>, <<"{USER}">>),'
            f'rabbit_auth_backend_internal:set_permissions(<<"{USER}">>, <<"{name}">>, {EVERYTHING}, <<"{USER}">>).'
        )
        command = [str(SERVER.with_name("rabbitmqctl")), "eval", expression]
        run = subprocess.run(command, env=self._environment(), cwd=self._folder, capture_output=True, check=False)
        if run.returncode:
            message = f"the virtual host {name} was not made: {run.stderr.decode(errors='replace')}"
            raise ServiceDidNotStart(message)
        return self.url_of(name)

    def is_running(self) -> bool:
        """Whether the server's process is there."""
        return self._node.is_running()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _start_port_mapper(self) -> None:
        # Left to itself, a node starts a port mapper that outlives it and that all nodes of the machine share.
        port = self._ports()["epmd"]
        if not self._port_mapper.is_running():
            command = ["epmd", "-address", LOOPBACK, "-port", str(port)]
            self._port_mapper.start(command, env=self._environment(), cwd=self._folder)
        self._port_mapper.wait_ready(lambda: is_listening(port))

    def _ports(self) -> dict[str, int]:
        return kept_ports(self._folder / "ports.json", ("amqp", "distribution", "epmd"))

    def _password(self) -> str:
        file = self._folder / "password"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24))
        return file.read_text()

    def _write_configuration(self) -> None:
        config = self._folder / "rabbitmq.conf"
        config.touch(mode=0o600)
        config.write_text(
            f"listeners.tcp.1 = {LOOPBACK}:{self._ports()['amqp']}\n"
            f"default_user = {USER}\n"
            f"default_pass = {self._password()}\n"
            "disk_free_limit.absolute = 200MB\n"
        )
        (self._folder / "enabled_plugins").write_text("[].\n")

    def _environment(self) -> dict[str, str]:
        ports, folder = self._ports(), self._folder
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),  # the cookie is kept here
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "ERL_EPMD_PORT": str(ports["epmd"]),
            "RABBITMQ_NODENAME": "postkamer@localhost",
            "RABBITMQ_DIST_PORT": str(ports["distribution"]),
            "RABBITMQ_MNESIA_BASE": str(self._data),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_PID_FILE": str(folder / "rabbitmq.pid"),
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{ERLANG_ARGUMENTS} -start_epmd false",
            "RUNNING_UNDER_SYSTEMD": "1",  # the script becomes the server instead of watching over it
        }

    def _accepts_declarations(self) -> bool:
        if not is_listening(self._ports()["amqp"]):
            return False
        try:
            with pika.BlockingConnection(pika.URLParameters(self.url)) as connection:
                connection.channel().queue_declare(queue="", exclusive=True)
        except (AMQPError, OSError):
            return False
        return True


def is_installed() -> bool:
    """Whether Debian's RabbitMQ and Erlang are on this machine."""
    return SERVER.exists() and shutil.which("epmd") is not None
