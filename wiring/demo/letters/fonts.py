"""Fonts by family name: found through fontconfig, or in the folders where Debian keeps them."""

from __future__ import annotations

import enum
import functools
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from paper.errors import PaperError

POINTS_PER_INCH = 72

_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/liberation"),
)


class FontMissing(PaperError):
    """A typeface that generated letters are set in is not installed."""

    code = "font_missing"
    advice = "The typeface {typeface} is not installed; run: apt install fonts-dejavu-core fonts-liberation2"


class Family(enum.Enum):
    """The typefaces that letters are set in; the value is (family name, stem of its file names)."""

    LIBERATION_SANS = ("Liberation Sans", "LiberationSans")
    LIBERATION_SERIF = ("Liberation Serif", "LiberationSerif")
    LIBERATION_MONO = ("Liberation Mono", "LiberationMono")
    DEJAVU_SANS = ("DejaVu Sans", "DejaVuSans")
    DEJAVU_SERIF = ("DejaVu Serif", "DejaVuSerif")
    DEJAVU_MONO = ("DejaVu Sans Mono", "DejaVuSansMono")


@dataclass(frozen=True, slots=True)
class Style:
    """A typeface in one size: `size_pt` in points of 1/72 inch."""

    family: Family
    size_pt: float
    bold: bool = False

    def sized(self, size_pt: float, *, bold: bool | None = None) -> Style:
        """The same typeface in another size, and in another weight if `bold` says so."""
        return Style(self.family, size_pt, self.bold if bold is None else bold)


@functools.cache
def font_file(family: Family, *, bold: bool) -> Path:
    """The TrueType file of a typeface.

    Raises:
        FontMissing: Neither fontconfig nor the usual folders have it.
    """
    name, stem = family.value
    for folder in _FOLDERS:
        for ending in ("Bold",) if bold else ("Regular", ""):
            candidate = folder / f"{stem}{'-' if ending else ''}{ending}.ttf"
            if candidate.is_file():
                return candidate
    return _ask_fontconfig(name, bold=bold)


@functools.cache
def pillow_font(style: Style, dpi: float) -> ImageFont.FreeTypeFont:
    """The typeface ready to draw with on a raster of `dpi`."""
    size_px = style.size_pt * dpi / POINTS_PER_INCH
    # Basic layout draws the same everywhere; Raqm is there on some machines only.
    return ImageFont.truetype(font_file(style.family, bold=style.bold), size_px, layout_engine=ImageFont.Layout.BASIC)


def width_mm(text: str, style: Style) -> float:
    """How wide `text` is when printed, in millimetres."""
    # Measured on a large raster so that rounding to pixels does not show.
    dpi = 25.4 * 40
    return pillow_font(style, dpi).getlength(text) / 40


def shrunk_to_fit(text: str, style: Style, width: float) -> Style:
    """The largest size up to `style`, in half points and not below 5, in which `text` fits `width` millimetres."""
    while width_mm(text, style) > width and style.size_pt > 5:
        style = style.sized(style.size_pt - 0.5)
    return style


def _ask_fontconfig(name: str, *, bold: bool) -> Path:
    program = shutil.which("fc-match")
    if program is not None:
        pattern = f"{name}:bold" if bold else name
        answer = subprocess.run(
            [program, "--format=%{family}\n%{file}", pattern], capture_output=True, text=True, check=False, timeout=30
        )
        family, _, file = answer.stdout.partition("\n")
        # fc-match never says no: it answers with the nearest typeface, which is not the one asked for.
        if name in family.split(",") and file:
            return Path(file)
    raise FontMissing(typeface=name)
