"""The steps by which a printed name agrees with a registered one."""

from __future__ import annotations

import enum


class NameLevel(enum.Enum):
    """How well two names agree, best first."""

    EXACT = "name agrees"
    MISREAD = "name agrees but for letters that print confuses"
    FORM_MISSING = "name agrees without its legal form"
    FULLER = "name agrees, with one more name or initial"
    NEAR = "name differs in a letter or two"
    SPELLED = "name is spelled otherwise, as print seldom confuses it"
    CUT = "name is cut off"
    TITLED_INITIALS = "surname, initials and title agree, and nobody else is known there"
    INITIALS = "surname and initials agree"
    GIVEN_MISREAD = "given name differs in a letter that print confuses"
    RELATIVE = "name differs in a letter or two, as relatives' names do"
    PARTIAL = "only part of the name is printed"
    WITHIN = "name is part of a longer one"
    OTHER_FORM = "name agrees but the legal form differs"
    NONE = "name differs"
