"""The program's own source files, as the architecture tests see them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]
PACKAGES: tuple[str, ...] = tuple(SETTINGS["importlinter"]["root_packages"])


def product_modules() -> list[Path]:
    """Every Python file of the product (no tests, no benchmarks), sorted."""
    return sorted(path for package in PACKAGES for path in (PROJECT / package).rglob("*.py"))


def own_files() -> Iterator[Path]:
    """Every file that we write by hand or generate: no environment, data, caches or vendored assets."""
    left_out = {".git", ".venv", "var", "vendor", "node_modules", "__pycache__", ".hypothesis"}
    for top in sorted(PROJECT.iterdir()):
        if top.name in left_out or (top.name.startswith(".") and top.name.endswith("_cache")):
            continue
        paths = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in paths if path.is_file() and not left_out & set(path.relative_to(PROJECT).parts))
