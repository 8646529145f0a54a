"""What is imported is declared, what is declared is locked, and the locks hold hashes and no addresses."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, PROJECT, own_files, product_modules

DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
LOCKS = ("runtime", "dev")


def canonical(requirement: str) -> str:
    """The distribution's name, as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


RUNTIME = {canonical(requirement) for requirement in DECLARED["dependencies"]}
DEV = {canonical(requirement) for requirement in DECLARED["optional-dependencies"]["dev"]}
# Loaded by their libraries, not by an import of ours.
NOT_IMPORTED = {"tzdata"}


def imports(path: Path) -> set[str]:
    """Top-level names of the absolute imports that run (those for the type checker alone do not)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(node)
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and isinstance(guard.test, ast.Name) and guard.test.id == "TYPE_CHECKING"
        for node in ast.walk(guard)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import() if id(node) not in for_types:
                names.update(alias.name.partition(".")[0] for alias in node.names)
            case ast.ImportFrom(module=str(module)) if id(node) not in for_types:
                names.add(module.partition(".")[0])
    return names


def third_party(paths: list[Path]) -> set[str]:
    """The distributions that the files import."""
    ours = {*PACKAGES, *sys.stdlib_module_names, "tests", "migrations", "bench", "postkamer_client"}
    providers = packages_distributions()
    names = {name for path in paths for name in imports(path)} - ours
    return {canonical(distribution) for name in names for distribution in providers.get(name, [name])[:1]}


def locked(profile: str) -> dict[str, str]:
    """Name to the whole entry, hashes included."""
    text = (PROJECT / f"requirements/{profile}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    return {canonical(entry): entry for entry in entries}


def test_what_the_program_imports_is_declared() -> None:
    assert third_party(product_modules()) - RUNTIME == set()


def test_what_the_tests_import_is_declared() -> None:
    tests = [path for path in own_files() if path.suffix == ".py" and path.relative_to(PROJECT).parts[0] == "tests"]
    assert third_party(tests) - RUNTIME - DEV - {"grimp"} == set()


def test_what_is_declared_is_imported() -> None:
    assert RUNTIME - third_party(product_modules()) - NOT_IMPORTED == set()


@pytest.mark.parametrize("profile", LOCKS)
def test_what_is_declared_is_locked(profile: str) -> None:
    assert (RUNTIME | DEV if profile == "dev" else RUNTIME) - locked(profile).keys() == set()


@pytest.mark.parametrize("profile", [*LOCKS, "bootstrap"])
def test_locks_hold_hashes_and_no_addresses(profile: str) -> None:
    for entry in locked(profile).values():
        assert "==" in entry
        assert "--hash=sha256:" in entry
        assert "://" not in entry


def test_both_locks_agree() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    assert {name: entry for name, entry in runtime.items() if dev[name] != entry} == {}
