from __future__ import annotations

import numpy as np
import pytest
import segno
from PIL import Image

from archive.reading import Barcode
from ocr_workers.separator_code import SEPARATOR_CONTENT, is_separator
from ocr_workers.steps.barcodes import find_barcodes
from ocr_workers.steps.deskew import turned_back
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.patch_code import find_patch_codes
from paper.geometry import Box
from tests.unit.ocr_workers.synthetic_pages import DPI, blank_page, noisy, turned, with_bars, written_page


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("tilt_deg", [0.0, 3.0])
def test_patch_t_is_found_however_the_sheet_lies(turn_deg: int, tilt_deg: float) -> None:
    sheet = turned(with_bars(written_page(["Separator sheet"]), "nwnw"), turn_deg)
    tilted_sheet = turned_back(sheet, -tilt_deg, (sheet.shape[1], sheet.shape[0]))

    found = find_patch_codes(map_ink(noisy(tilted_sheet, 4.0), DPI))

    assert [code.symbology for code in found] == ["PATCH-T"]
    assert is_separator(found[0])


@pytest.mark.parametrize("pattern", ["nnww", "wnnw", "nwwn", "wwnn", "nwn", "nwnwn", "nnnn"])
def test_other_bars_are_no_patch_t(pattern: str) -> None:
    assert find_patch_codes(map_ink(with_bars(blank_page(), pattern), DPI)) == ()


def test_a_letter_has_no_patch_code() -> None:
    assert find_patch_codes(map_ink(written_page(), DPI)) == ()


def test_a_qr_code_is_read_with_its_place() -> None:
    page = written_page()
    code = np.array(segno.make(SEPARATOR_CONTENT, micro=False).matrix, np.uint8)
    picture = np.asarray(Image.fromarray(255 * (1 - code)).resize((150, 150), Image.Resampling.NEAREST))
    page[900:1050, 500:650] = picture

    found = find_barcodes(page)

    assert [(code.symbology, code.content) for code in found] == [("QRCode", SEPARATOR_CONTENT)]
    assert found[0].box.overlap(Box(500, 900, 150, 150)) >= 0.9 * 150 * 150
    assert is_separator(found[0])


def test_running_text_holds_no_bar_codes() -> None:
    assert find_barcodes(written_page(dpi=300)) == ()


@pytest.mark.parametrize(
    ("symbology", "content", "separates"),
    [
        ("Code39", "PATCHT", True),
        ("Code128", "patcht", True),
        ("QRCode", "PATCHT", False),
        ("QRCode", "POSTKAMER:SEPARATOR:batch-7", True),
        ("QRCode", "POSTKAMER:SEPARATORS", False),
        ("EAN13", "9780804816632", False),
    ],
)
def test_what_separates(symbology: str, content: str, separates: bool) -> None:
    assert is_separator(Barcode(symbology, content, Box(0, 0, 1, 1))) is separates
