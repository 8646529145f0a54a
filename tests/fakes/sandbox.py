"""A sandbox that answers from a script instead of opening anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from paper.sandbox import SandboxLimits, TaskResult

Answer = Callable[[Mapping[str, Any], Sequence[bytes]], TaskResult]


class ScriptedSandbox:
    """Runs the functions it was given by task name.

    Attributes:
        answers: The functions; a test may put another in the place of one.
        asked: Every (task, values) so far, in order.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = dict(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def run(
        self,
        task: str,
        values: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        limits: SandboxLimits | None = None,
    ) -> TaskResult:
        del limits
        self.asked.append((task, dict(values)))
        return self.answers[task](values, blobs)

    def close(self) -> None:
        """Nothing to end."""
