"""What can go wrong while reading; raised inside the sandbox and carried out of it by code."""

from __future__ import annotations

from typing import ClassVar

from paper.errors import PaperError


class ReadingTimedOut(PaperError):
    """The engine did not finish the page; context `seconds`."""

    code: ClassVar[str] = "ocr_timed_out"
    temporary: ClassVar[bool] = True
    advice: ClassVar[str] = "Reading the page took longer than {seconds} s: look at its image and index it by hand."


class ReadingFailed(PaperError):
    """The engine gave up on the page; context `detail`."""

    code: ClassVar[str] = "ocr_failed"
    temporary: ClassVar[bool] = True
    advice: ClassVar[str] = "The page could not be read ({detail}): look at its image and index it by hand."


class EngineMissing(PaperError):
    """The engine, or the model of a language, is not installed; context `engine`."""

    code: ClassVar[str] = "ocr_engine_missing"
    temporary: ClassVar[bool] = True
    advice: ClassVar[str] = "{engine} is not installed: run `postkamer doctor` and install what it names."
