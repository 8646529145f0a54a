"""Nothing in the tree names a package registry, a machine or a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT, own_files

# Put together from halves, so that this file does not contain what it looks for.
FORBIDDEN = {
    "a package registry's host name": r"pypi" r"\.org|python" r"hosted|deb\.debian" r"\.org|npmjs" r"\.(org|com)",
    "a path of one machine": r"/hom" r"e/[a-z]+/|/roo" r"t/(?!\.config)|/wor" r"k/",
    "a private key": r"BEGIN (RSA |EC |OPENSSH )?PRIVATE" r" KEY",
}
LARGEST_TEXT = 2_000_000


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_TEXT:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in own_files()
        for number, line in enumerate(_text(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
