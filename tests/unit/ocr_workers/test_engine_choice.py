from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from archive.reading import Line, Word
from ocr_workers.engines import ppocr
from ocr_workers.engines.api import RecognisedPage, Wants
from ocr_workers.engines.choice import ENGINE_NAMES, engine_named
from ocr_workers.engines.stand_in import WithStandIn
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.errors import EngineMissing, ReadingFailed
from paper.geometry import Box

PAGE = np.full((100, 100), 250, np.uint8)
READ = RecognisedPage((Line((Word("Gent", Box(1, 1, 9, 9), 0.9),), 0),))


class Steady:
    wants = Wants(clean_page=True, language=True)

    def read(self, raster: np.ndarray, dpi: float, languages: Sequence[str]) -> RecognisedPage:
        return READ

    skim = read


class Failing:
    wants = Wants(clean_page=False, language=False)

    def read(self, raster: np.ndarray, dpi: float, languages: Sequence[str]) -> RecognisedPage:
        raise ReadingFailed(detail="it never works")

    skim = read


class Hanging:
    """Stands in for the models of PP-OCR: its first call never ends."""

    def __init__(self) -> None:
        self.asked = 0
        self.release = threading.Event()

    def ocr(self, encoded: bytes) -> dict[str, dict[int, dict[str, object]]]:
        self.asked += 1
        self.release.wait(10)
        return {"bounds": {}}


def test_an_engine_that_hangs_is_given_up_and_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    models = Hanging()
    monkeypatch.setattr(ppocr, "_models", lambda size: models)
    reader = WithStandIn(ppocr.PaddleReader(timeout_s=0.05), Steady())

    readings = [reader.read(PAGE, 300, ()) for _ in range(2)]
    models.release.set()

    assert [reading.text for reading in readings] == ["Gent", "Gent"]
    assert models.asked == 1


def test_every_name_has_an_engine() -> None:
    assert all(engine_named(name, TesseractEngine()).wants for name in ENGINE_NAMES)


def test_the_reference_engine_is_given_as_it_is() -> None:
    tesseract = TesseractEngine()

    assert engine_named("tesseract", tesseract) is tesseract


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(EngineMissing):
        engine_named("crystal-ball", TesseractEngine())


def test_what_one_engine_gives_up_on_the_other_reads() -> None:
    engine = WithStandIn(Failing(), Steady())

    assert engine.read(PAGE, 300, ("nl",)) == READ
    assert engine.wants == Failing.wants
