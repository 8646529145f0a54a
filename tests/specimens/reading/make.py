"""Makes the hard specimens of reading and `expected.json` anew: `PYTHONPATH=. python tests/specimens/reading/make.py`.

All are drawn by `bench.trial` from seeds, except those under `REAL`, which are cut from the OCR samples (licences in
README.md). What each must be read as was true before it was drawn; nothing is taken from what an engine read.
"""

from __future__ import annotations

import argparse
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from bench.trial.backs import bare_back, nearly_bare
from bench.trial.layouts import draw_page
from bench.trial.photos import Manner, photographed
from bench.trial.sheet import Raster, Sheet
from bench.trial.slips import draw_slip
from bench.trial.wear import showing_through, with_border, with_gutter, with_noise, with_streaks
from bench.trial.words import MONO, SANS, SENTENCES
from ocr_workers.steps.deskew import turned_back

HERE = Path(__file__).parent
MOST_BYTES = 60_000
DPI = 150.0
WORDS = 8
POINTS = str.maketrans("", "", ".,")


@dataclass(frozen=True, slots=True)
class Specimen:
    """A picture and what reading it must find.

    Attributes:
        name: Of the file, without its suffix.
        dpi: What it is received as.
        blankness: Any of these verdicts is right.
        turn_deg: Clockwise quarter turns of its content; None where it has none.
        skew_deg: Clockwise tilt of its content; None where nobody knows it to a tenth of a degree.
        words: Must all be found.
        languages: Of the page first, then of its other regions.
    """

    name: str
    dpi: float
    blankness: tuple[str, ...] = ("printed",)
    turn_deg: int | None = 0
    skew_deg: float | None = None
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def main() -> None:
    """Write all specimens."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--samples", type=Path, default=Path("../shared/samples/ocr"))
    chosen = arguments.parse_args()
    made = [*_scans(), *_backs(), *_photographs(), *_slips(), *_two_languages(), *_real(chosen.samples)]
    for specimen, raster in made:
        (HERE / f"{specimen.name}.webp").write_bytes(_small(raster))
    expected = [asdict(specimen) for specimen, _ in made]
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


Made = tuple[Specimen, Raster]


def _scans() -> list[Made]:
    return [
        _scan("three_lines_and_a_logo_upside_down", "short_note", 3, 180, 2.4),
        _scan("figures_in_a_wide_table_on_their_side", "wide_table", 5, 90, -1.1),
        _scan("headings_in_capitals_on_their_side", "capitals", 2, 270, 1.7),
        _scan("typescript_tilted_by_twelve_degrees", "typescript", 4, 0, 12.3),
        _scan("form_upside_down", "form", 1, 180, -3.2),
        _scan("letter_with_a_black_wedge", "office_letter", 6, 0, -2.2, with_border),
        _scan("page_with_the_shadow_of_its_binding", "picture_page", 2, 0, 0.8, with_gutter),
        _scan("invoice_with_streaks_of_a_dirty_sensor", "invoice", 7, 0, 1.3, with_streaks),
        _scan("letter_with_print_showing_through", "office_letter", 9, 0, -0.7, _show_through),
    ]


def _scan(
    name: str,
    layout: str,
    seed: int,
    turn: int,
    tilt: float,
    fault: Callable[[Raster, random.Random, float], Raster] | None = None,
) -> Made:
    page = draw_page(layout, seed, DPI)
    rng = random.Random(name)
    raster = fault(page.raster, rng, DPI) if fault is _show_through else page.raster
    turned = np.ascontiguousarray(np.rot90(raster, -(turn // 90)))
    raster = turned_back(turned, -tilt, (turned.shape[1], turned.shape[0]))
    if fault is not None and fault is not _show_through:
        raster = fault(raster, rng, DPI)
    specimen = Specimen(name, DPI, ("printed",), turn, tilt, _some_words(page.lines), (page.language,))
    return specimen, with_noise(raster, rng, 2.0)


def _show_through(page: Raster, rng: random.Random, dpi: float) -> Raster:
    del rng
    return showing_through(page, np.fliplr(draw_page("article", 1, dpi).raster), 0.12)


def _backs() -> list[Made]:
    bare = [(f"bare_back_{seed}", bare_back(seed, DPI), ("blank",)) for seed in (12, 60, 92, 113)]
    little = [(f"nearly_bare_{seed}", nearly_bare(seed, DPI), ("doubtful", "printed")) for seed in (5, 20, 102, 121)]
    rng = random.Random("backs")
    return [
        (Specimen(name, DPI, verdicts, None), with_noise(page, rng, 2.0)) for name, page, verdicts in (*bare, *little)
    ]


def _photographs() -> list[Made]:
    manners = {
        "photo_leaning_on_wood": Manner("wood", 0.07, 0.0, 0.2, 0.6),
        "photo_of_a_curled_page": Manner("dark", 0.03, 4.0, 0.2, 0.6),
        "photo_in_shadow_on_a_light_table": Manner("light", 0.04, 0.0, 0.5, 0.6),
    }
    made = []
    for seed, (name, manner) in enumerate(manners.items()):
        page = draw_page("office_letter", 20 + seed, DPI)
        picture = photographed(page.raster, random.Random(name), manner, (1800, 2400))
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8)
        specimen = Specimen(name, 2400 / 11.69, words=_some_words(page.lines, 9), languages=(page.language,))
        made.append((specimen, grey))
    return made


def _slips() -> list[Made]:
    slips = [(f"slip_{slip.language}", slip) for slip in (draw_slip(3, 200.0), draw_slip(5, 200.0))]
    return [
        (Specimen(name, 200.0, words=_some_words(slip.lines), languages=(slip.language,)), slip.raster)
        for name, slip in slips
    ]


def _two_languages() -> list[Made]:
    sheet = Sheet(DPI)
    for left, language, face in ((18, "nl", SANS[1]), (112, "fr", SANS[1])):
        sheet.paragraph(left, 60, 78, " ".join(SENTENCES[language][:6]), sheet.font(face, 10.5))
    sheet.write(18, 30, "Ref. 2026/0118-B", sheet.font(MONO[0], 10))
    specimen = Specimen("two_columns_in_two_languages", DPI, words=_some_words(sheet.lines, 5), languages=("nl", "fr"))
    return [(specimen, sheet.raster())]


REAL = (
    ("real_typescript", "typescript_fra/typed_11.jpg", (300, 300, 3000, 2200), 400.0, 0.5, "fr"),
    ("real_photo_test_on_its_side", "phototest_en/phototest-rotated-R.png", None, 200.0, 1.0, "en"),
    ("real_invoice", "printed_deu/de_10.jpg", (200, 1250, 2300, 2250), 300.0, 0.5, "de"),
)
REAL_WORDS = {
    "real_typescript": ("prêts", "Bibliothèque", "croître", "coefficient", "constater", "étrangers", "légèrement"),
    "real_photo_test_on_its_side": ("quick", "brown", "jumped", "lazy"),
    "real_invoice": ("549910", "ELEKTRON", "Erfurter", "Demoort", "DE136695976", "ConsultingService", "Karlsruhe"),
}


def _real(samples: Path) -> list[Made]:
    made = []
    for name, file, place, dpi, scale, language in REAL:
        image = Image.open(samples / file).convert("L")
        raster = np.asarray(image.crop(place) if place else image, np.uint8)
        small = cv2.resize(raster, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
        turn = 90 if name.endswith("side") else 0
        specimen = Specimen(name, dpi * scale, ("printed",), turn, None, REAL_WORDS[name], (language,))
        made.append((specimen, small))
    return made


def _some_words(lines: Sequence[str], count: int = WORDS) -> tuple[str, ...]:
    stripped = (word.strip(".,;:()") for line in lines for word in line.split())
    # Signs within words (apostrophes, hyphens) have many shapes; letters and figures are what is asked for.
    words = [word for word in stripped if len(word) >= 4 and word.translate(POINTS).isalnum()]
    step = max(1, len(words) // count)
    return tuple(dict.fromkeys(words[::step][:count]))


def _small(raster: Raster) -> bytes:
    """The picture as WebP, of the best quality that fits."""
    for quality in (85, 70, 55, 40, 30, 20, 12):
        stream = io.BytesIO()
        Image.fromarray(raster).save(stream, "WEBP", quality=quality, method=6)
        if stream.tell() <= MOST_BYTES:
            break
    return stream.getvalue()


if __name__ == "__main__":
    main()
