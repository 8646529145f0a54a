"""Phone photographs of pages: a sheet on a table, in perspective, curled, in uneven and warm light."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.trial.sheet import A4_MM, Raster

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a photograph is taken.

    Attributes:
        table: "dark", "light", "wood" or "cloth": what the sheet lies on.
        lean: How far the corners are off a rectangle, as a share of the picture.
        curl_mm: How high the sheet's middle stands above its edges.
        shade: Share of the light that a shadow takes away.
        blur_px: Standard deviation of the lens' blur.
        cut: Edges of the sheet that are out of the picture: "left", "top", "right", "foot".
    """

    table: str = "dark"
    lean: float = 0.04
    curl_mm: float = 0.0
    shade: float = 0.35
    blur_px: float = 0.8
    cut: tuple[str, ...] = ()


SIDES = ("left", "top", "right", "foot")
FOCUS = 0.78
"""Focal length of a telephone's main camera, in longer sides of its picture."""
CUT_MM = (2.0, 7.0)
"""How much of the paper is out of the picture at the middle of an edge that is cut off."""
TABLE_MM = (6.0, 30.0)
WRITTEN_FROM_MM = 13.0
"""Nothing is written nearer to the sheet's edges than this; a picture shows all that is written."""


def some_manner(rng: random.Random) -> Manner:
    """One of the ways in which people photograph their mail."""
    return Manner(
        rng.choice(("dark", "light", "wood", "cloth")),
        rng.uniform(0.01, 0.07),
        rng.choice((0.0, 0.0, rng.uniform(1, 5))),
        rng.uniform(0.1, 0.5),
        rng.uniform(0.5, 1.2),
    )


def cutting_manner(rng: random.Random) -> Manner:
    """The same, with one or two of the sheet's edges out of the picture."""
    return replace(some_manner(rng), curl_mm=0.0, cut=tuple(rng.sample(SIDES, rng.choice((1, 2)))))


def photographed(page: Raster, rng: random.Random, manner: Manner, size: tuple[int, int] = (2250, 3000)) -> Raster:
    """The page as a phone's RGB picture of that many columns and rows."""
    size = (2000, 3200) if {"left", "right"} <= set(manner.cut) else size
    sheet = _curled(page, manner.curl_mm, rng)
    corners = _framed(rng, manner.cut, size) if manner.cut else _corners(sheet, rng, manner.lean, size)
    source = np.array([(0, 0), (sheet.shape[1], 0), (sheet.shape[1], sheet.shape[0]), (0, sheet.shape[0])], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    laid = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(_outline(sheet), matrix, size).astype(np.float32)[..., None] / 255
    light = _light(rng, size, manner.shade)[..., None]
    picture = (laid[..., None] * inside + _table(manner.table, rng, size) * (1 - inside)) * light
    picture = picture * np.array((1.0, rng.uniform(0.9, 1.0), rng.uniform(0.7, 1.0)))
    blurred = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), manner.blur_px)
    noisy = blurred + np.random.default_rng(rng.randrange(10**6)).normal(0, 3, blurred.shape)
    _, encoded = cv2.imencode(".jpg", np.clip(noisy, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)


def _outline(sheet: Raster) -> Raster:
    return (sheet > 0).astype(np.uint8) * 255


def _curled(page: Raster, curl_mm: float, rng: random.Random) -> Raster:
    """The page bent like a leaf of a book: rows shifted up and down along its width; 0 where there is no paper."""
    if curl_mm == 0:
        return np.maximum(page, 1)
    rows, columns = page.shape
    across = np.linspace(0, np.pi, columns)
    bend = curl_mm / 297 * rows * (np.sin(across) + rng.uniform(-0.4, 0.4) * np.sin(2 * across))
    margin = int(np.ceil(np.abs(bend).max())) + 2
    y, x = np.mgrid[0 : rows + 2 * margin, 0:columns].astype(np.float32)
    fall = 0.6 + 0.4 * y / rows
    down = (y - margin - bend[None, :] * fall).astype(np.float32)
    return cv2.remap(np.maximum(page, 1), x, down, cv2.INTER_LINEAR).astype(np.uint8)


def _corners(sheet: Raster, rng: random.Random, lean: float, size: tuple[int, int]) -> NDArray[np.float32]:
    width, height = size
    scale = rng.uniform(0.72, 0.9) * min(width / sheet.shape[1], height / sheet.shape[0])
    w, h = sheet.shape[1] * scale / 2, sheet.shape[0] * scale / 2
    angle = np.deg2rad(rng.uniform(-6, 6))
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    # The camera stands over one side: that side's edge is longer than the other.
    top, left = 1 + rng.uniform(-lean, lean), 1 + rng.uniform(-lean, lean)
    square = np.array([(-w * top, -h * left), (w * top, -h / left), (w / top, h / left), (-w / top, h * left)])
    return np.asarray(square @ turn + (width / 2, height / 2), np.float32)


def _framed(rng: random.Random, cut: tuple[str, ...], size: tuple[int, int]) -> NDArray[np.float32]:
    """The sheet's corners in the picture of a pinhole camera that looks at all the writing, but not at those edges."""
    width_mm, height_mm = A4_MM
    outline = np.array([(0, 0), (width_mm, 0), (width_mm, height_mm), (0, height_mm)])
    margin = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]) * WRITTEN_FROM_MM
    while True:
        # What of the plane the picture is aimed at: paper ends short of its rim, or goes on beyond it.
        reach = [-rng.uniform(*CUT_MM) if side in cut else rng.uniform(*TABLE_MM) for side in SIDES]
        low, high = np.array((-reach[0], -reach[1])), np.array((width_mm + reach[2], height_mm + reach[3]))
        seen = _through_a_lens(rng, np.concatenate([outline, outline + margin]), low, high, size)
        middles = (seen[:4] + np.roll(seen[:4], 1, axis=0)) / 2
        is_out = {side: bool(((at < 0) | (at > size)).any()) for side, at in zip(SIDES, middles, strict=True)}
        if (seen[4:] >= 0).all() and (seen[4:] <= size).all() and all(is_out[side] for side in cut):
            return np.asarray(seen[:4], np.float32)


