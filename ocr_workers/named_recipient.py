"""A recipient that the text names, where no window shows one: cards of postmen, slips, notices.

Somebody who is only named in the text is never filed for without a person; the name proposes whose letter it may be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr_workers import postal
from ocr_workers.address_block import RecipientBlock
from ocr_workers.fields.rows import rows_of
from paper.geometry import around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.reading import PageReading
    from ocr_workers.fields.rows import Row

NAMED = 0.4
"""How surely lines behind such a label are the recipient's: the sender may be labelled beside them."""
MOST_BELOW, FURTHEST_MM = 3, 9.0
_LABEL = re.compile(
    r"^\W*(?:destinataire|destin[ée] [àa]|geadresseerde|bestemmeling|bestemd voor|empf[äa]nger(?:in)?|"
    r"adressat|f[üu]r|addressee|"
    r"addressed to|recipient|destinatario)\s*[:=]\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r",\s+|\s+[-–—·•|]\s+")


def find_named_recipient(reading: PageReading) -> RecipientBlock | None:
    """The recipient that a label on the page names, with the address behind it; None where no label does."""
    rows = rows_of([reading])
    for position, row in enumerate(rows):
        for run in row.runs:
            label = _LABEL.match(run.text)
            if label is None:
                continue
            below = _below(rows[position + 1 :], row)
            lines = [part for text in (label["name"], *(each.text for each in below)) for part in _PARTS.split(text)]
            said = tuple(line.strip() for line in lines if line.strip())
            if len(said) > 1 and any(postal.is_postcode_line(line) for line in said[1:]):
                boxes = [run.box, *(each.runs[0].box for each in below)]
                return RecipientBlock(said, around(boxes), NAMED, run.confidence, "left", stands_in_window=False)
    return None


def _below(rows: Sequence[Row], label: Row) -> list[Row]:
    """The rows that follow closely, up to the one with the postcode."""
    kept: list[Row] = []
    last = label
    for row in rows[:MOST_BELOW]:
        if row.top_mm - last.top_mm > FURTHEST_MM:
            break
        kept.append(row)
        last = row
        if any(postal.is_postcode_line(part) for part in _PARTS.split(row.text)):
            return kept
    return []
