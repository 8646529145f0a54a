"""Names say what a thing is about, and shadow nothing."""

from __future__ import annotations

import sys

from tests.architecture.sources import PACKAGES, PROJECT, own_files

# Names under which anything can be hidden, and so everything is.
EMPTY_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils", "part2", "stuff"}


def test_no_name_is_empty_of_meaning() -> None:
    files = [path.relative_to(PROJECT) for path in own_files() if path.suffix == ".py"]
    assert [str(path) for path in files if EMPTY_NAMES & {*path.parts[:-1], path.stem}] == []


def test_no_package_shadows_the_standard_library() -> None:
    tops = {path.parent.name for path in PROJECT.glob("*/__init__.py")}
    assert tops & sys.stdlib_module_names == set()


def test_every_package_stands_on_a_floor() -> None:
    tops = {path.parent.name for path in PROJECT.glob("*/__init__.py")}
    assert tops - {"tests"} == set(PACKAGES)
