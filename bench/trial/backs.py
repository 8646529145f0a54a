"""Bare backs in all their forms, and nearly bare pages that must never pass for one."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np

from bench.trial.layouts import draw_page
from bench.trial.sheet import A4_MM, Raster, Sheet
from bench.trial.wear import showing_through, tinted, with_dust, with_holes
from bench.trial.words import MONO, SANS, SERIFS, running_text

Fault = Callable[[Raster, random.Random, float], Raster]


def bare_back(seed: int, dpi: float) -> Raster:
    """A back on which nothing is printed, with one to four of the things that are on bare backs."""
    rng = random.Random(f"back {seed}")
    page = Sheet(dpi, A4_MM, rng).raster()
    for fault in rng.sample(BACK_FAULTS, rng.randrange(1, 4)):
        page = fault(page, rng, dpi)
    return page


def nearly_bare(seed: int, dpi: float) -> Raster:
    """A page with very little on it, but something."""
    rng = random.Random(f"nearly bare {seed}")
    sheet = Sheet(dpi, A4_MM, rng)
    rng.choice(LITTLE)(sheet)
    page = sheet.raster()
    for fault in rng.sample(BACK_FAULTS, rng.randrange(0, 3)):
        page = fault(page, rng, dpi)
    return page


def _show_through(page: Raster, rng: random.Random, dpi: float) -> Raster:
    front = draw_page(rng.choice(("article", "office_letter", "invoice", "typescript")), rng.randrange(999), dpi).raster
    return showing_through(page, np.fliplr(front), rng.uniform(0.04, 0.16))


def _recycled(page: Raster, rng: random.Random, dpi: float) -> Raster:
    del dpi
    return tinted(page, rng.randrange(150, 235))


def _fold(page: Raster, rng: random.Random, dpi: float) -> Raster:
    worn = page.astype(np.float32)
    for place in rng.sample((0.33, 0.5, 0.66), rng.randrange(1, 3)):
        row = round(page.shape[0] * place + rng.uniform(-4, 4))
        depth, spread = rng.uniform(10, 70), rng.uniform(0.15, 0.6) / 25.4 * dpi
        slant = np.arange(page.shape[1]) * np.tan(np.deg2rad(rng.uniform(-1, 1)))
        line = row + slant + np.sin(np.arange(page.shape[1]) / page.shape[1] * 3) * rng.uniform(0, 4)
        distance = (np.arange(page.shape[0])[:, None] - line[None, :]) / spread
        worn -= depth * np.exp(-(distance**2))
    return np.clip(worn, 0, 255).astype(np.uint8)


def _staple(page: Raster, rng: random.Random, dpi: float) -> Raster:
    worn = page.copy()
    x, y = rng.uniform(6, 14) / 25.4 * dpi, rng.uniform(6, 14) / 25.4 * dpi
    length, angle = 11 / 25.4 * dpi, rng.uniform(-0.9, 0.9)
    end = (round(x + length * np.cos(angle)), round(y + length * np.sin(angle)))
    for shift, grey in ((0, 70), (round(0.5 / 25.4 * dpi), 190)):
        ends = (round(x) + shift, round(y) + shift), (end[0] + shift, end[1] + shift)
        cv2.line(worn, *ends, grey, max(1, round(0.5 / 25.4 * dpi)), cv2.LINE_AA)
    for dx in (0, length * np.cos(angle)):
        cv2.circle(worn, (round(x + dx), round(y)), max(1, round(0.5 / 25.4 * dpi)), 60, -1)
    return worn


def _streak(page: Raster, rng: random.Random, dpi: float) -> Raster:
    worn = page.astype(np.float32)
    for _ in range(rng.randrange(1, 6)):
        left, start = rng.randrange(page.shape[1]), rng.choice((0, 0, rng.randrange(page.shape[0] // 2)))
        width = max(1, round(rng.uniform(0.1, 0.7) / 25.4 * dpi))
        worn[start:, left : left + width] *= rng.uniform(0.2, 0.9)
    return worn.astype(np.uint8)


def _corner_shadow(page: Raster, rng: random.Random, dpi: float) -> Raster:
    worn = page.copy()
    reach = rng.uniform(6, 28) / 25.4 * dpi
    corner = np.array([(0, 0), (reach, 0), (0, reach * rng.uniform(0.5, 1.5))], np.int32)
    cv2.fillPoly(worn, [corner], rng.randrange(0, 120))
    return worn


def _edge_shadow(page: Raster, rng: random.Random, dpi: float) -> Raster:
    distance = np.arange(page.shape[1]) / (rng.uniform(2, 14) / 25.4 * dpi)
    shade = 1.0 - rng.uniform(0.2, 0.85) * np.exp(-(distance**2))
    return (page * (shade if rng.random() < 0.5 else shade[::-1])[None, :]).astype(np.uint8)


def _crumpled(page: Raster, rng: random.Random, dpi: float) -> Raster:
    noise = np.random.default_rng(rng.randrange(10**6)).normal(0, 1, (24, 17)).astype(np.float32)
    relief = cv2.resize(noise, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_CUBIC)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 1) * dpi
    bent = page + np.clip(slope * rng.uniform(3, 12), -35, 10)
    return np.asarray(np.clip(bent, 0, 255), np.uint8)


def _hair(page: Raster, rng: random.Random, dpi: float) -> Raster:
    worn = page.copy()
    bend, x, y = rng.uniform(-0.02, 0.02), rng.uniform(20, 180), rng.uniform(20, 270)
    steps = np.arange(0, rng.uniform(4, 12), 0.2)
    points = np.stack([x + steps * np.cos(steps * bend * 9), y + steps**2 * bend], axis=1) / 25.4 * dpi
    cv2.polylines(worn, [points.round().astype(np.int32)], False, rng.randrange(60, 160), 1, cv2.LINE_AA)
    return worn


def _stain(page: Raster, rng: random.Random, dpi: float) -> Raster:
    layer = np.zeros(page.shape, np.uint8)
    place = (rng.randrange(page.shape[1]), rng.randrange(page.shape[0]))
    cv2.circle(layer, place, round(rng.uniform(10, 40) / 25.4 * dpi), 255, -1)
    soft = cv2.GaussianBlur(layer, (0, 0), rng.uniform(2, 6) / 25.4 * dpi).astype(np.float32) / 255
    return (page - soft * rng.uniform(8, 45)).clip(0, 255).astype(np.uint8)


BACK_FAULTS: tuple[Fault, ...] = (
    _show_through,
    _recycled,
    _fold,
    _staple,
    _streak,
    _corner_shadow,
    _edge_shadow,
    _crumpled,
    _stain,
    _hair,
    with_holes,
    with_dust,
)


def _one_line(sheet: Sheet) -> None:
    rng = sheet.rng
    face = sheet.font(rng.choice(SANS + SERIFS + MONO), rng.choice((7, 8, 10, 12)))
    text = " ".join(running_text(rng, "en", 1).split()[: rng.randrange(3, 10)])
    sheet.write(rng.uniform(15, 90), rng.uniform(15, 280), text, face, rng.choice((20, 60, 110)))


def _page_number(sheet: Sheet) -> None:
    rng = sheet.rng
    text = rng.choice(("2", "- 2 -", "2/4", "Pagina 2", "Seite 2 von 3", "p. 4"))
    sheet.write(rng.uniform(90, 180), rng.uniform(272, 282), text, sheet.font(rng.choice(SANS), 9), 40)


def _stamp(sheet: Sheet) -> None:
    rng = sheet.rng
    stamp = Sheet(sheet.dpi, (60, 30), rng)
    stamp.draw.rectangle([stamp.px(v) for v in (3, 3, 57, 27)], outline=90, width=stamp.px(0.7))
    stamp.write(7, 7, rng.choice(("RECEIVED", "ONTVANGEN", "REÇU LE", "EINGEGANGEN")), stamp.font(SANS[0], 14), 100)
    stamp.write(12, 16, f"{rng.randrange(1, 29):02} OKT 2026", stamp.font(MONO[0], 12), 100)
    turned = stamp.image.rotate(rng.uniform(-20, 20), fillcolor=250)
    sheet.image.paste(turned, (sheet.px(rng.uniform(10, 140)), sheet.px(rng.uniform(10, 250))))


def _signature(sheet: Sheet) -> None:
    rng = sheet.rng
    ink, width = rng.choice((60, 120, 165, 180, 200)), rng.choice((0.25, 0.35, 0.5))
    x, y = sheet.px(rng.uniform(30, 120)), sheet.px(rng.uniform(40, 250))
    steps = np.arange(90)
    wave = np.sin(steps * rng.uniform(0.35, 0.7)) * sheet.px(5) * np.exp(-steps / 70)
    points = [(x + int(step * sheet.px(0.6)), y + int(height)) for step, height in zip(steps, wave, strict=True)]
    sheet.draw.line(points, fill=ink, width=max(1, sheet.px(width)))


def _remark(sheet: Sheet) -> None:
    """A short note by hand: letters of strokes, in pencil."""
    rng = sheet.rng
    ink = rng.choice((90, 150, 175))
    x, y = sheet.px(rng.uniform(25, 90)), sheet.px(rng.uniform(30, 250))
    for _ in range(rng.randrange(6, 22)):
        ends = [(x + sheet.px(rng.uniform(0, 3)), y + sheet.px(rng.uniform(-2.5, 2.5))) for _ in range(4)]
        sheet.draw.line(ends, fill=ink, width=max(1, sheet.px(0.35)))
        x += sheet.px(rng.uniform(2.5, 5))


LITTLE: tuple[Callable[[Sheet], None], ...] = (_one_line, _one_line, _page_number, _stamp, _signature, _remark)
