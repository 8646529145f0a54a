"""Legal forms of companies, and which of them are one in another language or of another year.

A Belgian BV is an SRL in French and was a BVBA or SPRL before 2019 (Companies and Associations Code); a letter may
print any of them. In other countries such pairs are two companies.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

# fmt: off
LEGAL_FORMS = frozenset((
    "bv", "bvba", "nv", "vof", "cv", "cvba", "vzw", "ivzw", "asbl", "aisbl", "sprl", "srl", "scrl", "sa",
    "sarl", "sas", "sasu", "eurl", "sci", "snc", "scs", "sc", "gie", "gmbh", "mbh", "ag", "kg", "ohg", "gbr", "ug",
    "ev", "eg", "se", "spa", "sapa", "ltd", "limited", "plc", "llp", "llc", "inc", "commv", "gcv", "saargl", "sarls",
    "scarl", "scpa", "soccoop", "srls", "onlus", "odv", "asd", "ek", "ekfm", "ekfr", "eu", "og", "kgaa", "ggmbh",
    "gesmbh", "partg", "partgmbb", "sagl", "selarl", "selas", "scop", "scea", "earl", "gaec", "scp", "commva",
    "maatschap", "dac", "clg", "cic", "cio",
))
_SAME = {
    "bvba": "bv", "sprl": "bv", "srl": "bv", "sa": "nv", "asbl": "vzw", "aisbl": "vzw", "ivzw": "vzw", "limited": "ltd",
    "cvba": "cv", "scrl": "cv", "sc": "cv", "sarls": "sarl", "scs": "commv", "gcv": "commv",
    "gesmbh": "gmbh", "soccoop": "scarl", "ekfm": "ek", "ekfr": "ek",
}
_MISREAD = {
    "sr1": "srl", "sri": "srl", "5a": "sa", "5rl": "srl", "6mbh": "gmbh", "gmbll": "gmbh", "8v": "bv", "spr1": "sprl",
    "a6": "ag", "4g": "ag", "k6": "kg", "sar1": "sarl", "5arl": "sarl", "5as": "sas", "sa5": "sas", "5pa": "spa",
    "scar1": "scarl", "se1arl": "selarl", "5ca": "sca", "1td": "ltd", "p1c": "plc", "l1p": "llp", "8vba": "bvba",
}
# fmt: on
_SPELLED = {
    "besloten vennootschap met beperkte aansprakelijkheid": "bvba",
    "besloten vennootschap": "bv",
    "naamloze vennootschap": "nv",
    "vennootschap onder firma": "vof",
    "commanditaire vennootschap": "commv",
    "cooperatieve vennootschap": "cv",
    "vereniging zonder winstoogmerk": "vzw",
    "association sans but lucratif": "asbl",
    "societe anonyme": "sa",
    "societe par actions simplifiee": "sas",
    "societe en nom collectif": "snc",
    "societe civile immobiliere": "sci",
    "societe a responsabilite limitee": "sarlspelled",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "aktiengesellschaft": "ag",
    "kommanditgesellschaft": "kg",
    "offene handelsgesellschaft": "ohg",
    "societa a responsabilita limitata": "srl",
    "societa per azioni": "spa",
    "societa cooperativa a responsabilita limitata": "scarl",
    "societa cooperativa a rl": "scarl",
    "soc coop a rl": "scarl",
    "soc coop arl": "scarl",
    "societa cooperativa": "soccoop",
    "eingetragener kaufmann": "ek",
    "eingetragene kauffrau": "ek",
    "ug haftungsbeschrankt": "ug",
    "public limited company": "plc",
    "private limited company": "ltd",
    "limited liability partnership": "llp",
    "incorporated": "inc",
}  # fmt: skip
_EITHER = "sarlspelled"
"""The French words for a SARL are those for a Belgian SRL."""
_PARTS = {
    "gmbh co kg": "gmbhcokg",
    "ag co kg": "agcokg",
    "s a r l": "sarl",
    "sa rl": "sarl",
    "comm v": "commv",
    "ges mbh": "gesmbh",
    "e kfm": "ek",
    "e kfr": "ek",
    "partg mbb": "partgmbb",
    "sca rl": "scarl",
    "sca r1": "scarl",
    "s c a r l": "scarl",
    "soc coop": "soccoop",
    "comm va": "commva",
}
_COMPOUND = frozenset((*_PARTS.values(), _EITHER))
_BODIES = frozenset(
    ("stichting", "vereniging", "verein", "association", "fondation", "fondazione", "gemeente", "commune")
)


def closed_up(name: str) -> str:
    """A plain name whose legal form is one word, misread ones mended: "x gmbh co kg" is "x gmbhcokg"."""
    for parts, form in (*_SPELLED.items(), *_PARTS.items()):
        if name.endswith(" " + parts) or name.startswith(parts + " "):
            name = name.replace(parts, form, 1)
    words = [_MISREAD.get(word, word) for word in name.split()]
    if len(words) > 2 and words[-1] == "v" and Levenshtein.distance(words[-2], "comm") <= 1:
        words = [*words[:-2], "commv"]
    if words[-2:] == ["co", "kg"] and len(words) > 3 and Levenshtein.distance(words[-3], "gmbh") <= 1:
        words = [*words[:-3], "gmbhcokg"]
    return " ".join(words)


def split_legal_form(name: str) -> tuple[str, str]:
    """A plain name without its legal form, and the form ("" for none), which stands at the end or in front."""
    words = name.split()
    if len(words) > 1 and is_form(words[-1]):
        return " ".join(words[:-1]), words[-1]
    if len(words) > 1 and is_form(words[0]):
        return " ".join(words[1:]), words[0]
    return name, ""


def is_form(word: str) -> bool:
    """Whether a plain word is a legal form."""
    return word in LEGAL_FORMS or word in _COMPOUND


def names_a_form(name: str) -> bool:
    """Whether a plain name ends or begins with a legal form: a company's, and no person's."""
    return split_legal_form(closed_up(name))[1] != "" or not _BODIES.isdisjoint(name.split())


def same_form(one: str, other: str) -> bool:
    """Whether two forms are the same, in another language or of another year too."""
    if _EITHER in {one, other} and {one, other} & {"srl", "sarl", "bv", "sprl"}:
        return True
    return _SAME.get(one, one) == _SAME.get(other, other)
