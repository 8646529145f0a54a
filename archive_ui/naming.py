"""The form of a tenant's names, addresses and numbers: what was written, what came of it, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantVisit
from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress
from kernel.tenancy.directory_changes import DirectoryEntryRefused
from kernel.tenancy.look_alikes import LookAlike
from kernel.tenancy.naming import ChangeNames, NameTaken, Part, PartKind, TooManyNames, change_names

LINES = ("street", "postcode", "city", "country")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a form asks for, and what came of it.

    Attributes:
        undo: What the form that takes it back has to send; empty where nothing can be taken back.
        refusal: Why nothing was changed; None where it was.
    """

    kind: PartKind
    do: str
    alike: tuple[LookAlike, ...]
    undo: Mapping[str, Any]
    refusal: PlatformError | None = None


def rename(visit: TenantVisit, tenant_id: TenantId, *, sees_both: bool) -> Renaming:
    """Do what the form asks for; `sees_both` lets the operator, who knows whose names they are, decide.

    Raises:
        NotFound: What is to be withdrawn is not there any more.
    """
    kind = _kind(request.values.get("kind", ""))
    adds = None if request.values.get("do") == "withdraw" else _part(kind, "")
    withdraws = _part(kind, "old_")
    command = ChangeNames(tenant_id, kind, adds, withdraws, visit.user_id, sees_both)
    do = "changed" if adds and withdraws else "added" if adds else "withdrawn"
    if adds is None and withdraws is None:
        return Renaming(kind, do, (), {}, DirectoryEntryRefused("write something first"))
    try:
        alike = change_names(command, visit.deps.database.unit_of_work(DIRECTORY), visit.deps.clock)
    except (DirectoryEntryRefused, NameTaken, TooManyNames) as error:
        return Renaming(kind, do, (), {}, error)
    return Renaming(kind, do, tuple(alike), _way_back(kind, adds, withdraws))


def _kind(written: str) -> PartKind:
    return next((kind for kind in PartKind if kind.value == written), PartKind.ALIAS)


def _part(kind: PartKind, prefix: str) -> Part | None:
    """What stands in the form; None where nothing does."""
    if kind is PartKind.ADDRESS:
        lines = [request.values.get(prefix + line, "").strip() for line in LINES]
        return PostalAddress(*lines) if any(lines[:3]) else None
    return request.values.get(f"{prefix}text", "").strip() or None


def _way_back(kind: PartKind, adds: Part | None, withdraws: Part | None) -> dict[str, Any]:
    """The opposite of what was done; another name takes its own way back, by renaming once more."""
    if kind is PartKind.NAME:
        return {}
    back: dict[str, Any] = {"kind": kind.value, "do": "change" if withdraws else "withdraw"}
    return back | _written("", withdraws) | _written("old_", adds)


def _written(prefix: str, part: Part | None) -> dict[str, Any]:
    match part:
        case None:
            return {}
        case PostalAddress(street, postcode, city, country):
            return dict(zip((prefix + line for line in LINES), (street, postcode, city, country), strict=True))
        case text:
            return {f"{prefix}text": text}
