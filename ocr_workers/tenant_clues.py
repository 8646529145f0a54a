"""What speaks for a tenant beside the printed recipient: numbers of its own, and what people said before.

A clue never finds anybody by itself. It lifts a name and an address that agree without proving enough, and it lowers
whoever it speaks against; where print contradicts, it moves the odds less and never past the filing bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.recipient_history import Recollection

NUMBER_DIGITS = 8
"""A number with fewer digits is too many people's to be compared without its country."""
CONFIRMED_TWICE = 2


@dataclass(frozen=True, slots=True)
class Clue:
    """What speaks for or against one tenant.

    Attributes:
        has_number: A number that is the tenant's alone is printed, and not as the only one: that is the sender's.
        reference: How often people gave the tenant letters of this sender with this customer number.
        spelling: How often people gave it letters of this sender with this very recipient.
        is_refused: Such a letter came back from the tenant.
        is_elsewhere: People gave letters of this sender with this customer number to somebody else only.
    """

    has_number: bool = False
    reference: int = 0
    spelling: int = 0
    is_refused: bool = False
    is_elsewhere: bool = False


NO_CLUE = Clue()
Clues = Mapping[str, Clue]


@dataclass(frozen=True, slots=True)
class Traces:
    """The keyed hashes that a letter leaves, by what they were made of."""

    references: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        return (*self.references, *self.spellings)


def clues_of(
    traces: Traces, recollections: Sequence[Recollection], numbers: Collection[str], owners: Mapping[str, Sequence[str]]
) -> Clues:
    """What is known of each tenant.

    Args:
        traces: What the letter shows.
        recollections: What people said of letters with those traces.
        numbers: VAT and enterprise numbers on the letter.
        owners: Tenants' own numbers, by tenant id.
    """
    clues: defaultdict[str, Clue] = defaultdict(Clue)
    for said in recollections:
        clues[said.owner_id] = _with_recollection(clues[said.owner_id], said, traces)
    if any(clue.reference for clue in clues.values()):
        others = [tenant_id for tenant_id in owners if not clues[tenant_id].reference]
        clues.update({tenant_id: replace(clues[tenant_id], is_elsewhere=True) for tenant_id in others})
    for tenant_id, own in owners.items():
        if own and _is_addressed_by_number(numbers, own):
            clues[tenant_id] = replace(clues[tenant_id], has_number=True)
    return clues


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, with or without their country: "BE0428759497" and "0428.759.497"."""
    digits, others = _digits(one), _digits(other)
    return len(digits) >= NUMBER_DIGITS and digits == others


def _is_addressed_by_number(numbers: Collection[str], own: Sequence[str]) -> bool:
    mine = {number for number in numbers if any(same_number(number, each) for each in own)}
    # A tenant that writes prints its own number too, and then nobody else's.
    return bool(mine) and any(_digits(number) not in {_digits(each) for each in mine} for number in numbers)


def _with_recollection(clue: Clue, said: Recollection, traces: Traces) -> Clue:
    refused = clue.is_refused or said.refused > 0
    if said.trace in traces.references:
        return replace(clue, reference=max(clue.reference, said.confirmed), is_refused=refused)
    return replace(clue, spelling=max(clue.spelling, said.confirmed), is_refused=refused)


def _digits(number: str) -> str:
    return "".join(mark for mark in number if mark.isdigit())
