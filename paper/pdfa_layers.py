"""A page as layers (mixed raster): pictures at low resolution below, print as stencils of black and grey above.

The layers of one page travel as a small PDF of their own, drawn in the page's
pixels; it is never shown, but becomes part of a document (ISO 32000-1, 8.10).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from paper.geometry import Box
from paper.pdfa_images import Bilevel, Raster, add_exact, add_image, add_stencil

PDF_SIGNATURE = b"%PDF-"
UNUSED_QUALITY = 75
Point = tuple[float, float]
Corners = tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture on the page: its JPEG, grey or RGB, kept byte by byte, and its place in pixels of the page."""

    box: Box
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Print:
    """Print of one shade: True is ink, covering the whole page at any resolution; 0.0 is black, 1.0 white."""

    ink: Bilevel
    shade: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLayers:
    """What a page shows.

    Attributes:
        width_px: Width of the page in the pixels that `tiles` are placed by.
        height_px: Height likewise.
        prints: Print, the palest first: what comes later covers it.
        tiles: Pictures below the print; what no tile covers is white.
    """

    width_px: int
    height_px: int
    prints: Sequence[Print]
    tiles: Sequence[Tile] = ()


def write_layers(layers: PageLayers) -> bytes:
    """The layers as a PDF of one page, a point a pixel; the same layers give the same bytes."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(layers.width_px, layers.height_px))
        objects = pikepdf.Dictionary()
        drawn = [_tile(pdf, objects, index, tile, layers.height_px) for index, tile in enumerate(layers.tiles)]
        for index, each in enumerate(layers.prints):
            objects[f"/P{index}"] = add_stencil(pdf, each.ink)
            drawn.append(f"q {each.shade:.3g} g {layers.width_px} 0 0 {layers.height_px} 0 0 cm /P{index} Do Q\n")
        page.obj.Resources = pikepdf.Dictionary(XObject=objects)
        page.obj.Contents = pdf.make_stream("".join(drawn).encode())
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def write_scan(image: bytes | Raster, corners: Corners, width_px: int, height_px: int) -> bytes:
    """A scan laid on a page as it is, without a change to its pixels: turned by where its corners lie, never resampled.

    Args:
        image: A grey or RGB JPEG file, kept byte by byte; or a uint8 raster, kept exactly.
        corners: Where the scan's top left, top right and bottom left corners lie, in pixels of the page.
        width_px: Width of the page.
        height_px: Its height.
    """
    (left, top), (right_x, right_y), (below_x, below_y) = corners
    across, down = (right_x - left, top - right_y), (below_x - left, top - below_y)
    # An image fills the unit square, upwards from its bottom left corner (ISO 32000-1, 8.9.5).
    matrix = (*across, -down[0], -down[1], below_x, height_px - below_y)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width_px, height_px))
        scan = add_image(pdf, image, UNUSED_QUALITY) if isinstance(image, bytes) else add_exact(pdf, image)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=scan))
        page.obj.Contents = pdf.make_stream(f"q {' '.join(f'{n:.5f}' for n in matrix)} cm /Scan Do Q\n".encode())
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def are_layers(image: object) -> bool:
    """Whether a page's image is what `write_layers` or `write_scan` wrote."""
    return isinstance(image, bytes) and image.startswith(PDF_SIGNATURE)


def add_layers(pdf: pikepdf.Pdf, written: bytes) -> tuple[pikepdf.Object, float, float]:
    """The layers as an object of `pdf` that draws the page, and the page's width and height in its units."""
    with pikepdf.open(io.BytesIO(written)) as source:
        page = source.pages[0]
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        return pdf.copy_foreign(page.as_form_xobject()), width, height


def _tile(pdf: pikepdf.Pdf, objects: pikepdf.Dictionary, index: int, tile: Tile, height_px: int) -> str:
    objects[f"/T{index}"] = add_image(pdf, tile.jpeg, UNUSED_QUALITY)
    box = tile.box
    return f"q {box.width} 0 0 {box.height} {box.x} {height_px - box.bottom} cm /T{index} Do Q\n"
