"""The words of a language, out of the list that Tesseract's own model of it carries.

A model (`*.traineddata`) is a bag of parts; one is a word graph ("squished dawg", `dict/dawg.h` of Tesseract): edges of
64 bits in rows, each a letter, flags, and the row in which the word goes on. Words are looked up in the graph as it
lies in the file, so that a list of 100,000 words costs neither time to load nor memory to hold apart.
"""

from __future__ import annotations

import re
import struct
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytesseract

from ocr_workers.engines.tesseract import MODELS

LETTERS_PART, WORDS_PART = 21, 19
"""Numbers of the parts of a model: the letters that it knows (unicharset) and its word graph."""
GRAPH_HEADER = struct.Struct("<hii")
GRAPH_MAGIC = 42
LAST_OF_ROW, BACKWARD, ENDS_WORD = 1, 2, 4
FLAG_BITS = 3
ASKING_S = 10.0
_FOLDER = re.compile(r'"(?P<folder>.+)"')
_JOINTS = re.compile(r"['’-]")


class WordList:
    """Which words a language has, as they are written, capitals and accents included."""

    def __init__(self, letters: dict[str, int], graph: bytes) -> None:
        magic, letter_count, edges = GRAPH_HEADER.unpack_from(graph)
        if magic != GRAPH_MAGIC:
            raise ValueError("this is no word graph of Tesseract 4 or 5")
        self._letters = letters
        self._edges = np.frombuffer(graph, "<u8", edges, GRAPH_HEADER.size)
        # One more than the letters, for the empty one, has to fit beside the flags.
        self._letter_bits = letter_count.bit_length()

    def __contains__(self, word: str) -> bool:
        """Whether the word is one, written just so."""
        row = 0
        for index, letter in enumerate(word):
            edge = self._edge(row, self._letters.get(letter, -1), ends=index == len(word) - 1)
            if edge is None:
                return False
            row = edge >> (self._letter_bits + FLAG_BITS)
            if row == 0:
                return index == len(word) - 1
        return bool(word)

    def knows(self, text: str) -> bool:
        """Whether each part of a text, cut at hyphens and apostrophes, is a word or may begin a sentence as one."""
        parts = [part for part in _JOINTS.split(text) if part]
        return bool(parts) and all(self._knows_part(part, is_last=part is parts[-1]) for part in parts)

    def _knows_part(self, part: str, *, is_last: bool) -> bool:
        if len(part) == 1 and not is_last:
            return part.isalpha()
        return any(form in self for form in dict.fromkeys((part, part.lower(), part[:1] + part[1:].lower())))

    def _edge(self, row: int, letter: int, *, ends: bool) -> int | None:
        mask = (1 << self._letter_bits) - 1
        for at in range(row, len(self._edges)):
            edge = int(self._edges[at])
            flags = edge >> self._letter_bits
            if flags & BACKWARD:
                return None
            if edge & mask == letter and (flags & ENDS_WORD or not ends):
                return edge
            if flags & LAST_OF_ROW:
                return None
        return None


@cache
def word_list(language: str) -> WordList | None:
    """The words of a language (ISO 639-1); None where its model is not there, or is of a make that has no list."""
    folder = _models_folder()
    if folder is None or language not in MODELS:
        return None
    try:
        parts = _parts((folder / f"{MODELS[language]}.traineddata").read_bytes())
        return WordList(_letters(parts[LETTERS_PART].decode()), parts[WORDS_PART])
    except (OSError, LookupError, ValueError, struct.error):
        return None


def _letters(part: str) -> dict[str, int]:
    """Letters by number: after their count one a line, each followed by what it is."""
    count, *lines = part.split("\n")
    return {line.split(" ", 1)[0]: number for number, line in enumerate(lines[: int(count)])}


def _parts(model: bytes) -> dict[int, bytes]:
    (count,) = struct.unpack_from("<i", model)
    starts = struct.unpack_from(f"<{count}q", model, 4)
    used = sorted((start, number) for number, start in enumerate(starts) if start >= 0)
    ends = [start for start, _ in used[1:]] + [len(model)]
    return {number: model[start:end] for (start, number), end in zip(used, ends, strict=True)}


@cache
def _models_folder() -> Path | None:
    """Where the installed Tesseract keeps its models, as it says itself."""
    command = [pytesseract.pytesseract.tesseract_cmd, "--list-langs"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=ASKING_S)
    except (OSError, subprocess.SubprocessError):
        return None
    found = _FOLDER.search(told.stdout + told.stderr)
    return Path(found["folder"]) if found else None
