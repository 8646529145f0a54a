"""Word graphs as Tesseract's models carry them, made of a few words."""

from __future__ import annotations

import string
import struct
from collections.abc import Iterable
from typing import Any

from ocr_workers.engines.word_list import BACKWARD, ENDS_WORD, FLAG_BITS, LAST_OF_ROW, WordList

LETTERS = {letter: number for number, letter in enumerate(string.ascii_letters + "àéèêç")}
END = ""


def words_known(words: Iterable[str]) -> WordList:
    """A list of just these words."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[END] = {}
    edges = _edges(tree)
    header = struct.pack("<hii", 42, len(LETTERS), len(edges))
    return WordList(LETTERS, header + struct.pack(f"<{len(edges)}Q", *edges))


def _edges(tree: dict[str, Any]) -> list[int]:
    """The rows one after the other, each with an edge backwards behind it, which must not be followed."""
    bits = len(LETTERS).bit_length()
    rows, starts, at = [tree], {}, 0
    for row in rows:
        starts[id(row)] = at
        letters = [letter for letter in row if letter != END]
        at += len(letters) + 1
        rows += [row[letter] for letter in letters if any(each != END for each in row[letter])]
    edges: list[int] = []
    for row in rows:
        letters = [letter for letter in row if letter != END]
        for letter in letters:
            flags = LAST_OF_ROW * (letter == letters[-1]) | ENDS_WORD * (END in row[letter])
            edges.append(LETTERS[letter] | flags << bits | starts.get(id(row[letter]), 0) << (bits + FLAG_BITS))
        edges.append((BACKWARD | LAST_OF_ROW) << bits)
    return edges
