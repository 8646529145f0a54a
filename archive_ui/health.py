"""How the machine is: what the doctor found, as the screens show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

OK, WARN, BAD = "ok", "warn", "bad"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One finding.

    Attributes:
        code: What it is, as `archive_ui.words.health` knows it.
        level: `OK`, `WARN` or `BAD`.
        values: Figures and names that its text shows.
    """

    code: str
    level: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """What is running, and what was found: versions by name, findings in the order of looking."""

    versions: tuple[tuple[str, str], ...]
    findings: tuple[HealthFinding, ...]


Examine = Callable[[], Health]
"""Looks at the whole machine; takes a moment."""


def worst_first(findings: Iterable[HealthFinding]) -> list[HealthFinding]:
    """What wants a person first; the order of looking otherwise."""
    return sorted(findings, key=lambda finding: (BAD, WARN, OK).index(finding.level))
