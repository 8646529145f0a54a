"""Reading one page, as a sentence: the steps stand in `STEPS` in the order in which they are done.

A page goes from hand to hand as a `PageInHand`; each step returns it with what the
step found. Nothing here touches files, databases or clocks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.reading import Barcode, Blankness, Line, PageReading, TextSource
from ocr_workers.engines.api import NOTHING_READ, OrientationDetector, RecognisedPage, RecognitionEngine
from ocr_workers.language import LANGUAGES, NO_LANGUAGE, LanguageVerdict, tell_language
from ocr_workers.photographs import LaidPage, lay_flat
from ocr_workers.region_language import with_languages
from ocr_workers.steps import deskew, orient
from ocr_workers.steps.barcodes import find_barcodes
from ocr_workers.steps.blank import BlankVerdict, judge_blank
from ocr_workers.steps.clean import clean_for_recognition
from ocr_workers.steps.ink import InkMap, map_ink
from ocr_workers.steps.light import UNEVEN_SHARE, measure_light
from ocr_workers.steps.patch_code import find_patch_codes
from ocr_workers.steps.recognise import recognise
from ocr_workers.steps.resolution import likely_dpi
from ocr_workers.steps.turn_words import turned_lines
from ocr_workers.steps.unbend import is_bent, measure_bend, unbent
from paper.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_SKEW_DEG = 0.05
"""Turning by less than this costs more sharpness than it gains."""
TILT_SURE = 0.5
NONSENSE_CONFIDENCE = 0.55
"""A page read worse than this may stand upside down after all."""
GIBBERISH_CONFIDENCE, LEAST_LINES = 0.3, 3
"""So many lines of which less is sure are print that stands wrong, or no print at all."""
LEAST_GAIN = 0.1
"""What no strip spoke for must be read so much better: handwriting is gibberish every way up."""
LEAST_TRUST = 0.2
"""Strips that tell a turn with less confidence tell nothing."""
SURELY_READ, LEAST_WORDS, LEAST_READ_LETTERS = 0.8, 3, 12
"""From so many words and letters read with that confidence, a page is known to be printed on."""
POOR_CONFIDENCE = 0.85
"""A page read worse than this is read again if its language turned out to be another."""


@dataclass(frozen=True, slots=True)
class ReadingTools:
    """What reading needs from outside: an engine, an orientation detector, and which languages to expect first.

    Attributes:
        upright_deg: Clockwise quarter turns by which the page's content stands turned, where a person said so.
    """

    engine: RecognitionEngine
    detector: OrientationDetector
    expected_languages: tuple[str, ...] = ()
    upright_deg: int | None = None


@dataclass(frozen=True, slots=True)
class PageInHand:
    """A page on its way through the steps; rasters are uint8, grey (rows, columns) or RGB (rows, columns, 3)."""

    raster: NDArray[np.uint8]
    dpi: float
    ink: InkMap
    blank: BlankVerdict
    tilt: deskew.Tilt = deskew.NO_TILT
    orientation: orient.Orientation = orient.UNKNOWN
    recognised: RecognisedPage = NOTHING_READ
    language: LanguageVerdict = NO_LANGUAGE
    read_in: tuple[str, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    is_photograph: bool = False
    notes: tuple[str, ...] = ()

    @property
    def grey(self) -> NDArray[np.uint8]:
        """The raster in grey."""
        return as_grey(self.raster)

    def noting(self, *codes: str) -> PageInHand:
        """The page with more notes for the people who look at it."""
        return replace(self, notes=(*self.notes, *codes))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's reading and the upright raster (uint8, grey or RGB) in whose pixels its boxes are."""

    reading: PageReading
    upright_raster: NDArray[np.uint8]


Step = Callable[[PageInHand, ReadingTools], PageInHand]


def read_page(raster: NDArray[np.uint8], dpi: float, number: int, tools: ReadingTools) -> ReadPage:
    """Read a scanned page.

    Args:
        raster: The page as scanned: uint8, rows by columns (grey) or rows by columns by 3 (RGB).
        dpi: Its resolution.
        number: Its number within its file, from 1.
        tools: Engine, detector and expectations.
    """
    page = _laid_flat(lay_flat(raster, dpi))
    for step in () if page.blank.blankness is Blankness.BLANK else STEPS:
        page = step(page, tools)
    return ReadPage(_reading_of(page, number), page.raster)


