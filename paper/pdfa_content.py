"""What the content streams of a page may do in PDF/A-2 (ISO 19005-2, 6.2.2 and 6.1.13), and which letters they show.

A stream is written anew from its instructions: what only marks (tags, layers) goes,
but for what it says of the text; odd spellings of numbers and strings go too. What
cannot be allowed is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from paper.pdfa_refusal import NotKeepable

MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"})
SAYS = "/ActualText"
_DRAWS = (
    "b B b* B* BT c cm cs CS d d0 d1 Do ET f F f* g G gs h i j J k K l m M n q Q re rg RG ri s S sc SC scn SCN sh "
    "T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" BDC EMC"
)
DRAWS = frozenset(_DRAWS.split())
SHOWS = frozenset({"Tj", "TJ", "'", '"'})
INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
INLINE_FILTERS_REFUSED = frozenset({"/LZWDecode", "/LZW", "/Crypt", "/JPXDecode"})
CMYK_NAMES = frozenset({"/DeviceCMYK", "/CMYK"})

# ISO 19005-2, 6.1.13.
DEEPEST_NESTING = 28
LONGEST_STRING = 32_767
LONGEST_NAME = 127
LARGEST_INTEGER = 2_147_483_647
LARGEST_REAL = Decimal("3.403e38")

INVISIBLE = 3


@dataclass(slots=True)
class Shown:
    """What a stream draws with.

    Attributes:
        texts: By the font's name in the resources the strings that are shown with it.
        uses_cmyk: Whether it names CMYK colours of no particular press.
    """

    texts: dict[str, list[bytes]] = field(default_factory=dict)
    uses_cmyk: bool = False


@dataclass(slots=True)
class _State:
    font: str | None = None
    stack: list[str | None] = field(default_factory=list)


def rewritten(drawing: Object) -> tuple[bytes, Shown]:
    """The instructions of a page, form, pattern or letter, and what they draw with.

    Raises:
        NotKeepable: An instruction is unknown, or breaks a limit of PDF/A.
    """
    shown, state = Shown(), _State()
    kept = list(_without_marks(pikepdf.parse_content_stream(drawing)))
    for instruction in kept:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            _check_inline_image(instruction.iimage.obj, shown)
        else:
            _follow(str(instruction.operator), list(instruction.operands), state, shown)
    if state.stack:
        # What is saved and never restored ends with the stream anyway; PDF/A wants it said.
        kept += [pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q")) for _ in state.stack]
    return pikepdf.unparse_content_stream(kept), shown


def _without_marks(instructions: Iterable[Any]) -> Iterator[Any]:
    """The instructions without marks, but for those that say what the marked letters mean (`/ActualText`)."""
    open_marks: list[bool] = []
    for each in instructions:
        operator = str(each.operator)
        if operator in ("BMC", "BDC"):
            open_marks.append(_says_text(each))
        is_kept = operator not in MARKS or (operator in ("BDC", "EMC") and bool(open_marks) and open_marks[-1])
        if operator == "EMC" and open_marks:
            open_marks.pop()
        if is_kept:
            yield each


def _says_text(mark: Any) -> bool:  # noqa: ANN401 - two kinds of instruction
    operands = list(mark.operands)
    return len(operands) == 2 and isinstance(operands[1], Dictionary) and set(operands[1].keys()) == {SAYS}


def _follow(operator: str, operands: list[Any], state: _State, shown: Shown) -> None:
    if operator not in DRAWS:
        raise NotKeepable("an instruction that PDF does not know")
    for each in _flat(operands):
        _check_operand(each)
    match operator:
        case "q" | "Q":
            _nest(operator, state)
        case "Tf":
            state.font = str(operands[0])
        case "ri" if str(operands[0]) not in INTENTS:
            raise NotKeepable("an unknown rendering intent")
        case "k" | "K":
            shown.uses_cmyk = True
        case "cs" | "CS" if str(operands[0]) in CMYK_NAMES:
            shown.uses_cmyk = True
        case _ if operator in SHOWS:
            _note_text(operands, state, shown)


def _nest(operator: str, state: _State) -> None:
    if operator == "q":
        state.stack.append(state.font)
        if len(state.stack) > DEEPEST_NESTING:
            raise NotKeepable("graphics states nested too deep")
        return
    if not state.stack:
        raise NotKeepable("a graphics state is restored that was never saved")
    state.font = state.stack.pop()


def _note_text(operands: Iterable[Any], state: _State, shown: Shown) -> None:
    if state.font is None:
        raise NotKeepable("text in a font that was set elsewhere")
    strings = [bytes(each) for each in _flat(operands) if isinstance(each, pikepdf.String)]
    shown.texts.setdefault(state.font, []).extend(strings)


def _flat(operands: Iterable[Any]) -> Iterator[Any]:
    for each in operands:
        if isinstance(each, Array):
            yield from _flat(each)
        elif isinstance(each, Dictionary):
            yield from _flat(dict(each.items()).values())
        else:
            yield each


def _check_operand(operand: Any) -> None:  # noqa: ANN401 - numbers come as Python's own
    match operand:
        case bool():
            fits = True
        case int():
            fits = abs(operand) <= LARGEST_INTEGER
        case Decimal():
            fits = abs(operand) <= LARGEST_REAL
        case float():
            fits = abs(operand) <= float(LARGEST_REAL)
        case pikepdf.String():
            fits = len(bytes(operand)) <= LONGEST_STRING
        case Name():
            fits = len(str(operand).encode()) <= LONGEST_NAME
        case _:
            fits = True
    if not fits:
        raise NotKeepable("a number, string or name beyond what PDF/A allows")


def _check_inline_image(image: Object, shown: Shown) -> None:
    filters = image.get("/Filter", image.get("/F"))
    named = {str(each) for each in (filters if isinstance(filters, Array) else [filters])}
    if named & INLINE_FILTERS_REFUSED:
        raise NotKeepable("an inline image in a compression that PDF/A forbids")
    if image.get("/Interpolate", image.get("/I", False)):
        raise NotKeepable("an inline image that is to be smoothed")
    space = image.get("/ColorSpace", image.get("/CS"))
    named_spaces = {str(each) for each in (space if isinstance(space, Array) else [space]) if isinstance(each, Name)}
    shown.uses_cmyk = shown.uses_cmyk or bool(named_spaces & CMYK_NAMES)
