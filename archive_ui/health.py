"""How the machine is: what the doctor found, as the screens show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

OK, WARN, BAD = "ok", "warn", "bad"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One finding; `level` is `OK`, `WARN` or `BAD`, `advice` is empty where nothing is to be done."""

    subject: str
    level: str
    found: str
    advice: str = ""


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
