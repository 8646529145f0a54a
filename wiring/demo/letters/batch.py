"""The pile of mail that the demo feeds to its scanner, and the truth about every side of it.

Letters, blank backs with the front shining through, separator sheets for the first part
of the pile and none for the rest.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wiring.demo.letters.drawing import PageDrawing
from wiring.demo.letters.files import jpeg, png
from wiring.demo.letters.letter import TODAY, Letter, write_letter
from wiring.demo.letters.paper_faults import CLEAN, Wear, blank_sheet, worn
from wiring.demo.letters.people_and_places import STRANGER
from wiring.demo.letters.raster import Raster, raster
from wiring.demo.letters.separator_sheet import separator_sheet
from wiring.demo.letters.truth import LetterKind, LetterTruth, Recipient, RecipientKind

_SHOW_THROUGH = 0.05
_HEADER_BYTES = 600


class SideRole(enum.Enum):
    """What one side of a sheet is."""

    LETTER = "letter"
    BLANK = "blank"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet in the feeder, and the truth about it.

    Attributes:
        role: What the side is.
        letter: Index into `DemoBatch.letters`; None for a separator. A blank back belongs to the letter on its front.
        page: Page of the letter from 1; None for blank sides and separators.
        wear: How the side came through post and scanner; `turned_deg` and `tilt_deg` are the truth for reading.
    """

    role: SideRole
    letter: int | None
    page: int | None
    wear: Wear
    _seed: int = field(repr=False)
    _drawing: PageDrawing | None = field(repr=False)
    _reverse: PageDrawing | None = field(repr=False)

    def raster(self) -> Raster:
        """The scanned side: greys, height x width, uint8, at 300 dpi. Drawn anew at every call."""
        reverse = raster(self._reverse) if self._reverse and self.wear.show_through else None
        if self._drawing is not None:
            side = raster(self._drawing)
        else:
            side = blank_sheet(reverse if reverse is not None else raster(PageDrawing(())))
        return worn(side, self.wear, self._seed, other_side=reverse)

    def png(self) -> bytes:
        """The scanned side as a PNG without losses."""
        return png(self.raster())


@dataclass(frozen=True, slots=True)
class ScannedSheet:
    """One sheet of the pile; `number` counts from 1 in the order of feeding."""

    number: int
    front: SheetSide
    back: SheetSide

    @property
    def sides(self) -> tuple[SheetSide, SheetSide]:
        """Front and back."""
        return (self.front, self.back)


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that ends in quarantine."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DemoBatch:
    """The pile, the truth about its letters in their order, and one file that nobody can read."""

    sheets: tuple[ScannedSheet, ...]
    letters: tuple[LetterTruth, ...]
    unreadable: UnreadableFile


@dataclass(frozen=True, slots=True)
class _Item:
    """One letter of the pile: `pages` wanted, printed on both sides or not, followed by a separator or not."""

    language: str
    kind: LetterKind
    to: RecipientKind | None
    pages: int = 1
    duplex: bool = False
    separated: bool = False
    wear: Wear = CLEAN


_FIRM, _PERSON, _NOBODY = RecipientKind.BUSINESS, RecipientKind.INDIVIDUAL, None

_PILE = (
    _Item("de", LetterKind.INVOICE, _FIRM, separated=True, wear=Wear(noise=4, specks=25)),
    _Item("fr", LetterKind.BANK_STATEMENT, _FIRM, 2, duplex=True, separated=True, wear=Wear(tilt_deg=1.7)),
    _Item("nl", LetterKind.MEDICAL, _PERSON, separated=True, wear=Wear(punch_holes=True)),
    _Item("en", LetterKind.CONTRACT, _FIRM, 3, duplex=True, separated=True, wear=Wear(tilt_deg=-2.3)),
    _Item("it", LetterKind.INVOICE, _FIRM, wear=Wear(turned_deg=180)),
    _Item("de", LetterKind.TAX, _FIRM, wear=Wear(streaks=2)),
    _Item("fr", LetterKind.REMINDER, _NOBODY),
    _Item("nl", LetterKind.UTILITY, _PERSON, wear=Wear(tilt_deg=2.8, noise=3)),
    _Item("en", LetterKind.INSURANCE, _FIRM, 2, wear=Wear(shadow=0.3)),
    _Item("it", LetterKind.PLAIN, _PERSON, wear=Wear(turned_deg=180, tilt_deg=-1.1)),
    _Item("de", LetterKind.PAYSLIP, _PERSON),
    _Item("fr", LetterKind.ADVERTISING, _FIRM, wear=Wear(jpeg_quality=60)),
)


