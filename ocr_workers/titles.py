"""Degrees, professions and honours that stand before or behind a person's name and never make it another person's.

"Frau Mag. Ingrid Huber", "Gent.le Dott.ssa Rossi", "Jane Doe, MSc FRCS". What tells persons of one name apart ("jun.",
"sen.", "Erben") is none of these.
"""

from __future__ import annotations

import re

_BEFORE = (
    r"m?mag\.?[aª]?", r"dkfm", r"dipl(?=\.)", r"h\.?\s?c",
    r"(?:dipl\.?)?[\s-]{0,2}(?:wirt|ing|kfm|kffr|volksw|betriebsw|psych|p[aä]d|inf|phys|chem|biol|oec|jur|des|finw)(?=\.)",
    r"univ\.?[\s-]{0,2}(?:prof|doz|ass)", r"(?:priv\.?[\s-]?)?doz", r"dr(?:\.?\s?in)?", "drs", "drin", r"d[ae]?r\.?ssa",
    r"(?:med|jur|iur|rer|phil|habil|nat|pol|oec|soc|dent|vet|theol|techn|mont|univ|mult|biol|hum)(?=\.)", "ir", "ing",
    r"prof(?:\.?ssa|\.?in)?", "stb", r"lic(?=\.)", "lizentiat", "rechtsanw[aä]lt(?:in)?", "kommerzialrat", "hofrat",
    "notar(?:in|is)?", "(?-i:RA(?:in)?)", "(?-i:KR)", "meester", "mtr", "jonkheer", "jkvr", "jhr", "ingenieur",
    "dokter", "doctor", "docteure?", "professeure?", "professor(?:in)?", "(?-i:Pr)", "(?-i:M[eᵉ])", "maître",
    "avv(?:to)?", r"dott\.?(?:ssa|ri|re)?", "dottor(?:e|essa)", "rag", "ragionier[ae]", "geom", "geometra", "arch",
    "architetto", "cav", r"comm(?=\.)", r"on(?=\.)", "avvocat[oa]", r"per\.?\s?ind", r"p\.\s?i(?=\.)",
    r"sig\.?(?:na|ri|re|ra)?", "signorin[ao]", "signori", "rev", "reverend", "sir", "lady", "lord", "dame",
    r"hon(?=\.)", "capt", r"col(?=\.)", "cllr", "mx", "mejuffrouw", r"mej", "eheleute", "ehepaar", "fräulein",
)  # fmt: skip
_TITLES_BEFORE = re.compile(rf"^(?:(?:{'|'.join(_BEFORE)})(?:\.\s*|\s+))+", re.IGNORECASE)
_BEHIND = (
    r"b\.?(?:sc|eng|ed|comm?)", r"m\.?(?:sc|eng|ed|ba|phil)", r"(?<=,\s)(?:b\.?a|m\.?a|[kq]\.?c|j\.?p)",
    r"bakk", r"bacc", r"ph\.?\s?d", r"d\.?phil",
    r"ll\.?\s?[bm]", r"mba", r"emba", r"frcs", r"frcp", r"frics", r"mrics", r"fca", r"aca", r"acca", r"fcca", r"cpa",
    r"obe", r"mbe", r"cbe", r"esq(?:uire)?", r"c\.?\s?eng", r"riba", r"mrcvs", r"bvsc", r"rgn",
)  # fmt: skip
_TITLE_BEHIND = re.compile(rf"(?:[\s,]+(?:{'|'.join(_BEHIND)})\.?(?:\s?\((?:hons|fh)\))?)+\s*$", re.IGNORECASE)
LEAST_WORDS = 2
"""Of a person's name; "Studio MBA" has no title behind it."""

_ALONE = """
    mag maga mmag dr drin prof profin professor univ dipl ing kfm dkfm ir drs mr mtr jhr lic avv avvto dott dottssa
    dottore dottoressa rag geom arch cav sigra sigri sigre sigg signori signorina signora docteur dokter doctor maitre
    me pr professeur rechtsanwalt rechtsanwaltin ra hofrat kommerzialrat ehepaar eheleute mejuffrouw mej mx rev sir
    lady
"""
ALONE = frozenset(_ALONE.split())
"""Words, plain, of which a line may consist that stands above the name of the person whom it is about."""

_COURTESIES = """
    gentle gentma gentmo gentmi gentilissima gentilissimo egri egrig pregmo pregma pregmi illmo illma chiarmo chiarma
    spettabili spettli spettmo
"""
ADDRESSES_ALONE = frozenset(_COURTESIES.split())
"""Courtesies of Italian envelopes, plain and without their full stops."""


def without_titles_behind(name: str) -> str:
    """A name without what is written behind it: "Jane Doe, MSc FRCS" is "Jane Doe"; "Studio MBA" stays."""
    return _if_a_name(_TITLE_BEHIND.sub("", name), name)


def without_titles(name: str) -> str:
    """A person's name without degrees, professions and honours: "Mag. Ingrid Huber, MSc" is "Ingrid Huber"."""
    behind = without_titles_behind(name)
    return _if_a_name(_TITLES_BEFORE.sub("", behind), behind)


def _if_a_name(bare: str, name: str) -> str:
    """What is left, if that is a surname with a given name, an initial or a particle; else the whole."""
    return bare.strip() if len(bare.split()) >= LEAST_WORDS else name
