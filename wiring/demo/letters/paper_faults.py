"""What happens to a sheet on its way through the post and the scanner.

Every function takes and gives greys, height x width, uint8, 0 black to 255 white, and
leaves its input alone. Angles are degrees, positive clockwise as in `paper.geometry`.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from wiring.demo.letters.raster import SCAN_DPI, WHITE, Raster

_QUARTER_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_NOISE_TILE_PX = 512


@dataclass(frozen=True, slots=True)
class Wear:
    """The faults of one scanned side, in the order in which they happen.

    Attributes:
        show_through: How strongly the other side shines through, 0 to 1 (0.06 is office paper).
        punch_holes: Whether the left margin was punched before scanning.
        shadow: Darkening towards the left edge, 0 to 1, as of a sheet that does not lie flat.
        tilt_deg: By how much the sheet ran in askew, clockwise.
        turned_deg: By how many quarter turns the sheet lies turned, clockwise: 0, 90, 180 or 270.
        streaks: How many dark lines a dirty scanner glass leaves along the feed.
        noise: Standard deviation of the sensor's noise in grey levels.
        specks: How many dust specks.
        jpeg_quality: Losses of a scanner that compresses, 1 to 100; None for none.
    """

    show_through: float = 0.0
    punch_holes: bool = False
    shadow: float = 0.0
    tilt_deg: float = 0.0
    turned_deg: int = 0
    streaks: int = 0
    noise: float = 0.0
    specks: int = 0
    jpeg_quality: int | None = None


CLEAN = Wear()


def worn(side: Raster, wear: Wear, seed: int, *, other_side: Raster | None = None) -> Raster:
    """The side as it comes out of the scanner, the same for the same seed.

    A turn by 90 or 270 degrees swaps width and height.
    """
    rng = np.random.default_rng(seed)
    if wear.show_through and other_side is not None:
        side = shone_through(side, other_side, wear.show_through)
    if wear.punch_holes:
        side = punched(side)
    if wear.shadow:
        side = shadowed(side, wear.shadow)
    if wear.tilt_deg:
        side = tilted(side, wear.tilt_deg)
    if wear.turned_deg:
        side = turned(side, wear.turned_deg)
    if wear.streaks:
        side = streaked(side, wear.streaks, rng)
    if wear.specks:
        side = specked(side, wear.specks, rng)
    if wear.noise:
        side = noisy(side, wear.noise, rng)
    return side if wear.jpeg_quality is None else jpeg_compressed(side, wear.jpeg_quality)


def blank_sheet(like: Raster) -> Raster:
    """An empty side of the same size; white paper is a little grey to a scanner."""
    return np.full_like(like, 250)


def shone_through(side: Raster, other_side: Raster, strength: float) -> Raster:
    """The side with its reverse shining through: mirrored, blurred and faint."""
    ghost = cv2.GaussianBlur(cv2.flip(other_side, 1), (0, 0), 3.0)
    faint = WHITE - (WHITE - ghost.astype(np.float32)) * strength
    return np.asarray(np.minimum(side, faint), dtype=np.uint8)


def tilted(side: Raster, angle_deg: float) -> Raster:
    """The content turned clockwise by a small angle about the middle, on the same size of sheet."""
    height, width = side.shape
    # OpenCV counts counter-clockwise.
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle_deg, 1.0)
    border = float(np.median(side[:: max(height // 50, 1), :: max(width // 50, 1)]))
    done = cv2.warpAffine(side, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(border,))
    return np.asarray(done, dtype=np.uint8)


def turned(side: Raster, angle_deg: int) -> Raster:
    """The side turned clockwise by 90, 180 or 270 degrees.

    Raises:
        KeyError: The angle is none of the three.
    """
    return np.asarray(cv2.rotate(side, _QUARTER_TURNS[angle_deg]), dtype=np.uint8)


def punched(side: Raster) -> Raster:
    """Two holes of 6 mm in the left margin, 80 mm apart (ISO 838), black as the scanner's back plate."""
    done, mm = side.copy(), SCAN_DPI / 25.4
    middle = side.shape[0] // 2
    for offset_mm in (-40, 40):
        cv2.circle(done, (round(12 * mm), round(middle + offset_mm * mm)), round(3 * mm), 35, -1, cv2.LINE_AA)
    return done


def shadowed(side: Raster, strength: float) -> Raster:
    """Darker towards the left edge, over a fifth of the width."""
    width = side.shape[1]
    fall = np.clip(1 - np.arange(width) / (width / 5), 0, 1) ** 2
    return np.asarray(side * (1 - strength * fall)[None, :], dtype=np.uint8)


def streaked(side: Raster, count: int, rng: np.random.Generator) -> Raster:
    """Thin grey lines from top to bottom: dust on the glass of a sheet-fed scanner."""
    done = side.copy()
    for column in rng.integers(0, side.shape[1] - 2, count):
        darker = int(rng.integers(40, 110))
        band = done[:, column : column + 2]
        band[:] = np.clip(band.astype(np.int16) - darker, 0, WHITE)
    return done


def specked(side: Raster, count: int, rng: np.random.Generator) -> Raster:
    """Dust: dark dots of one to three pixels' radius."""
    done = side.copy()
    height, width = side.shape
    for _ in range(count):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        cv2.circle(done, at, int(rng.integers(1, 4)), int(rng.integers(30, 140)), -1)
    return done


def noisy(side: Raster, sigma: float, rng: np.random.Generator) -> Raster:
    """Grain of the sensor, with a standard deviation of `sigma` grey levels."""
    tile = rng.normal(0, sigma, (_NOISE_TILE_PX, _NOISE_TILE_PX)).round().astype(np.int16)
    grain = _tiled(tile, side.shape[0], side.shape[1])
    # Scanners clip: paper that is almost white stays white under half of the grain.
    return np.asarray(np.clip(side + grain, 0, WHITE), dtype=np.uint8)


def jpeg_compressed(side: Raster, quality: int) -> Raster:
    """The side after a lossy round trip."""
    _, packed = cv2.imencode(".jpg", side, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def _tiled(tile: NDArray[np.int16], height: int, width: int) -> NDArray[np.int16]:
    rows, columns = -(-height // tile.shape[0]), -(-width // tile.shape[1])
    return np.tile(tile, (rows, columns))[:height, :width]
