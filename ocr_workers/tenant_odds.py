"""What evidence is worth: the probabilities and likelihoods of matching, as plain numbers.

`RIGHT` says how often a letter was the tenant's when the name agreed so and the address so and no other tenant might
be meant. `python -m bench.tenant_match --part dev --calibrate` counts it.
"""

from __future__ import annotations

from ocr_workers.address_match import AddressLevel
from ocr_workers.name_levels import NameLevel

RIGHT = {
    #                      AGREES  SHARED  DOOR  FIGURE  PARTLY  PLACE  UNKNOWN OTHER_NUMBER OTHER_PLACE
    NameLevel.EXACT: (0.9998, 0.9997, 0.9996, 0.998, 0.996, 0.75, 0.70, 0.60, 0.37),
    NameLevel.MISREAD: (0.999, 0.9975, 0.9972, 0.996, 0.993, 0.70, 0.60, 0.50, 0.37),
    NameLevel.FORM_MISSING: (0.999, 0.997, 0.9965, 0.995, 0.993, 0.70, 0.50, 0.35, 0.10),
    NameLevel.FULLER: (0.996, 0.992, 0.991, 0.985, 0.97, 0.70, 0.50, 0.35, 0.23),
    NameLevel.NEAR: (0.998, 0.996, 0.995, 0.992, 0.96, 0.60, 0.40, 0.15, 0.15),
    NameLevel.SPELLED: (0.993, 0.97, 0.97, 0.92, 0.90, 0.50, 0.35, 0.12, 0.12),
    NameLevel.CUT: (0.995, 0.992, 0.991, 0.97, 0.95, 0.60, 0.40, 0.15, 0.10),
    NameLevel.TITLED_INITIALS: (0.978, 0.975, 0.80, 0.80, 0.80, 0.45, 0.40, 0.20, 0.15),
    NameLevel.INITIALS: (0.95, 0.90, 0.80, 0.80, 0.80, 0.45, 0.40, 0.20, 0.15),
    NameLevel.GIVEN_MISREAD: (0.60, 0.60, 0.60, 0.50, 0.50, 0.30, 0.20, 0.10, 0.08),
    NameLevel.RELATIVE: (0.40, 0.40, 0.40, 0.40, 0.40, 0.30, 0.20, 0.10, 0.08),
    NameLevel.PARTIAL: (0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.08, 0.05),
    NameLevel.WITHIN: (0.12, 0.12, 0.12, 0.12, 0.12, 0.10, 0.05, 0.05, 0.01),
    NameLevel.OTHER_FORM: (0.60, 0.45, 0.42, 0.41, 0.40, 0.16, 0.16, 0.10, 0.01),
    NameLevel.NONE: (0.40, 0.10, 0.05, 0.05, 0.05, 0.0, 0.0, 0.0, 0.0),
}
"""Probability from 0 to 1 by name and address; never grows from left to right.

Counted on 16,000 letters of `dev`, as (right + 1/2) / (all + 1). Cells with fewer than a hundred letters stand below
what they counted, and below their neighbours of the stronger step. DOOR is set between its neighbours, and so are
initials with a title: of 1,500 relatives' letters by initial 22 looked so, of as many of tenants' own 48 (one to 20).
"""

NAME_LIKELIHOOD = {
    NameLevel.EXACT: 1.0,
    NameLevel.MISREAD: 0.03,
    NameLevel.FORM_MISSING: 0.1,
    NameLevel.FULLER: 0.1,
    NameLevel.NEAR: 0.02,
    NameLevel.SPELLED: 0.002,
    NameLevel.CUT: 0.02,
    NameLevel.TITLED_INITIALS: 0.05,
    NameLevel.INITIALS: 0.05,
    NameLevel.GIVEN_MISREAD: 0.002,
    NameLevel.RELATIVE: 0.0002,
    NameLevel.PARTIAL: 0.02,
    NameLevel.WITHIN: 0.0001,
    NameLevel.OTHER_FORM: 0.0001,
    NameLevel.NONE: 0.0,
}
"""How likely a tenant's name is printed so, beside printing it in full."""

ADDRESS_LIKELIHOOD = {
    AddressLevel.AGREES: 1.0,
    AddressLevel.SHARED: 1.0,
    AddressLevel.DOOR: 0.5,
    AddressLevel.FIGURE: 0.2,
    AddressLevel.PARTLY: 0.1,
    AddressLevel.PLACE: 0.03,
    AddressLevel.UNKNOWN: 0.3,
    AddressLevel.OTHER_NUMBER: 0.003,
    AddressLevel.OTHER_PLACE: 0.0005,
}
"""How likely a tenant's address is printed so, beside printing it in full."""

ATTENTION_ELSEWHERE = 0.1
"""By how much less likely still a person is meant for whose attention a letter is whose first line is a company's."""
HOST = 0.3
"""At most so likely is a tenant who is named only as host, or for the attention of whom a stranger gets it."""
NOT_ALONE = 0.6
"""At most so likely is a tenant beside whom somebody else is addressed."""

NUMBER_PRINTED = "a number of the tenant's own is printed"
REFERENCE_KNOWN = "a customer number confirmed before"
SPELLING_KNOWN = "this spelling was confirmed before"
SENT_BACK = "this spelling was sent back before"
REFERENCE_OF_ANOTHER = "a customer number of somebody else"
CLUE_ODDS = (
    (NUMBER_PRINTED, 100.0),
    (REFERENCE_KNOWN, 100.0),
    (SPELLING_KNOWN, 200.0),
    (SENT_BACK, 0.02),
    (REFERENCE_OF_ANOTHER, 0.02),
)
"""By how much each clue multiplies the odds; where print contradicts, what speaks for counts by its square root."""
MOST_SURE = 0.9995
MOST_AGAINST_PRINT = 0.95
"""No clue lifts a tenant past this against what is printed; a person's word for this very block, given twice, may."""
MOST_REFUSED = 0.5
"""At most so likely is a tenant who sent such a letter back, or whose sender counts it as somebody else's."""
