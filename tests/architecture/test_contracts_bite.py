"""Each import contract is broken once on purpose, in a tree of empty rooms, to see that it bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CONFIG = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]

# contract -> module -> what it must not say
BREACHES = [
    ("floors", "kernel.clock", "import archive.filing"),
    ("floors", "archive.filing", "import archive_ui.app"),
    ("floors", "ingest.receive", "import indexer.search"),
    ("floors", "archive.filing", "import identity.users"),
    ("floors", "integrations.sending", "import ingest.receive"),
    ("floors", "notifications.mailer", "import identity.users"),
    ("floors", "paper.render", "import kernel.clock"),
    ("floors", "scanner_drivers.sane", "import archive.filing"),
    ("floors", "identity.users", "import wiring.settings"),
    ("flask", "ingest.receive", "import flask"),
    ("flask", "wiring.cli", "from werkzeug import serving"),
    ("queues", "archive.filing", "import dramatiq"),
    ("queues", "ingest.sources.upload", "import pika"),
    ("decoders", "ingest.receive", "from PIL import Image"),
    ("decoders", "archive_ui.app", "import pikepdf"),
    ("pure", "archive.lifecycle", "import sqlalchemy"),
    ("pure", "kernel.tenancy.lifecycle", "from sqlalchemy import orm"),
    ("pure", "ocr_workers.steps.deskew", "import ocr_workers.storing"),
    ("paper", "paper.render", "import sqlalchemy"),
    ("tables", "ingest.receive", "from archive.models import Document"),
    ("tables", "wiring.container", "import kernel.outbox.models"),
    ("drivers", "scanner_drivers.sane", "import kernel.clock"),
    ("drivers", "scanner_drivers.station", "import sqlalchemy"),
    ("circles", "kernel.clock", "import kernel.ids"),
    ("circles", "kernel.clock", "def late():\n    import kernel.ids"),
]

# What the rules allow; none of it may break a contract.
FURNITURE = {
    "archive.arrangement": "",
    "archive.filing": "import kernel.clock\nfrom archive import models",
    "archive.lifecycle": "",
    "archive.models": "import sqlalchemy\nDocument = object",
    "archive_ui.app": "import flask\nimport ingest.receive",
    "identity.users": "import kernel.clock",
    "indexer.actors": "import dramatiq",
    "indexer.search": "import archive.filing",
    "ingest.receive": "import archive.filing\nimport scanner_drivers.sane",
    "ingest.sources.upload": "",
    "integrations.sending": "import archive.filing",
    "kernel.broker": "import dramatiq\nimport pika",
    "kernel.clock": "",
    "kernel.ids": "import kernel.clock",
    "kernel.outbox.models": "import sqlalchemy",
    "kernel.outbox.relay": "import dramatiq\nfrom kernel.outbox import models",
    "kernel.tenancy.lifecycle": "",
    "notifications.mailer": "import kernel.clock",
    "ocr_workers.steps.deskew": "import cv2",
    "ocr_workers.storing": "import sqlalchemy",
    "paper.render": "import pypdfium2",
    "scanner_drivers.sane": "import paper.render",
    "scanner_drivers.station": "",
    "wiring.cli": "import archive_ui.app",
    "wiring.container": "import dramatiq",
    "wiring.schema": "from archive import models",
    "wiring.settings": "",
    "wiring.web": "import flask",
}


def write_module(tree: Path, name: str, text: str) -> None:
    *folders, _ = parts = name.split(".")
    for depth in range(1, len(folders) + 1):
        package = tree.joinpath(*folders[:depth])
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    with tree.joinpath(*parts).with_suffix(".py").open("a") as module:
        module.write(f"{text}\n")


def broken_contracts(tree: Path) -> list[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False, timeout=60)
    names = {contract["name"]: contract["id"] for contract in CONFIG["contracts"]}
    lines = run.stdout.replace("\n", " ")
    assert run.returncode in {0, 1}, run.stdout
    assert "Broken contracts" in lines or run.returncode == 0, run.stdout
    return [key for name, key in names.items() if f"{name} BROKEN" in lines]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "architecture").mkdir(parents=True)
    shutil.copy(PROJECT / "tests/architecture/house_contracts.py", tmp_path / "tests/architecture")
    for name, text in FURNITURE.items():
        write_module(tmp_path, name, text)
    return tmp_path


def test_furniture_as_drawn_breaks_nothing(tree: Path) -> None:
    assert broken_contracts(tree) == []


@pytest.mark.parametrize(("contract", "module", "breach"), BREACHES, ids=[f"{c}:{m}" for c, m, _ in BREACHES])
def test_breach_is_caught(tree: Path, contract: str, module: str, breach: str) -> None:
    write_module(tree, module, breach)
    assert contract in broken_contracts(tree)


def test_every_contract_is_tried() -> None:
    assert {contract["id"] for contract in CONFIG["contracts"]} == {contract for contract, _, _ in BREACHES}