def demo_batch(seed: int, recipients: Sequence[Recipient], *, today: datetime.date = TODAY) -> DemoBatch:
    """Twelve letters in five languages to `recipients`, and one to somebody nobody knows.

    Sides are drawn when their raster is asked for, so that the first sheet can be scanned at once.

    Args:
        seed: Decides everything that is drawn.
        recipients: The tenants, organisations and persons; letters are dealt out among them in turn.
        today: Letters are dated within the three weeks before.

    Raises:
        ValueError: There is no recipient.
        FontMissing: The typefaces are not installed.
    """
    if not recipients:
        raise ValueError("the demo needs at least one recipient; pass the tenants' addresses")
    letters = tuple(
        write_letter(seed + index, to, language=item.language, kind=item.kind, pages=item.pages, today=today)
        for index, (item, to) in enumerate(zip(_PILE, _dealt(recipients), strict=True))
    )
    sheets = tuple(
        ScannedSheet(number, front, back) for number, (front, back) in enumerate(_sheets(seed, letters), start=1)
    )
    damaged = jpeg(raster(letters[0].pages[0]))[:_HEADER_BYTES]
    return DemoBatch(sheets, tuple(letter.truth for letter in letters), UnreadableFile("damaged_scan.jpg", damaged))


def write_sheets(batch: DemoBatch, folder: Path) -> None:
    """Lay the pile into `folder` for the simulated scanner: `sheet-001-front.png`, `sheet-001-back.png`, ..."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in batch.sheets:
        for name, side in (("front", sheet.front), ("back", sheet.back)):
            (folder / f"sheet-{sheet.number:03}-{name}.png").write_bytes(side.png())


def _dealt(recipients: Sequence[Recipient]) -> Iterator[Recipient]:
    turns = dict.fromkeys(RecipientKind, 0)
    for item in _PILE:
        if item.to is None:
            yield STRANGER
            continue
        fitting = [to for to in recipients if to.kind is item.to] or list(recipients)
        yield fitting[turns[item.to] % len(fitting)]
        turns[item.to] += 1


def _sheets(seed: int, letters: tuple[Letter, ...]) -> Iterator[tuple[SheetSide, SheetSide]]:
    for index, (item, letter) in enumerate(zip(_PILE, letters, strict=True)):
        for first in range(0, len(letter.pages), 2 if item.duplex else 1):
            printed = letter.pages[first : first + (2 if item.duplex else 1)]
            back = printed[1] if len(printed) == 2 else None
            yield _sheet(seed + 1000 * index + first, index, first + 1, (printed[0], back), item.wear)
        if item.separated:
            yield _separator(seed)


def _sheet(
    seed: int, letter: int, page: int, drawings: tuple[PageDrawing, PageDrawing | None], wear: Wear
) -> tuple[SheetSide, SheetSide]:
    front, back = drawings
    # Seen from behind, a sheet leans to the other side.
    behind = replace(wear, tilt_deg=-wear.tilt_deg, show_through=_SHOW_THROUGH if back is None else 0)
    role = SideRole.BLANK if back is None else SideRole.LETTER
    return (
        SheetSide(SideRole.LETTER, letter, page, wear, seed, front, back),
        SheetSide(role, letter, None if back is None else page + 1, behind, seed + 500, back, front),
    )


def _separator(seed: int) -> tuple[SheetSide, SheetSide]:
    drawing = separator_sheet()
    return (
        SheetSide(SideRole.SEPARATOR, None, None, CLEAN, seed, drawing, None),
        SheetSide(SideRole.BLANK, None, None, Wear(show_through=_SHOW_THROUGH), seed, None, drawing),
    )
