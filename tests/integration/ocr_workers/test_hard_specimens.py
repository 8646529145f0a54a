"""The hard specimens of `tests/specimens/reading`, each read whole and held against what is known of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from archive.reading import PageReading
from ocr_workers.engines.choice import AUTO, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.pipeline import ReadingTools, read_page

FOLDER = Path(__file__).parents[2] / "specimens" / "reading"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SKEW_TOLERANCE_DEG = 0.1


@pytest.fixture(scope="module")
def tools() -> ReadingTools:
    tesseract = TesseractEngine()
    return ReadingTools(engine_named(AUTO, tesseract), tesseract)


@pytest.mark.parametrize("expected", EXPECTED, ids=[each["name"] for each in EXPECTED])
def test_a_hard_specimen_is_read_as_it_is(expected: dict[str, Any], tools: ReadingTools) -> None:
    raster = np.asarray(Image.open(FOLDER / f"{expected['name']}.webp").convert("L"), np.uint8)

    reading = read_page(raster, expected["dpi"], 1, tools).reading

    assert reading.blankness.value in expected["blankness"]
    assert expected["turn_deg"] in (None, reading.orientation_deg)
    if expected["skew_deg"] is not None:
        assert reading.skew_deg == pytest.approx(expected["skew_deg"], abs=SKEW_TOLERANCE_DEG)
    assert [word for word in expected["words"] if word not in reading.text] == []
    assert _languages(reading) >= set(expected["languages"])
    assert reading.language in (None, *expected["languages"][:1])


def _languages(reading: PageReading) -> set[str | None]:
    return {reading.language, *(line.language for line in reading.lines)}
