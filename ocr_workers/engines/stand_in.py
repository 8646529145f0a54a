"""An engine that another stands in for when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr_workers.errors import ReadingFailed, ReadingTimedOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ocr_workers.engines.api import RecognisedPage, RecognitionEngine, Wants


class WithStandIn:
    """Reads with one engine; what it gives up on, the other reads."""

    def __init__(self, engine: RecognitionEngine, stand_in: RecognitionEngine) -> None:
        self._engine = engine
        self._stand_in = stand_in

    @property
    def wants(self) -> Wants:
        """What the first engine wants."""
        return self._engine.wants

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.read`."""
        try:
            return self._engine.read(raster, dpi, languages)
        except (ReadingFailed, ReadingTimedOut):
            return self._stand_in.read(raster, dpi, languages)

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`."""
        try:
            return self._engine.skim(raster, dpi, languages)
        except (ReadingFailed, ReadingTimedOut):
            return self._stand_in.skim(raster, dpi, languages)
