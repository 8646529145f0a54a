"""The door for monitoring: alive, able to work, and figures; closed to strangers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from pydantic import SecretStr

from kernel.errors import Misconfigured
from tests.factories.office import Office
from wiring.container import Platform
from wiring.monitoring import monitored
from wiring.services.daemon import free_ports


def ask(address: str, token: str = "") -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"} if token else {})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def told(office: Office, **settings: object) -> Platform:
    return Platform(office.platform.settings.model_copy(update={"monitor_listen": "127.0.0.1:0", **settings}))


def test_a_platform_that_can_work(busy_office: Office) -> None:
    platform = told(busy_office)
    with monitored(platform, "web") as address:
        assert ask(f"{address}/healthz") == (200, "ok\n")
        status, answer = ask(f"{address}/readyz")
        assert (status, json.loads(answer)["ready"]) == (200, True)
        status, figures = ask(f"{address}/metrics")
        assert 'postkamer_rows{state="filed",table="documents"} 1.0' in figures
        assert "process_resident_memory_bytes" in figures
        assert busy_office.bakery not in figures
        assert ask(f"{address}/nothing")[0] == 404
    platform.close()


def test_what_is_away_is_named_without_its_address(busy_office: Office) -> None:
    (port,) = free_ports(1)
    platform = told(busy_office, transport=SecretStr(f"amqp://jan:secret@127.0.0.1:{port}/"))
    with monitored(platform, "web") as address:
        assert ask(f"{address}/healthz")[0] == 200
        status, answer = ask(f"{address}/readyz")
    platform.close()
    assert status == 503
    assert json.loads(answer)["checks"]["broker"] != "ok"
    assert json.loads(answer)["checks"]["database"] == "ok"
    assert "secret" not in answer
    assert str(port) not in answer


def test_a_database_that_is_behind_or_gone_is_not_ready(tmp_path: Path, office: Office) -> None:
    platform = told(office, data_dir=tmp_path / "empty", database_url=SecretStr(f"sqlite:///{tmp_path}/empty.db"))
    with monitored(platform, "web") as address:
        status, answer = ask(f"{address}/readyz")
        assert (status, json.loads(answer)["checks"]["database"]) == (503, "migrations are pending")
        # What the process itself does is told all the same.
        assert "process_cpu_seconds_total" in ask(f"{address}/metrics")[1]
    platform.close()


def test_figures_are_for_those_who_know_the_token(office: Office) -> None:
    platform = told(office, monitor_token=SecretStr("opensesame"))
    with monitored(platform, "web") as address:
        assert ask(f"{address}/metrics")[0] == 401
        assert ask(f"{address}/metrics", "opensesam")[0] == 401
        assert ask(f"{address}/metrics", "opensesame")[0] == 200
        assert ask(f"{address}/readyz")[0] == 200
    platform.close()


@pytest.mark.parametrize("given", ["0.0.0.0:9600", "[::]:9600", "everywhere", "127.0.0.1"])
def test_an_address_that_strangers_reach_needs_a_token(office: Office, given: str) -> None:
    with pytest.raises(Misconfigured, match="monitor_listen"), monitored(told(office, monitor_listen=given), "web"):
        pass


def test_nothing_is_told_unless_it_was_asked_for(office: Office) -> None:
    with monitored(Platform(office.platform.settings), "web") as address:
        assert address is None
