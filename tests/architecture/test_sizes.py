"""Code stays readable in one sitting: short functions, small files."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT, own_files, product_modules

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
MEDIAN_FUNCTION = 8
P90_FUNCTION = 25


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines, decorators and docstring included, of each function in a file."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds)]
    return [(f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}", _lines(node)) for node in nodes]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


PYTHON_FILES = [path for path in own_files() if path.suffix == ".py"]


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_file_and_its_functions_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{path} has {lines} lines; cut it along a subject of the trade"
    assert [name for name, length in functions(path) if length > LONGEST_FUNCTION] == []


def test_the_usual_function_is_short() -> None:
    lengths = sorted(length for path in product_modules() for _, length in functions(path))
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert lengths[len(lengths) * 9 // 10] <= P90_FUNCTION