def read_born_digital(
    raster: NDArray[np.uint8], dpi: float, number: int, lines: Sequence[Line], upright_deg: int = 0
) -> ReadPage:
    """A page that brings its own words (boxes in the raster's pixels): nothing is recognised, only its codes are.

    Its file says which way up it stands; where a person says otherwise, the words turn with the page.
    """
    lines = turned_lines(lines, upright_deg, (raster.shape[1], raster.shape[0]))
    page = take_in_hand(orient.turn_upright(raster, upright_deg), dpi)
    page = replace(
        page,
        recognised=RecognisedPage(tuple(lines)),
        language=tell_language("\n".join(line.text for line in lines)),
        orientation=orient.Orientation(upright_deg, 1.0),
    )
    page = _find_codes(page)
    if lines:
        page = replace(page, blank=replace(page.blank, blankness=Blankness.PRINTED, confidence=1.0))
    reading = replace(_reading_of(page, number), confidence=1.0 if lines else 0.0)
    source = TextSource.BORN_DIGITAL if lines else TextSource.NONE
    return ReadPage(replace(reading, source=source), page.raster)


def straighten(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Measure the tilt and turn the page back by it, if the measure can be trusted."""
    del tools
    tilt = deskew.measure_tilt(page.ink)
    page = replace(page, tilt=tilt)
    if tilt.confidence < TILT_SURE:
        return replace(page.noting("skew_uncertain"), tilt=replace(tilt, skew_deg=0.0))
    if abs(tilt.skew_deg) < LEAST_SKEW_DEG:
        return page
    return _with_raster(page, deskew.straightened(page.raster, tilt.skew_deg, page.ink))


def turn_upright(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Find out which way up the page stands, hearing one witness after the other, and turn it."""
    if tools.upright_deg is not None:
        told = orient.Orientation(tools.upright_deg, 1.0)
        return replace(_turned(page, told.turn_deg), orientation=told)
    found = orient.orientation_by_feet(page.tilt)
    if found.confidence < orient.SURE:
        found = _ask_further_witnesses(page, tools, found)
    if found.confidence < 0.3:
        page = page.noting("orientation_uncertain")
    return replace(_turned(page, found.turn_deg), orientation=found)


def unbend(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Make the lines of a curled page straight; only of a photograph, or of a page whose light no scanner threw."""
    del tools
    if not page.is_photograph and measure_light(page.raster, page.dpi).unevenness < UNEVEN_SHARE:
        return page
    bend = measure_bend(page.ink)
    return _with_raster(page, unbent(page.raster, bend)) if is_bent(bend) else page


def find_codes(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Decode bar codes, two-dimensional codes and patch codes."""
    del tools
    return _find_codes(page)


def tell_language_from_strip(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Read one strip, only to learn the page's language, if the engine must be told it: with one model, else with all.

    A wrong model loses accents and some letters, but leaves enough of the words to tell the language by.
    """
    if not tools.engine.wants.language:
        return page
    strip = orient.fullest_strip(page.grey, page.dpi)
    try:
        for languages in (tools.expected_languages[:1] or LANGUAGES[:1], LANGUAGES):
            verdict = tell_language(recognise(strip, page.dpi, tools.engine, languages).text)
            if verdict.is_sure:
                break
    except PaperError as error:
        return page.noting(error.code)
    return replace(page, language=verdict)


def recognise_text(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Read the whole page: with its own language's model where that is known, else with all."""
    languages = (page.language.code,) if page.language.is_sure and page.language.code else LANGUAGES
    return _recognised(page, tools, languages)


def doubt_the_orientation(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """If what was read makes no sense, try the other positions, and keep whichever makes most.

    Where it is gibberish, no strip tells which one to try: then each is read whole until one makes sense.
    """
    if page.recognised.confidence >= NONSENSE_CONFIDENCE or tools.upright_deg is not None:
        return page
    try:
        found = orient.orientation_by_reading(
            (page.grey, page.ink), page.dpi, tools.engine, LANGUAGES, orient.ALL_TURNS
        )
    except PaperError as error:
        return page.noting(error.code)
    best = page
    for turn_deg in _turns_to_try(page, found):
        read = recognise_text(replace(_turned(page, turn_deg), language=NO_LANGUAGE), tools)
        least_gain = 0.0 if turn_deg == found.turn_deg else LEAST_GAIN
        if read.recognised.confidence > best.recognised.confidence + least_gain:
            whole_turn = (page.orientation.turn_deg + turn_deg) % 360
            best = replace(read, orientation=orient.Orientation(whole_turn, max(found.confidence, LEAST_TRUST)))
        if best.recognised.confidence >= NONSENSE_CONFIDENCE:
            break
    return best if best is page else find_codes(best, tools)


def _turns_to_try(page: PageInHand, found: orient.Orientation) -> Sequence[int]:
    """The turn that strips speak for, and of a page that was read as gibberish all others, head over heels first."""
    told = (found.turn_deg,) if found.turn_deg and found.confidence >= LEAST_TRUST else ()
    if page.recognised.confidence >= GIBBERISH_CONFIDENCE or len(page.recognised.lines) < LEAST_LINES:
        return told
    return tuple(dict.fromkeys((*told, 180, 90, 270)))


def settle_the_language(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Take the language from all the text; where a wrong model read it badly, read it again with the right one."""
    verdict = tell_language(page.recognised.text)
    if verdict.code is None:
        return page
    page = replace(page, language=verdict)
    if not tools.engine.wants.language or not verdict.is_sure or verdict.code in page.read_in:
        return page
    if page.recognised.confidence >= POOR_CONFIDENCE:
        return page
    again = _recognised(page, tools, (verdict.code,))
    return again if again.recognised.confidence > page.recognised.confidence else page


def tell_languages_of_regions(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """Mark the lines that are in another language than the page."""
    del tools
    lines = with_languages(page.recognised.lines, page.language.code)
    return replace(page, recognised=RecognisedPage(lines))


def settle_blankness(page: PageInHand, tools: ReadingTools) -> PageInHand:
    """A page on which words were read is not blank, however faint they are: no person need be asked."""
    del tools
    words = [word for line in page.recognised.lines for word in line.words if word.confidence >= SURELY_READ]
    letters = sum(mark.isalnum() for word in words for mark in word.text)
    if page.blank.blankness is Blankness.PRINTED or len(words) < LEAST_WORDS or letters < LEAST_READ_LETTERS:
        return page
    return replace(page, blank=replace(page.blank, blankness=Blankness.PRINTED, confidence=0.9))


STEPS: tuple[Step, ...] = (
    straighten,
    turn_upright,
    unbend,
    find_codes,
    tell_language_from_strip,
    recognise_text,
    doubt_the_orientation,
    settle_the_language,
    tell_languages_of_regions,
    settle_blankness,
)


def as_grey(raster: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey raster of an RGB one; a grey one as it is."""
    return raster if raster.ndim == 2 else cv2.cvtColor(raster, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def take_in_hand(raster: NDArray[np.uint8], dpi: float) -> PageInHand:
    """A page before its first step: its ink mapped, its blankness judged."""
    ink = map_ink(as_grey(raster), dpi)
    return PageInHand(raster, dpi, ink, judge_blank(ink))


def _laid_flat(laid: LaidPage) -> PageInHand:
    page = take_in_hand(laid.raster, laid.dpi)
    if not laid.knows_dpi:
        page = take_in_hand(laid.raster, likely_dpi(page.ink, laid.dpi))
    return replace(page, is_photograph=laid.is_photograph)


def _with_raster(page: PageInHand, raster: NDArray[np.uint8]) -> PageInHand:
    return replace(page, raster=raster, ink=map_ink(as_grey(raster), page.dpi))


def _turned(page: PageInHand, turn_deg: int) -> PageInHand:
    """The page with content turned clockwise by `turn_deg` set upright."""
    if turn_deg == 0:
        return page
    return replace(page, raster=orient.turn_upright(page.raster, turn_deg), ink=page.ink.turned(-turn_deg))


def _ask_further_witnesses(page: PageInHand, tools: ReadingTools, by_feet: orient.Orientation) -> orient.Orientation:
    grey, candidates = page.grey, orient.candidate_turns(page.tilt)
    try:
        by_reading = orient.orientation_by_reading((grey, page.ink), page.dpi, tools.engine, LANGUAGES, candidates)
    except PaperError:
        by_reading = orient.UNKNOWN
    if by_reading.turn_deg == by_feet.turn_deg:
        by_reading = orient.Orientation(by_feet.turn_deg, orient.together(by_reading.confidence, by_feet.confidence))
    if by_reading.confidence >= orient.SURE:
        return by_reading
    detected = orient.orientation_by_detector(grey, page.dpi, tools.detector, candidates)
    return max(by_reading, detected, by_feet, key=lambda found: found.confidence)


def _find_codes(page: PageInHand) -> PageInHand:
    scale = page.dpi / page.ink.dpi
    return replace(page, barcodes=(*find_barcodes(page.grey, page.dpi), *find_patch_codes(page.ink, scale)))


def _recognised(page: PageInHand, tools: ReadingTools, languages: tuple[str, ...]) -> PageInHand:
    wanted = clean_for_recognition(page.grey, page.ink) if tools.engine.wants.clean_page else page.grey
    try:
        found = recognise(wanted, page.dpi, tools.engine, languages)
    except PaperError as error:
        return page.noting(error.code)
    return replace(page, recognised=found, read_in=languages)


def _reading_of(page: PageInHand, number: int) -> PageReading:
    rows, columns = page.raster.shape[:2]
    return PageReading(
        number=number,
        width_px=int(columns),
        height_px=int(rows),
        dpi=page.dpi,
        orientation_deg=page.orientation.turn_deg,
        skew_deg=page.tilt.skew_deg,
        blankness=page.blank.blankness,
        language=page.language.code,
        lines=page.recognised.lines,
        barcodes=page.barcodes,
        confidence=page.recognised.confidence,
        source=TextSource.RECOGNISED if page.recognised.lines else TextSource.NONE,
        ink_share=page.blank.ink_share,
        notes=tuple(dict.fromkeys(page.notes)),
    )
