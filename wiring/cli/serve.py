"""`up` serves everything for real; `run` serves one role, as a service of its own."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import click

from kernel.errors import Misconfigured
from wiring.cli.ready import fresh_platform, ready_platform
from wiring.container import Platform, embedded_runtime, indexer_runtime, relay_runtime, worker_runtime
from wiring.embedded_lock import embedded_lock
from wiring.monitoring import EMBEDDED, monitored
from wiring.runtime import Runtime
from wiring.settings import Settings, as_environment
from wiring.supervisor import Supervisor
from wiring.web import WebServer

ROLES: dict[str, Callable[[Platform], Runtime]] = {
    "worker": worker_runtime,
    "indexer": indexer_runtime,
    "relay": relay_runtime,
}
ALL_ROLES = ("relay", "indexer", "worker", "web")


@click.command()
@click.pass_obj
def up(settings: Settings) -> None:
    """Serve: screens, relay, workers and indexer, until Ctrl-C.

    With the in-memory transport everything runs in this process; with RabbitMQ each role
    is a process of its own, restarted when it dies. On several machines start the roles
    one by one with `run`.
    """
    with serving(settings) as address:
        click.echo(f"Postkamer serves at {address}; Ctrl-C ends it.", err=True)
        wait_for_the_end()


@click.command()
@click.argument("role", type=click.Choice(["web", *ROLES]))
@click.pass_obj
def run(settings: Settings, role: str) -> None:
    """Serve one ROLE until it is told to end: web, worker, indexer or relay."""
    if not settings.master_key.exists():
        # A key made here would open nothing that the other machines seal.
        message = f"there is no master key at {settings.master_key}; put the installation's own there, then repeat"
        raise Misconfigured(message)
    with ready_platform(settings) as platform:
        part = WebServer(platform) if role == "web" else ROLES[role](platform)
        with part, monitored(platform, role):
            wait_for_the_end()


@contextlib.contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve everything for as long as the block lasts; gives the address of the screens."""
    with fresh_platform(settings) as platform:
        if settings.is_embedded:
            with (
                embedded_lock(settings.data_dir),
                embedded_runtime(platform),
                WebServer(platform) as web,
                monitored(platform, EMBEDDED),
            ):
                yield web.address
            return
        _ = platform.master_key
    with Supervisor(ALL_ROLES, as_environment(settings)) as supervisor, _kept_alive(supervisor):
        yield settings.public_url or f"http://{settings.listen}"


def wait_for_the_end() -> None:
    """Return when somebody presses Ctrl-C or the service is told to end."""
    told = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: told.set())
    told.wait()
    sys.stderr.flush()


@contextlib.contextmanager
def _kept_alive(supervisor: Supervisor) -> Iterator[None]:
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            supervisor.keep_alive()

    watcher = threading.Thread(target=watch, name="supervisor", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
