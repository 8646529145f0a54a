"""One spelling for every way of writing the same letters.

Accents, case, ligatures and width are folded away; German umlauts have a second
form (ä as ae), because people and old printers write both.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart although readers do.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
# Marks that stand inside words without being read: soft hyphen, joiners, byte order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` in lower case without accents: "ﬁnancé ŒUVRE Straße" becomes "finance oeuvre strasse"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_INVISIBLE).casefold())
    bare = "".join(mark for mark in apart if not unicodedata.combining(mark))
    # Compatibility forms (a circled capital) may bring capitals back.
    return bare.casefold().translate(_LETTERS)


@lru_cache(maxsize=65_536)
def spelt_out(text: str) -> str:
    """`text` folded with its umlauts written as two letters: "Müller" becomes "mueller"."""
    if text.isascii():
        return text.lower()
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT))
