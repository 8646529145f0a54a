"""Whether a title, initials and a surname leave one person only.

"De heer P. Janssens" may be Pieter's father Paul as well, who is no tenant and of whom nothing is known. A title that
fits the given name rules the wife out and the daughters, the flat's own number the cousins next door, a second initial
nearly everybody; a namesake among the tenants at that door rules nobody out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr_workers import postal
from ocr_workers.given_names import is_womans
from ocr_workers.person_names import PersonName, abbreviated

if TYPE_CHECKING:
    from ocr_workers.address_match import KnownAddress, PrintedAddress
    from ocr_workers.recipient_lines import NamedLine
    from ocr_workers.tenant_directory import KnownTenant, TenantDirectory

ENOUGH_INITIALS = 2
"""So many initials that agree leave nobody else of a household, with a flat's number or without."""


def leave_one_person(
    line: NamedLine, tenant: KnownTenant, printed: PrintedAddress, known: KnownAddress, directory: TenantDirectory
) -> bool:
    """Whether the line means this tenant, whose surname and initials agree and whose address is the known one."""
    is_woman = postal.is_womans_title(line.text)
    if is_woman is None or directory.has_namesake(tenant, known, line.person):
        return False
    return any(_fits(line.person, person, printed, known, is_woman=is_woman) for person in tenant.persons)


def _fits(
    name: PersonName, person: PersonName, printed: PrintedAddress, known: KnownAddress, *, is_woman: bool
) -> bool:
    given = abbreviated(name, person)
    is_narrow = len(given) >= ENOUGH_INITIALS or printed.names_unit_of(known)
    return bool(given) and is_narrow and is_womans(given[0]) is is_woman
