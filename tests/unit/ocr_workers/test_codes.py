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


@pytest.mark.parametrize(("paper", "bar", "sigma"), [(250, 0, 20.0), (215, 150, 8.0), (120, 40, 6.0)])
def test_patch_t_is_found_on_pale_and_noisy_scans(paper: int, bar: int, sigma: float) -> None:
    sheet = with_bars(blank_page(), "nwnw").astype(np.float32)
    printed = (bar + (sheet - 10) / 235 * (paper - bar)).clip(0, 255).astype(np.uint8)

    assert [code.symbology for code in find_patch_codes(map_ink(noisy(printed, sigma), DPI))] == ["PATCH-T"]


def test_streaks_of_a_dirty_sensor_do_not_tie_the_bars_together() -> None:
    sheet = with_bars(blank_page(), "nwnw")
    for column in (450, 560, 700):
        sheet[:, column : column + 2] = 20

    assert len(find_patch_codes(map_ink(sheet, DPI))) == 1


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


def test_a_small_code_is_read_in_the_scans_own_pixels() -> None:
    page = written_page(dpi=300)
    code = np.kron(np.array(segno.make("BCD\n002\n1\nSCT\n" + "x" * 90, micro=False).matrix, np.uint8), np.ones((2, 2)))
    # On odd pixels, so that the grid of the smaller raster cannot happen to fit it.
    page[2001 : 2001 + len(code), 701 : 701 + len(code)] = 255 * (1 - code)

    half = np.asarray(Image.fromarray(page).reduce(2))
    assert find_barcodes(half, 150) == ()
    found = find_barcodes(page, 300)

    assert [code.symbology for code in found] == ["QRCode"]
    assert found[0].box.overlap(Box(701, 2001, len(code), len(code))) >= 0.9 * len(code) ** 2


def test_a_dark_picture_is_searched_too() -> None:
    page = np.full((3508, 2480), 60, np.uint8)
    code = np.kron(np.array(segno.make("in the dark", micro=False).matrix, np.uint8), np.ones((5, 5)))
    quiet = np.pad(code, 20)
    page[2000 : 2000 + len(quiet), 700 : 700 + len(quiet)] = 255 * (1 - quiet)

    assert [code.content for code in find_barcodes(page, 300)] == ["in the dark"]


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
