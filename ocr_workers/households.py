"""Whether a line means one person of a household, another one of it, or several.

"Mevrouw Jan Peeters" and "Veuve Jan Peeters" are his wife and his widow, "De heer en mevrouw Jan Peeters" and "Familie
Jan Peeters" all who live there: they are Jan's letters only where no other tenant has that door.
"""

from __future__ import annotations

import re

from ocr_workers import postal
from ocr_workers.given_names import is_womans

_ONE = (
    r"(?:(?:de )?heer|dhr|hr|mevrouw|mevr|mw|herrn?|frau|fr|m|mr|mrs|ms|monsieur|madame|mme|sig(?:\.?ra|nora|nor)?|"
    r"dr|ing|ir|prof|dott(?:\.?ssa)?)\.?"
)
_AND = r"\s*(?:\b(?:en|et|und|u|and|e|ed|of|ou|or|oder|en/of)\b\.?|[&+/])\s*"
_SEVERAL = re.compile(
    rf"^\W*(?:(?:aan|to|an|[àa])\s+)?(?:(?:de |la |the )?(?:famil(?:ie|le|y)|famiglia)\b|fam\.|(?:het )?gezin\b|"
    rf"eheleute\b|ehepaar\b|coniugi\b|[ée]poux\b|sigg\.?\s|consorts\b|{_ONE}{_AND}(?:de )?{_ONE}(?!\w))",
    re.IGNORECASE,
)
_WIDOW = re.compile(r"^\W*(?:veuve|vve|weduwe|wed\.|wwe|witwe|vedova|widow)\b", re.IGNORECASE)
_LAWYERS = re.compile(r"^\W*(?:mr|ma[iî]tre|me)\.?\s", re.IGNORECASE)
"""Dutch lawyers are "mr." and French ones "maître", women and men."""


def addresses_several(line: str) -> bool:
    """Whether a line addresses a couple or a family."""
    return _SEVERAL.match(line) is not None


def is_of_other_sex(line: str, given_name: str) -> bool:
    """Whether a line's title is a woman's and the plain given name a man's, or the other way round."""
    if addresses_several(line) or _LAWYERS.match(line):
        return False
    is_woman = True if _WIDOW.match(line) else postal.is_womans_title(line)
    named = is_womans(given_name)
    return is_woman is not None and named is not None and is_woman is not named
