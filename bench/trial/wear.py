"""What scanners and handling do to a page: light, dirt, borders, noise, turns and tilts."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from bench.trial.sheet import Raster
from ocr_workers.steps.deskew import turned_back


@dataclass(frozen=True, slots=True)
class Placed:
    """A scan, its clockwise quarter turn and its clockwise tilt beside it."""

    raster: Raster
    turn_deg: int
    tilt_deg: float


def scanned(page: Raster, rng: random.Random, dpi: float, turn_deg: int, tilt_deg: float) -> Placed:
    """A page as some scanner would deliver it."""
    if rng.random() < 0.5:
        page = showing_through(page, np.fliplr(np.roll(page, 90, axis=0)), rng.uniform(0.03, 0.1))
    if rng.random() < 0.4:
        page = tinted(page, rng.randrange(165, 240))
    turned = np.ascontiguousarray(np.rot90(page, -(turn_deg // 90)))
    scan = turned_back(turned, -tilt_deg, (turned.shape[1], turned.shape[0]))
    for fault in (with_border, with_streaks, with_gutter, with_holes, with_dust):
        if rng.random() < 0.25:
            scan = fault(scan, rng, dpi)
    scan = cv2.GaussianBlur(scan, (0, 0), rng.uniform(0.3, 0.9) * dpi / 200).astype(np.uint8)
    return Placed(with_noise(scan, rng, rng.uniform(1.0, 8.0)), turn_deg, tilt_deg)


def tinted(page: Raster, grey: int) -> Raster:
    """On recycled paper of that grey, with its fibres."""
    fibres = np.random.default_rng(grey).normal(0, 5, (page.shape[0] // 2 + 1, page.shape[1] // 2 + 1))
    grain = cv2.resize(cv2.GaussianBlur(fibres, (0, 0), 1.2) * 1.6, (page.shape[1], page.shape[0]))
    return np.clip(page.astype(np.float32) * grey / 250 + grain, 0, 255).astype(np.uint8)


def showing_through(page: Raster, back: Raster, share: float) -> Raster:
    """With the other side's print showing through by that share of its darkness."""
    ghost = cv2.GaussianBlur(255 - np.ascontiguousarray(back), (0, 0), 1.5).astype(np.float32) * share
    return np.clip(page.astype(np.float32) - ghost, 0, 255).astype(np.uint8)


def with_border(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """With a black wedge where the sheet did not cover the glass."""
    worn = page.copy()
    rows, columns = page.shape
    near, far = rng.uniform(0, 4) / 25.4 * dpi, rng.uniform(2, 9) / 25.4 * dpi
    if rng.random() < 0.5:
        wedge = [(0, 0), (columns, 0), (columns, near), (0, far)]
    else:
        wedge = [(columns, 0), (columns, rows), (columns - near, rows), (columns - far, 0)]
    cv2.fillPoly(worn, [np.array(wedge, np.int32)], rng.randrange(0, 40))
    return worn


def with_streaks(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """With lines along the feed, as dirt on the sensor draws them."""
    worn = page.astype(np.float32)
    for _ in range(rng.randrange(1, 4)):
        left = rng.randrange(page.shape[1])
        worn[:, left : left + max(1, round(rng.uniform(0.1, 0.5) / 25.4 * dpi))] *= rng.uniform(0.3, 0.85)
    return worn.astype(np.uint8)


def with_gutter(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """With the shadow of a binding or a lid along one side."""
    distance = np.arange(page.shape[1]) / (rng.uniform(6, 16) / 25.4 * dpi)
    shade = 1.0 - rng.uniform(0.3, 0.8) * np.exp(-(distance**2))
    return (page * (shade if rng.random() < 0.5 else shade[::-1])).astype(np.uint8)


def with_holes(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """With two or four punch holes, black or grey."""
    worn = page.copy()
    grey, count = rng.choice((5, 60, 215)), rng.choice((2, 2, 4))
    for index in range(count):
        middle = round(page.shape[0] / 2 + (index - (count - 1) / 2) * 80 / 25.4 * dpi)
        place = (round(rng.uniform(9, 13) / 25.4 * dpi), middle)
        cv2.circle(worn, place, round(rng.uniform(2.5, 3.2) / 25.4 * dpi), grey, -1, cv2.LINE_AA)
    return worn


def with_dust(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """With specks and hairs."""
    worn = page.copy()
    for _ in range(rng.randrange(10, 120)):
        place = (rng.randrange(page.shape[1]), rng.randrange(page.shape[0]))
        cv2.circle(worn, place, max(1, round(rng.uniform(0.05, 0.25) / 25.4 * dpi)), rng.randrange(60, 190), -1)
    return worn


def with_noise(page: Raster, rng: random.Random, sigma: float) -> Raster:
    """With the sensor's noise and a JPEG's blocks."""
    noise = np.random.default_rng(rng.randrange(10**9)).normal(0, sigma, page.shape).astype(np.float32)
    noisy = np.clip(page + noise, 0, 255).astype(np.uint8)
    _, encoded = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(55, 95)])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)
