"""Intake's tasks behind the wall, on files that others made to break readers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from paper.errors import FileUnpacksTooLarge, PaperError, SandboxFailed
from paper.sandbox import ProcessSandbox, SandboxLimits
from tests.unit.paper.page_files import A4_PT, SPECIMENS, letter_content, pdf

FILE_LIMITS = {"max_pages": 100, "max_pixels": 60_000_000, "max_unpacked_bytes": 500_000_000}
SPECIMEN_FILES = sorted(path for path in SPECIMENS.iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[ProcessSandbox]:
    sandbox = ProcessSandbox("paper.file_inspection")
    yield sandbox
    sandbox.close()


@pytest.mark.parametrize("specimen", SPECIMEN_FILES, ids=lambda path: path.name)
def test_specimen_ends_in_pages_or_in_a_typed_error(sandbox: ProcessSandbox, specimen: Path) -> None:
    try:
        found = sandbox.run("inspect", {"file_name": "x", "limits": FILE_LIMITS}, (specimen.read_bytes(),))
    except SandboxFailed:
        raise
    except PaperError as error:
        found = None
        expected = ("file_encrypted", "file_broken")
        if error.code not in expected:
            raise
    assert found is None or len(found.values["pages"]) == 1


def test_pages_come_out_one_by_one(sandbox: ProcessSandbox) -> None:
    part = sandbox.run("extract_pages", {"pages": [2]}, (pdf([letter_content()] * 3),))
    found = sandbox.run("inspect", {"file_name": "x", "limits": FILE_LIMITS}, part.blobs)
    assert [page["born_digital"] for page in found.values["pages"]] == [True]


def test_bomb_is_measured_within_small_memory(sandbox: ProcessSandbox, tmp_path: Path) -> None:
    layer = zlib.compress(bytes(600_000_000), 9)
    bomb = pikepdf.new()
    page = bomb.add_blank_page(page_size=A4_PT)
    page.obj.Contents = pikepdf.Stream(bomb, layer, Filter=pikepdf.Name.FlateDecode)
    bomb.save(tmp_path / "bomb.pdf", compress_streams=False)
    with pytest.raises(FileUnpacksTooLarge):
        sandbox.run(
            "inspect",
            {"file_name": "x", "limits": FILE_LIMITS},
            ((tmp_path / "bomb.pdf").read_bytes(),),
            limits=SandboxLimits(memory_mb=128),
        )
