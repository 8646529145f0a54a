"""What a recognition engine does for us, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from archive.reading import Line


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What an engine read: text lines in reading order, boxes in pixels of the raster that it was given."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """Mean word confidence weighted by length, 0 to 1; 0.0 where nothing was read."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


NOTHING_READ = RecognisedPage(())


@dataclass(frozen=True, slots=True)
class Wants:
    """What an engine wants done for it before it reads.

    Attributes:
        clean_page: Even paper, no borders, streaks and speckle; else it reads the page as it was scanned.
        language: To be told the page's language, because it has a model for each.
    """

    clean_page: bool
    language: bool


class RecognitionEngine(Protocol):
    """Reads text off a raster."""

    @property
    def wants(self) -> Wants:
        """How it likes its pages."""
        ...

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """Read an upright, straight page (uint8, grey or RGB) with the models of `languages` (ISO 639-1).

        Raises:
            paper.errors.PaperError: The engine failed or took too long.
        """
        ...

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """Read a few lines (uint8, grey) as cheaply as can be, only to see whether they make sense.

        Raises:
            paper.errors.PaperError: The engine failed or took too long.
        """
        ...


@dataclass(frozen=True, slots=True)
class OrientationGuess:
    """What a detector says: clockwise turn of the content in degrees, and its own unbounded confidence."""

    turn_deg: int
    score: float


class OrientationDetector(Protocol):
    """Detects which way up a page stands."""

    def detect(self, raster: NDArray[np.uint8], dpi: float) -> OrientationGuess | None:
        """The clockwise turn of the content of a grey raster, or None where it cannot tell."""
        ...
