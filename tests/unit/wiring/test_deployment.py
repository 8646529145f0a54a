"""What is deployed names commands, settings, packages and ports that there are."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib
from collections.abc import Iterator
from typing import Any

import click
import pytest
import yaml
from pydantic import BaseModel

from tests.architecture.sources import PROJECT
from wiring.cli.main import COMMANDS, main
from wiring.cli.serve import run
from wiring.monitoring import PORT_AFTER
from wiring.settings import Settings

DEPLOY = PROJECT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OWN = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "postkamer"}
# Read by the launcher and by the settings themselves.
BESIDE = {"POSTKAMER_DATA", "POSTKAMER_CONFIG"}


def setting_of(name: str) -> bool:
    """Whether POSTKAMER_A__B is a setting, or a part of one."""
    model: type[BaseModel] = Settings
    *outer, last = name.removeprefix("POSTKAMER_").lower().split("__")
    for part in outer:
        (model,) = [
            kind
            for kind in getattr(model.model_fields[part].annotation, "__args__", ())
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
    return last in model.model_fields


def runs(words: list[str]) -> bool:
    """Whether the command line has this command, with these arguments."""
    command = main.get_command(click.Context(main), words[0]) if words[0] in COMMANDS else None
    if command is None:
        return False
    command.make_context(words[0], words[1:], resilient_parsing=False)
    return True


def variables() -> Iterator[tuple[str, str]]:
    for file in ("compose.yaml", "compose.s3.yaml"):
        services = yaml.safe_load((DEPLOY / file).read_text())["services"]
        for service in services.values():
            yield from ((file, name) for name in service.get("environment", {}) if name.startswith("POSTKAMER_"))
    for unit in UNITS:
        yield from ((unit.name, name) for name in re.findall(r"^Environment=(\w+)=", unit.read_text(), re.MULTILINE))


@pytest.mark.parametrize(("file", "name"), sorted(set(variables())))
def test_every_variable_is_a_setting(file: str, name: str) -> None:
    assert name in BESIDE or setting_of(name), file


def test_what_is_no_setting_is_told_apart() -> None:
    assert setting_of("POSTKAMER_S3__BUCKET")
    assert not setting_of("POSTKAMER_S3__BUCKETS")
    assert not setting_of("POSTKAMER_LISTENS")


@pytest.mark.parametrize("service", sorted(OWN))
def test_every_container_runs_a_command_that_there_is(service: str) -> None:
    assert runs(OWN[service]["command"])


@pytest.mark.parametrize("unit", [unit.name for unit in UNITS])
def test_every_unit_runs_a_command_that_there_is(unit: str) -> None:
    parser = configparser.RawConfigParser(strict=False, comment_prefixes=("#",))
    parser.read(DEPLOY / unit)
    program, *words = shlex.split(parser["Service"]["ExecStart"])
    assert program == "/opt/postkamer/postkamer"
    assert runs(["web" if word == "%i" else word for word in words])


def test_every_role_has_its_container_and_is_asked_at_its_own_port() -> None:
    roles = next(each.type.choices for each in run.params if isinstance(each.type, click.Choice))
    assert set(OWN) == {*roles, "migrate"}
    for role in roles:
        assert f":{9600 + PORT_AFTER[role]}/readyz" in OWN[role]["healthcheck"]["test"][-1]


def test_all_wait_for_the_schema_and_only_the_worker_leaves_dockers_profiles() -> None:
    for name, service in OWN.items():
        assert service["cap_drop"] == ["ALL"]
        assert service["read_only"] is True
        assert ("migrate" in service["depends_on"]) is (name != "migrate")
        assert ("security_opt" in service) is (name == "worker")
    # The sandbox has a /proc of its own, which the masks over Docker's forbid.
    assert "systempaths=unconfined" in OWN["worker"]["security_opt"]


def test_the_s3_store_is_for_every_container_of_ours() -> None:
    beside: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.s3.yaml").read_text())
    assert {name for name, service in beside["services"].items() if "image" not in service} == set(OWN)


def test_images_and_volumes_are_named_and_no_password_is_written_down() -> None:
    for file in ("compose.yaml", "compose.s3.yaml"):
        compose = yaml.safe_load((DEPLOY / file).read_text())
        for service in compose["services"].values():
            image = service.get("image", "postkamer")
            assert image == "postkamer" or re.fullmatch(r"[a-z/]+:[\d.]+", image)
            named = [str(volume).partition(":")[0] for volume in service.get("volumes", ())]
            assert {name for name in named if not name.startswith(".")} <= set(compose["volumes"]) | {"data"}
            for name, value in service.get("environment", {}).items():
                assert not re.search(r"PASS|SECRET|ACCESS_KEY", name) or value.startswith("${"), name


def test_the_image_installs_what_the_launcher_does_and_checks_every_hash() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    launcher = (PROJECT / "postkamer").read_text()
    needed = re.search(r"runtime_packages=\(\n(.*?)\n\)", launcher, re.DOTALL)
    installed = re.search(r"--no-install-recommends \\\n(.*?)&& rm", dockerfile, re.DOTALL)
    assert needed is not None
    assert installed is not None
    # On a machine the launcher takes a Python that is there already, or these two.
    python = ["python3", "python3-venv", "ca-certificates"]
    assert installed[1].replace("\\", "").split() == [*python, *needed[1].split()]
    assert dockerfile.count("--require-hashes") == dockerfile.count("pip install") + dockerfile.count("pip sync") == 2


def test_the_file_of_settings_is_taken() -> None:
    written = (DEPLOY / "postkamer.toml").read_text()
    assert set(tomllib.loads(written)) <= set(Settings.model_fields)
    uncommented = re.sub(r"^# (?=\[|\w+ = )", "", written, flags=re.MULTILINE)
    Settings.model_validate(tomllib.loads(uncommented))
