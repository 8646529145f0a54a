"""``__init__.py`` holds a docstring and nothing else: a package's name never hides an import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT, product_modules

MODULES = product_modules()
INIT_FILES = [path for path in MODULES if path.name == "__init__.py"]


@pytest.mark.parametrize("path", INIT_FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_init_file_holds_a_docstring_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []
