"""Legal forms at the end of a name that were misread, put right where nothing else can be meant.

Engines take an "l" for an "I" and a "B" for an "8": "S.r.I." is no legal form of any country, and "GmbII" is no word. A
form is put right only at a name's end and only from this list; "Garage A6" and "Télécom 4G" stay as they are.
"""

from __future__ import annotations

import re

_SPELLINGS = (
    (r"S\.\s?[r1]\.\s?[I1|!]\.?", "S.r.l."),
    (r"S\.?\s?[àáâä]\s?r\.?\s?[I1|!]\.?", "S.à r.l."),
    (r"S\.\s?p\.\s?4\.?|5\.\s?p\.\s?A\.?", "S.p.A."),
    (r"[GC6]m[bh6][I1l|]{2}|6mbH|[C6]mbH|G[rn]nbH|Gm6H", "GmbH"),
    (r"8V|8\.\s?V\.", "BV"),
    (r"8V8A|8VBA|BV8A|BVB4", "BVBA"),
    (r"5RL|SR1|5R1", "SRL"),
    (r"5PRL|SPR1|5PR1", "SPRL"),
    (r"5ARL|SAR1|5AR1", "SARL"),
    (r"5A5|5AS|SA5", "SAS"),
    (r"A58L|A5BL|AS8L", "ASBL"),
    (r"V2W|VZVV", "VZW"),
    (r"[1I]td|L[1I]d", "Ltd"),
    (r"p[1I|]c", "plc"),
    (r"P1C", "PLC"),
    (r"L1P|LL1P", "LLP"),
)
_LAST = tuple((re.compile(rf"(?<=\w\s)(?:{misread})$"), form) for misread, form in _SPELLINGS)


def spelled_right(name: str) -> str:
    """A name with its legal form as it is printed; unchanged where its last word is none or was read well."""
    for misread, form in _LAST:
        mended, count = misread.subn(form, name)
        if count:
            return mended
    return name
