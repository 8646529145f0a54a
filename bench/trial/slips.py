"""Till receipts: narrow, in one width of letter, faded, bent and crumpled, in five languages."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from bench.trial.sheet import Raster, Sheet
from bench.trial.wear import with_dust, with_noise
from bench.trial.words import LANGUAGES, MONO

WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "SEMI SKIMMED MILK 2L",
            "WHOLEMEAL BREAD",
            "FREE RANGE EGGS X12",
            "CHEDDAR MATURE",
            "BANANAS LOOSE",
            "TEA BAGS 80",
        ),
        ("SUBTOTAL", "VAT 20%", "TOTAL", "CARD PAYMENT", "CHANGE", "THANK YOU FOR SHOPPING WITH US"),
    ),
    "nl": (
        (
            "HALFVOLLE MELK 1L",
            "VOLKORENBROOD GES",
            "SCHARRELEIEREN 10ST",
            "JONGE KAAS STUK",
            "BANANEN LOS",
            "KOFFIEPADS 36",
        ),
        ("SUBTOTAAL", "BTW 9%", "TE BETALEN", "PINNEN", "WISSELGELD", "BEDANKT EN TOT ZIENS"),
    ),
    "fr": (
        (
            "LAIT DEMI-ÉCRÉMÉ 1L",
            "PAIN COMPLET TRANCHÉ",
            "OEUFS PLEIN AIR X6",
            "EMMENTAL RÂPÉ 200G",
            "BANANES VRAC",
            "CAFÉ MOULU 250G",
        ),
        ("SOUS-TOTAL", "TVA 5,5%", "TOTAL À PAYER", "CARTE BANCAIRE", "RENDU MONNAIE", "MERCI DE VOTRE VISITE"),
    ),
    "de": (
        (
            "VOLLMILCH 3,5% 1L",
            "ROGGENMISCHBROT",
            "EIER FREILAND 10ER",
            "GOUDA JUNG GESCHN",
            "BANANEN LOSE",
            "MÜSLI FRÜCHTE 750G",
        ),
        ("ZWISCHENSUMME", "MWST 7%", "SUMME EUR", "GEG. GIROCARD", "RÜCKGELD", "VIELEN DANK FÜR IHREN EINKAUF"),
    ),
    "it": (
        (
            "LATTE PARZ. SCREMATO",
            "PANE INTEGRALE",
            "UOVA ALLEVATE A TERRA",
            "GRANA PADANO GRATT.",
            "BANANE SFUSE",
            "CAFFÈ MACINATO 250G",
        ),
        ("SUBTOTALE", "IVA 10%", "TOTALE COMPLESSIVO", "PAGAMENTO ELETTRONICO", "RESTO", "GRAZIE E ARRIVEDERCI"),
    ),
}
WIDTHS_MM = (57.0, 80.0)


@dataclass(frozen=True, slots=True)
class Slip:
    """A scanned receipt and what is printed on it."""

    language: str
    raster: Raster
    dpi: float
    lines: tuple[str, ...]


def draw_slip(seed: int, dpi: float) -> Slip:
    """The receipt of that seed, as a flat-bed scanner sees it, cut to its paper."""
    rng = random.Random(f"slip {seed}")
    language = LANGUAGES[seed % len(LANGUAGES)]
    rows, closing = rng.randrange(4, 15), WORDS[language][1]
    width = rng.choice(WIDTHS_MM)
    sheet = Sheet(dpi, (width, 60 + 4.2 * (rows + len(closing))), rng)
    points = width / 80 * rng.uniform(8.5, 10)
    face = sheet.font(rng.choice(MONO), points)
    columns = int(sheet.px(width - 8) / face.getlength("0"))
    ink = rng.choice((30, 60, 105, 140))
    top = 8.0
    for text in (*_head(rng, columns), *_items(rng, language, rows, columns), *_foot(rng, closing, columns)):
        if text.strip():
            sheet.write(4, top, text, face, ink)
        top += 4.2 * points / 9
    return Slip(language, _worn(sheet.raster(), rng, dpi), dpi, tuple(" ".join(line.split()) for line in sheet.lines))


def _head(rng: random.Random, columns: int) -> list[str]:
    shop = rng.choice(("SPAR CENTRAAL", "LA BOUTIQUE DU COIN", "MARKTKAUF SÜD", "DA GIORGIO", "THE CORNER SHOP"))
    street = f"{rng.choice(('HOOFDSTR.', 'RUE HAUTE', 'BAHNHOFSTR.', 'VIA ROMA', 'HIGH ST'))} {rng.randrange(1, 99)}"
    when = f"{rng.randrange(1, 29):02}.{rng.randrange(1, 13):02}.2026 {rng.randrange(8, 21)}:{rng.randrange(10, 60)}"
    return [shop.center(columns), street.center(columns), when.center(columns), "-" * columns]


def _items(rng: random.Random, language: str, rows: int, columns: int) -> list[str]:
    names = WORDS[language][0]
    return [
        _row(rng.choice(names)[: columns - 9], _amount(rng.uniform(0.2, 99), language), columns) for _ in range(rows)
    ]


def _foot(rng: random.Random, closing: tuple[str, ...], columns: int) -> list[str]:
    amounts = [_row(name[: columns - 9], _amount(rng.uniform(1, 250), "de"), columns) for name in closing[:-1]]
    return [
        "-" * columns,
        *amounts,
        "",
        closing[-1][:columns].center(columns),
        f"NR {rng.randrange(10**9):09}".center(columns),
    ]


def _row(name: str, amount: str, columns: int) -> str:
    return name + amount.rjust(columns - len(name))


def _amount(value: float, language: str) -> str:
    return f"{value:.2f}" if language == "en" else f"{value:.2f}".replace(".", ",")


def _worn(page: Raster, rng: random.Random, dpi: float) -> Raster:
    """Bent, crumpled, faded in stripes, dusty and noisy."""
    rows, columns = page.shape
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    sway = rng.uniform(0, 1.2) / 25.4 * dpi * np.sin(y / rows * np.pi * rng.uniform(0.5, 2))
    bow = rng.uniform(0, 0.5) / 25.4 * dpi * np.cos(x / columns * np.pi)
    bent = cv2.remap(
        page, (x + sway).astype(np.float32), (y + bow).astype(np.float32), cv2.INTER_LINEAR, borderValue=250
    )
    fading = 1 - rng.uniform(0, 0.5) * (0.5 + 0.5 * np.sin(x / columns * np.pi * rng.uniform(1, 6) + rng.uniform(0, 6)))
    faded = 250 - (250 - bent.astype(np.float32)) * fading
    relief = np.random.default_rng(rng.randrange(10**6)).normal(0, 1, (rows // 90 + 3, columns // 60 + 3))
    crumpled = faded + cv2.resize(
        relief.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC
    ) * rng.uniform(0, 7)
    soft = cv2.GaussianBlur(np.clip(crumpled, 0, 255).astype(np.uint8), (0, 0), rng.uniform(0.4, 1.1) * dpi / 200)
    return with_noise(with_dust(soft.astype(np.uint8), rng, dpi), rng, rng.uniform(2, 7))
