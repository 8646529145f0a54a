"""The recipient of a paper without a window: a notice, a form or a deed that says in words who is meant.

"Destinataire :", "Geadresseerde", "Deliver to" with a name and a whole address behind it names the recipient as surely
as a window does. Looked for only where no block stands like one in a window.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ocr_workers import postal
from ocr_workers.address_block import RecipientBlock
from ocr_workers.layout import Run, runs_of, same_height
from paper.geometry import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.reading import PageReading

CONFIDENCE = 0.75
"""That a block so labelled is the recipient's; a little less than a window's, since forms name other people too."""
BESIDE_A_SENDER = 0.4
"""The same on a form that labels its sender as well: either of them may have had the paper scanned."""
MOST_LINES = 5
LEFT_EDGE_MM = 12.0
"""Lines below a label begin no further than this from it, or from the first value beside it."""
GAP_IN_HEIGHTS = 2.5
"""A gap wider than this many line heights ends what is said of a label."""
_LABEL = re.compile(
    r"^\W*(?:"
    r"(?:nom (?:et adresse )?du )?destinataire|adress[ée]e? [àa]|destin[ée]e? [àa]|"
    r"geadresseerde|bestemmeling|bestemd voor|ontvanger|(?:naam|adres) (?:van de )?(?:geadresseerde|ontvanger)|"
    r"(?:anschrift des )?empf[äa]ngers?|adressat(?:in)?|zustellung an|"
    r"(?:nome del )?destinatari[oa]|indirizzat[oa] a|"
    r"addressee|recipient|addressed to|deliver(?:y|ed)? to"
    r")(?:\s*\((?:s|e|in|en)\))?(?:\s+et adresse)?\s*(?P<colon>[:;]|$)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"^\W*(?:exp[ée]diteur|afzender|absender|sender|from|mittente|verzender|consignor|shipper)\W*(?:[:;]|$)",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"^\W*[^\W\d][\w .'’-]{2,28}\s?:(?:\s|$)")


Written = tuple[str, Run]
"""A piece of text, and the run that bears it."""


def labelled_recipient(reading: PageReading) -> RecipientBlock | None:
    """The first name with a whole address that is labelled as the recipient's; None where nothing is."""
    runs = runs_of(reading)
    for index, run in enumerate(runs):
        label = _LABEL.match(run.text)
        taken = _address_in(_written_for(run, label["rest"], runs, index)) if label else []
        if taken:
            return _block(taken, BESIDE_A_SENDER if any(_SENDER.match(each.text) for each in runs) else CONFIDENCE)
    return None


def _written_for(label: Run, rest: str, runs: Sequence[Run], index: int) -> Iterator[Written]:
    """What is said of the label: behind it, beside it in a column of its own, and below."""
    if any(mark.isalpha() for mark in rest):
        yield rest, label
    beside = [run for run in runs if run.box.x >= label.box.right and same_height(label, run)][:1]
    yield from ((run.text, run) for run in beside)
    last = beside[0] if beside else label
    left_mm = last.left_mm
    for run in runs[index + 1 :]:
        if same_height(last, run) or abs(run.left_mm - left_mm) > LEFT_EDGE_MM:
            continue
        if run.box.y - last.box.bottom > GAP_IN_HEIGHTS * last.box.height:
            return
        yield run.text, run
        last = run


def _address_in(written: Iterable[Written]) -> list[Written]:
    """The lines up to the one with the place, as an envelope has them; none where that or a name above is missing."""
    taken: list[Written] = []
    for text, run in itertools.islice(written, MOST_LINES):
        if taken and _NEXT_LABEL.match(text):
            break
        parts = postal.parts_of(text)
        taken += [(part, run) for part in parts]
        if any(postal.is_postcode_line(postal.mended(part)) for part in parts):
            return taken if len(taken) > 1 else []
    return []


def _block(taken: Sequence[Written], confidence: float) -> RecipientBlock:
    runs = [run for _, run in taken]
    return RecipientBlock(
        lines=tuple(text for text, _ in taken),
        box=around(run.box for run in runs),
        confidence=confidence,
        word_confidence=sum(run.confidence for run in runs) / len(runs),
        side="left",
        stands_in_window=False,
    )
