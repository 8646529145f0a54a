"""Rasters that are kept exactly come back exactly, in the least that they need."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image

from paper.exact_pixels import CODINGS, as_png_codes, shortest_code
from paper.pdfa_images import add_exact

Raster = NDArray[np.uint8]
CHANCE = np.random.default_rng(5)
SHAPE = (97, 131)
NOISE = CHANCE.integers(0, 256, (*SHAPE, 3), dtype=np.uint8)
GREY = CHANCE.integers(0, 256, SHAPE, dtype=np.uint8)
FEW = np.array([(255, 255, 255), (200, 0, 0), (1, 2, 3)], np.uint8)[CHANCE.integers(0, 3, SHAPE)]
PAPER = np.clip(CHANCE.normal(246, 3, (700, 131)), 0, 255).astype(np.uint8)
COLOURED_PAPER = np.clip(CHANCE.normal((240, 236, 220), 3, (*SHAPE, 3)), 0, 255).astype(np.uint8)
RAMP = np.arange(0, 250, 2, dtype=np.uint8)
BLACK_AND_WHITE = np.where(GREY > 99, 255, 0).astype(np.uint8)


def in_three_channels(grey: Raster) -> Raster:
    return np.repeat(grey[..., None], 3, axis=2)


def kept(raster: Raster) -> tuple[str, int, Raster]:
    """The colour space and depth of a raster's image object, and what a reader draws of it, a pixel for a pixel."""
    height, width = raster.shape[:2]
    with pikepdf.new() as pdf:
        image = add_exact(pdf, raster)
        space = image.ColorSpace[0] if isinstance(image.ColorSpace, pikepdf.Array) else image.ColorSpace
        named, bits = str(space), int(image.BitsPerComponent)
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        page.obj.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode())
        file = io.BytesIO()
        pdf.save(file)
    with pdfium.PdfDocument(file.getvalue()) as document:
        drawn = document[0].render(scale=1.0, rev_byteorder=True).to_numpy()[..., :3].copy()
    return named, bits, drawn


@pytest.mark.parametrize(
    ("raster", "space", "bits"),
    [
        (NOISE, "/DeviceRGB", 8),
        (GREY, "/DeviceGray", 8),
        (in_three_channels(GREY), "/DeviceGray", 8),
        (BLACK_AND_WHITE, "/DeviceGray", 1),
        (in_three_channels(BLACK_AND_WHITE), "/DeviceGray", 1),
        (FEW, "/Indexed", 2),
        (np.full((9, 9, 3), (1, 2, 3), np.uint8), "/Indexed", 1),
        (PAPER, "/DeviceGray", 8),
        (np.tile(RAMP, (600, 1)), "/DeviceGray", 8),
        (np.tile(RAMP, (600, 1)).T.copy(), "/DeviceGray", 8),
        (COLOURED_PAPER, "/DeviceRGB", 8),
    ],
)
def test_every_pixel_comes_back(raster: Raster, space: str, bits: int) -> None:
    named, depth, drawn = kept(raster)

    assert (named, depth) == (space, bits)
    assert np.array_equal(drawn, raster if raster.ndim == 3 else in_three_channels(raster))


@pytest.mark.parametrize("raster", [PAPER, COLOURED_PAPER, np.tile(RAMP, (600, 1)), NOISE, GREY])
def test_the_coding_chosen_by_a_part_of_the_page_is_hardly_longer_than_the_shortest(raster: Raster) -> None:
    lengths = {name: len(coding(raster).data) for name, coding in CODINGS.items()}

    assert len(shortest_code(raster).data) <= 1.02 * min(lengths.values())


def test_the_grain_of_paper_is_coded_shorter_than_png_does() -> None:
    assert len(shortest_code(PAPER).data) < 0.9 * len(as_png_codes(Image.fromarray(PAPER)).data)


@pytest.mark.parametrize("raster", [PAPER, COLOURED_PAPER, GREY, NOISE, FEW])
@pytest.mark.parametrize("coding", sorted(CODINGS))
def test_each_coding_comes_back(raster: Raster, coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper.exact_pixels.CODINGS", {coding: CODINGS[coding]})

    drawn = kept(raster)[2]

    assert np.array_equal(drawn, raster if raster.ndim == 3 else in_three_channels(raster))
