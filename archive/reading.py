"""What was read on one page: the engine-neutral model that is kept for ever.

Coordinates are pixels of the *upright* page (turned by `orientation_deg` and
straightened by `skew_deg` out of the scan), origin top left. The model is stored
as JSON beside the page, encrypted like every blob, so that no engine's own format
ever becomes the archive's.
"""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import Any

from paper.geometry import Box

FORMAT_VERSION = 1


class Blankness(enum.Enum):
    """Whether a page carries anything; DOUBTFUL is for a person to decide."""

    PRINTED = "printed"
    DOUBTFUL = "doubtful"
    BLANK = "blank"


class TextSource(enum.Enum):
    """Where the words came from."""

    RECOGNISED = "recognised"
    BORN_DIGITAL = "born_digital"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read, with its box and the engine's confidence from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one text line, in reading order.

    Attributes:
        words: From the first to the last.
        block: Counts text blocks from 0.
        language: ISO 639-1 code of the region it stands in, where that is known to differ from the page's; else None.
    """

    words: tuple[Word, ...]
    block: int
    language: str | None = None

    @property
    def text(self) -> str:
        """The line as a person reads it."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A decoded symbol: its symbology's name ("QRCode", "Code128", "PATCH-T"), content and place."""

    symbology: str
    content: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything that reading found on one page.

    Attributes:
        number: Page number within its file, from 1.
        width_px: Width of the upright page.
        height_px: Height of the upright page.
        dpi: Resolution of the upright page.
        orientation_deg: Clockwise quarter turns by which the scanned content stands turned: 0, 90, 180 or 270.
        skew_deg: Clockwise angle of the scanned content after the quarter turns were undone.
        blankness: Whether the page carries anything.
        language: ISO 639-1 code of the page's language, or None where no text tells.
        lines: Text lines in reading order.
        barcodes: Decoded symbols.
        confidence: Mean word confidence weighted by length, 0 to 1; 1.0 for born-digital text, 0.0 for no text.
        source: Where the words came from.
        ink_share: Share of the page area that is inked after background removal, 0 to 1.
        notes: Codes of what went less than well ("ocr_timed_out", "skew_uncertain"), for the people who look.
    """

    number: int
    width_px: int
    height_px: int
    dpi: float
    orientation_deg: int
    skew_deg: float
    blankness: Blankness
    language: str | None
    lines: tuple[Line, ...]
    barcodes: tuple[Barcode, ...]
    confidence: float
    source: TextSource
    ink_share: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in reading order."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        """The page as plain text: a line per text line, an empty line between blocks."""
        parts: list[str] = []
        for index, line in enumerate(self.lines):
            if index and line.block != self.lines[index - 1].block:
                parts.append("")
            parts.append(line.text)
        return "\n".join(parts)


def to_json(reading: PageReading) -> bytes:
    """The reading as UTF-8 JSON, stable for the same reading."""
    return json.dumps(as_values(reading), ensure_ascii=False, separators=(",", ":")).encode()


def as_values(reading: PageReading) -> dict[str, Any]:
    """The reading as plain JSON values; words as `[text, x, y, width, height, confidence]`."""
    return {
        "format": FORMAT_VERSION,
        "number": reading.number,
        "width_px": reading.width_px,
        "height_px": reading.height_px,
        "dpi": reading.dpi,
        "orientation_deg": reading.orientation_deg,
        "skew_deg": round(reading.skew_deg, 3),
        "blankness": reading.blankness.value,
        "language": reading.language,
        "lines": [_line_values(line) for line in reading.lines],
        "barcodes": [[b.symbology, b.content, b.box.x, b.box.y, b.box.width, b.box.height] for b in reading.barcodes],
        "confidence": round(reading.confidence, 4),
        "source": reading.source.value,
        "ink_share": round(reading.ink_share, 6),
        "notes": list(reading.notes),
    }


def from_json(stored: bytes) -> PageReading:
    """The reading that `to_json` stored.

    Raises:
        ValueError: The bytes are not a reading of a known format.
    """
    return from_values(json.loads(stored))


def from_values(values: dict[str, Any]) -> PageReading:
    """The reading that `as_values` spelled out.

    Raises:
        ValueError: The values are of an unknown format.
    """
    if values.get("format") != FORMAT_VERSION:
        message = f"unknown page reading format {values.get('format')!r}; read the page again"
        raise ValueError(message)
    return PageReading(
        number=values["number"],
        width_px=values["width_px"],
        height_px=values["height_px"],
        dpi=values["dpi"],
        orientation_deg=values["orientation_deg"],
        skew_deg=values["skew_deg"],
        blankness=Blankness(values["blankness"]),
        language=values["language"],
        lines=tuple(_line(line) for line in values["lines"]),
        barcodes=tuple(Barcode(b[0], b[1], Box(*b[2:6])) for b in values["barcodes"]),
        confidence=values["confidence"],
        source=TextSource(values["source"]),
        ink_share=values["ink_share"],
        notes=tuple(values["notes"]),
    )


def _line_values(line: Line) -> dict[str, Any]:
    values: dict[str, Any] = {"block": line.block, "words": [_word_values(word) for word in line.words]}
    return values if line.language is None else {**values, "language": line.language}


def _line(values: dict[str, Any]) -> Line:
    return Line(tuple(_word(word) for word in values["words"]), values["block"], values.get("language"))


def _word_values(word: Word) -> list[Any]:
    box = word.box
    return [word.text, box.x, box.y, box.width, box.height, round(word.confidence, 3)]


def _word(values: list[Any]) -> Word:
    return Word(values[0], Box(*values[1:5]), values[5])
