"""Words in a letterhead that name a department, a profession or a form of address, and nobody."""

from __future__ import annotations

import re

FORMS_OF_ADDRESS = frozenset(
    (
        "mr", "mrs", "ms", "miss", "sir", "madam", "mme", "mlle", "m", "madame", "monsieur", "mesdames", "messieurs",
        "dhr", "mw", "mevr", "mevrouw", "mijnheer", "de heer", "heer", "herr", "herrn", "frau", "hr", "fr", "familie",
        "sig", "sigra", "signor", "signora", "signore", "egregio", "gentile", "spett", "spettabile",
    )
)  # fmt: skip
_DEPARTMENT = re.compile(
    r"^\W*(?:(?:the )?(?:department|office|division|unit) (?:of|for)\b|.*\b(?:department|division|accounts|helpdesk)$|"
    r"customer (?:service|care)s?|(?:delivery|sorting|branch) office\b|accounts (?:payable|receivable)|"
    r"out-?patients?\b|"
    r"(?:dienst|afdeling|polikliniek|poli|klantendienst|klantenservice|boekhouding|secretariaat|directie|bureau)"
    r"(?! uitvoering)\b|"
    r"(?:service|d[ée]partement|direction|p[ôo]le|consultations?|secr[ée]tariat|bureau|comptabilit[ée])"
    r"(?! public| g[ée]n[ée]rale| national)\b|"
    r"(?:abteilung|fachbereich|referat|dezernat|sachgebiet|kundenservice|kundendienst|kundenbetreuung|buchhaltung|"
    r"poliklinik f|klinik f|sekretariat|gesch[äa]ftsstelle|\w+(?:abteilung|ambulanz|stelle)$)|"
    r"(?:ufficio|reparto|servizio|settore|area|direzione|ambulatorio|assistenza clienti|segreteria)\b)",
    re.IGNORECASE,
)
_PROFESSION = re.compile(
    r"^\W*(?:(?:\w*gerechtsdeurwaarders?|notaris(?:sen)?|advoca(?:at|ten)|huisarts|tandarts|accountants?|"
    r"huissiers?(?: de justice)?|notaires?|avocate?s?|m[ée]decin|dentiste|expert-comptable|"
    r"(?:ober)?gerichtsvollzieher(?:in)?|notar(?:in)?|rechtsanw[äa]lt(?:e|in)?|steuerberater(?:in)?|zahn[äa]rzt(?:in)?|"
    r"fach[äa]rzte?(?:in)?|[äa]rzte|avvocat[oia]|notaio|dottore commercialista|commercialista|ufficiale giudiziario|"
    r"solicitors?|barristers?|bailiff|notary(?: public)?|chartered accountants?|dentist)\b"
    r"(?:[\s,&/-]+(?:und|et|en|e|and|au|à|te|in|near|bei|van|für|f[üu]r|de|du|des|la|il|del|al|"
    r"barreau|balie|foro|kandidaat|"
    r"\w*gerechtsdeurwaarder|notar(?:in)?|notaire|avocat|notaio|rechtsanwalt|mediator|steuerberater(?:in)?|"
    r"\w+recht|[^\W\d_]+)){0,4})\W*$",
    re.IGNORECASE,
)
TRADE = re.compile(
    r"^(?:versicherung(?:en|s?gruppe)?|verzekering(?:en)?|assurances?|assicurazioni|insurance|bank|banque|banca|"
    r"energ(?:ie|y|ia)|[ée]nergies?|immobilien|immobilier|immobiliare|vastgoed|logisti(?:k|cs|que|ca|ek)|telecom|"
    r"t[ée]l[ée]com|mobile|krankenkasse|mutualit[ée]|mutuelle|ziekenfonds|stadtwerke|water|gas|strom|group|groep|"
    r"groupe|gruppe|gruppo|bv|nv|gmbh|ag|sa|srl|s\.?p\.?a\.?|ltd|plc)$",
    re.IGNORECASE,
)
"""What a second line of a letterhead adds to the name above it."""


def is_office(name: str) -> bool:
    """Whether a line of a letterhead is a department's or only says what somebody is by profession."""
    return _DEPARTMENT.match(name) is not None or _PROFESSION.match(name) is not None