def _through_a_lens(
    rng: random.Random,
    points: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    size: tuple[int, int],
) -> NDArray[np.float64]:
    """Where points of the table (mm) lie in a picture that just shows the window between `low` and `high`."""
    pitch, yaw, roll = (np.deg2rad(rng.uniform(-most, most)) for most in (13, 10, 1.5))
    around_x = np.array([(1, 0, 0), (0, np.cos(pitch), -np.sin(pitch)), (0, np.sin(pitch), np.cos(pitch))])
    around_y = np.array([(np.cos(yaw), 0, np.sin(yaw)), (0, 1, 0), (-np.sin(yaw), 0, np.cos(yaw))])
    around_z = np.array([(np.cos(roll), -np.sin(roll), 0), (np.sin(roll), np.cos(roll), 0), (0, 0, 1)])
    focus = FOCUS * max(size)
    away = focus * float(((high - low) / size).max())
    # What of the picture the window leaves over goes where the table may be seen.
    spare = np.array(size) * away / focus - (high - low)
    aim = (low + high) / 2 + spare / 2 * np.sign((low > 0).astype(float) - (high < A4_MM).astype(float))
    flat = np.column_stack([points - aim, np.zeros(len(points))]) @ (around_z @ around_x @ around_y).T
    return np.asarray(focus * flat[:, :2] / (flat[:, 2:] + away) + np.array(size) / 2, np.float64)


def _light(rng: random.Random, size: tuple[int, int], shade: float) -> NDArray[np.float32]:
    y, x = np.mgrid[0 : size[1] // 8, 0 : size[0] // 8].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = (x / x.max() - 0.5) * np.cos(angle) + (y / y.max() - 0.5) * np.sin(angle)
    light = 0.85 + 0.3 * slope
    edge = (x - rng.uniform(0.2, 0.8) * x.max()) * np.cos(angle + 1) + (y - rng.uniform(0.2, 0.8) * y.max())
    light = light * (1 - shade / (1 + np.exp(-edge / rng.uniform(3, 20))))
    return np.asarray(cv2.resize(light, size), np.float32)


def _table(kind: str, rng: random.Random, size: tuple[int, int]) -> NDArray[np.float32]:
    grain = np.random.default_rng(rng.randrange(10**6))
    tone = {"dark": (48, 45, 42), "light": (205, 200, 190), "wood": (150, 105, 66), "cloth": (120, 60, 60)}[kind]
    cells = {"dark": (60, 45), "light": (60, 45), "wood": (240, 6), "cloth": (90, 70)}[kind]
    rough = {"dark": 5, "light": 4, "wood": 22, "cloth": 38}[kind]
    pattern = cv2.resize(grain.normal(0, rough, cells).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(np.array(tone, np.float32) + pattern[..., None], 0, 255), np.float32)
