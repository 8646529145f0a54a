"""State tables: the table is the specification, and every pair not listed is refused.

The same table runs the code, is walked whole by a test and is drawn into
`docs/states/`, so the picture cannot drift from the program.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kernel.errors import MoveRefused

State = TypeVar("State", bound=enum.Enum)
Move = TypeVar("Move", bound=enum.Enum)


@dataclass(frozen=True, slots=True)
class Table(Generic[State, Move]):
    """Which move leads from which state to which.

    Attributes:
        name: What the table is about, a word of the glossary.
        states: All states.
        events: All moves that anyone may ask for.
        initial: The state in which a thing is born.
        moves: (state, move) to new state; every other pair is refused.
    """

    name: str
    states: type[State]
    events: type[Move]
    initial: State
    moves: Mapping[tuple[State, Move], State]

    def next(self, state: State, move: Move) -> State:
        """The state after `move`.

        Raises:
            MoveRefused: The table has no such move from `state`; nothing changed.
        """
        after = self.moves.get((state, move))
        if after is None:
            message = f"a {self.name} that is {state.value} cannot {move.value}; look at its present state first"
            raise MoveRefused(message, state=state.value, move=move.value)
        return after

    def allows(self, state: State, move: Move) -> bool:
        """Whether `next` would accept the pair."""
        return (state, move) in self.moves

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for `docs/states/`."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial.value}"]
        lines += [f"    {a.value} --> {b.value}: {move.value}" for (a, move), b in self.moves.items()]
        left = {state for state, _ in self.moves}
        lines += [f"    {state.value} --> [*]" for state in self.states if state not in left]
        return "\n".join(lines) + "\n"
