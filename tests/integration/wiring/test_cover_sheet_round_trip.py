"""A cover sheet from the printer through the scanner to the archive, with every part real."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from archive.cover_sheets import get_cover_sheet, list_cover_sheets, refused_sheets, reprinted
from archive.sheet_refusal import SheetRefusal
from archive_ui.cover_sheet_pdf import SheetWords, cover_sheet_pdf
from kernel.tenancy.scope import TenantScope
from tests.factories.office import Office
from tests.unit.ocr_workers.synthetic_pages import noisy, tilted, turned, written_page

DPI = 200


def scanned(pdf: bytes, *, tilt_deg: float, turn_deg: int) -> NDArray[np.uint8]:
    """The printed sheet as it comes out of a scanner: grey, tilted, the wrong way up, with noise."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72, grayscale=True).to_numpy()
    grey = np.ascontiguousarray(page[..., 0] if page.ndim == 3 else page)
    paper = (40 + grey.astype(np.float32) * 0.8).astype(np.uint8)
    return noisy(turned(tilted(paper, tilt_deg), turn_deg), 6.0)


def as_tiff(pages: list[NDArray[np.uint8]], path: Path) -> None:
    first, *others = (Image.fromarray(page) for page in pages)
    first.save(path, "TIFF", save_all=True, append_images=others, dpi=(DPI, DPI), compression="tiff_deflate")


def test_a_printed_sheet_names_the_owner_and_a_forged_one_does_not(office: Office, tmp_path: Path) -> None:
    sheet_file, batch = tmp_path / "sheet.pdf", tmp_path / "batch.tif"
    sheet_id = office.run(
        "cover-sheet", "--tenant", "Bakkerij Peeters", "--batch", "kist 14", "--profile", "one-document",
        str(sheet_file),
    ).stdout.strip()  # fmt: skip
    with office.database.reading(TenantScope(office.operator)) as session:
        view = get_cover_sheet(session, sheet_id)
    # The same words under another key, and naming somebody else.
    forged = cover_sheet_pdf(
        reprinted(replace(view, tenant_id=office.operator), office.operator, b"x" * 32),
        SheetWords("Scan House", "Scan House", "nl"),
    )
    letter = noisy(written_page(dpi=DPI), 4.0)
    as_tiff(
        [
            scanned(forged, tilt_deg=0.0, turn_deg=0), letter,
            scanned(sheet_file.read_bytes(), tilt_deg=-2.0, turn_deg=180), letter, letter,
        ],
        batch,
    )  # fmt: skip

    result = office.run("ingest", "--operator", "Scan House", "--wait", "--json", str(batch))

    (told,) = [json.loads(line) for line in io.StringIO(result.stdout)]
    found = {(each["tenant"], each["state"], len(each["pages"])) for each in told["documents"]}
    assert found == {("Bakkerij Peeters", "filed", 2), (None, "needs_indexing", 1)}, result.output
    with office.database.reading(TenantScope(office.operator)) as session:
        assert [refused.refusal for refused in refused_sheets(session)] == [SheetRefusal.FORGED]
        assert [issued.seen for issued in list_cover_sheets(session)] == [1]


def test_sheets_are_listed_and_withdrawn(office: Office, tmp_path: Path) -> None:
    made = office.run("cover-sheet", "--batch", "kist 15", "--valid-days", "3", str(tmp_path / "sheet.pdf"))

    (listed,) = [office.json("cover-sheets", "list", "--json")]
    assert (listed["sheet_id"], listed["label"], listed["withdrawn_at"]) == (made.stdout.strip(), "kist 15", None)

    assert office.run("cover-sheets", "withdraw", listed["sheet_id"]).exit_code == 0
    assert office.json("cover-sheets", "list", "--json")["withdrawn_at"] is not None


def test_a_tenant_that_nobody_knows_gets_no_sheet(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"

    result = office.run("cover-sheet", "--tenant", "Nobody", str(target))

    assert result.exit_code != 0
    assert not target.exists()
