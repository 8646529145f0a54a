r"""The words beside which letters print their facts, in five languages.

Each entry is a piece of a pattern, matched anywhere and in either case; `\b` stands
where a short word would otherwise be found inside a longer one.
"""

from __future__ import annotations

import re


def any_of(*phrases: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern for any of the phrases, between the patterns `before` and `after`."""
    return re.compile(before + "(?:" + "|".join(phrases) + ")" + after, re.IGNORECASE)


# fmt: off
DATE_LABEL = any_of(
    "date", "dated", "invoice date", "date of issue", "issued", "statement date",
    "datum", "gedagtekend", "dagtekening", "briefdatum", "factuurdatum",
    "rechnungsdatum", "belegdatum", "ausstellungsdatum", "den",
    "fait (?:à|le)", "date de (?:la )?facture", "date d['’]?[ée]mission", "le",
    "data", "data (?:della )?fattura", "data (?:di )?emissione", "l[iì]",
    before=r"\b", after=r"\b[\s:.,]*$",
)
DUE = any_of(
    r"\bdue\b", r"\bby\b", "before", "no later", "deadline", r"\bpay",
    "verval", "uiterlijk", "v[óo][óo]r", "betalen", "te voldoen",
    "f[äa]llig", "zahlbar", "zahlungsziel", r"bis (?:zum|sp[äa]testens)", "sp[äa]testens", "frist",
    "[ée]ch[ée]ance", "avant le", "jusqu['’]au", "au plus tard", "date limite", "payer",
    "scaden", "entro", "pagare",
)
OTHER_DAY = any_of(
    r"\bborn\b", "birth", "your (?:letter|ref)", "deliver", r"\bfrom\b", r"\bto\b", "until", "appointment", "valid",
    "valut",
    "geboren", "geboorte", "uw (?:brief|schrijven|kenmerk)", "lever", r"\bvan\b", r"\btot\b", "afspraak", "vanaf",
    "geldig",
    r"geb\.", "geburts", "ihr (?:schreiben|zeichen)", "liefer", r"\bvom\b", r"\bbis\b", "zeitraum", "termin", "ab dem",
    "g[üu]ltig", "stand",
    "n[ée]e? le", "naissance", "votre (?:lettre|courrier|r[ée]f)", "livraison", r"\bdu\b", r"\bau\b", "rendez",
    "dès", "valable",
    r"nat[oa]\b", "nascita", "vostra", r"suo\b", "consegna", r"\bdal\b", r"\bal\b", "appuntamento", "p[ée]riod",
)
TOTAL = any_of(
    r"total\b", "amount (?:due|payable)", "balance", "grand total", "to pay", "net pay", "premium",
    "te betalen", r"(?:totaal|eind)\s?bedrag", "openstaand", "verschuldigd", "totaal", "saldo", "nettobedrag",
    "premie",
    r"gesamt\w*", "rechnungsbetrag", "zahlbetrag", "zu zahlen", "endbetrag", "brutto", r"offene\w* (?:betrag|posten)",
    "nachzahlung", "nettobetrag", r"auszahlung\w*", "pr[äa]mie",
    "net à payer", "montant (?:à payer|total|d[ûu])", "à payer", "solde", "reste d[ûu]", "somme", r"\bttc\b", "prime",
    "totale", "importo", "da pagare", "netto da pagare", "premio",
)
STRONG_TOTAL = any_of(
    "amount (?:due|payable)", "total due", "grand total", "to pay", r"\bincl", "net pay",
    "te betalen", "openstaand", "verschuldigd", r"totaal\s?bedrag", "tvac", "nettobedrag",
    "rechnungsbetrag", "zahlbetrag", "zu zahlen", "endbetrag", "gesamtbetrag", "brutto", "nettobetrag", "auszahlung",
    "net à payer", "à payer", "montant (?:d[ûu]|total)", "reste d[ûu]", r"\bttc\b",
    "da pagare", "importo totale", "totale (?:da pagare|fattura|documento)",
)
NOT_TOTAL = any_of(
    "excl", "subtota", "discount", r"\bvat\b", "previous", "opening",
    r"\bbtw\b", "korting", "tot 100", "vorig", "garantie",
    "zwischensumme", "rabatt", r"\bmwst", r"\bust\b", "mehrwertsteuer", "steuer", "kapital", "anfangs",
    "sous-total", "hors", r"\bht\b", "htva", "remise", r"\btva\b", "capital", "ancien",
    "imponibile", "sconto", r"\biva\b", r"\bnetto?\b", r"per st", "pro st",
)
INVOICE_NUMBER = any_of(
    r"invoice (?:no|number|nr)", "factuurn(?:ummer|r)", r"factuur n[ro°]", r"rechnungs?\s?-?(?:nummer|nr)",
    r"rechnung nr",
    r"(?:num[ée]ro|n[°ºo.]+)\s?(?:de )?(?:la )?facture", r"facture (?:n[°ºo]|num[ée]ro)",
    r"(?:numero|n[°ºo.]+) (?:della )?fattura",
    r"fattura n[°ºo.]", "credit note (?:no|number)", "creditnota n", "gutschrift n", "avoir n",
)
OUR_REFERENCE = any_of(
    r"our ref", r"reference", r"\bref\b", "policy (?:no|number)", "case (?:no|number)", "contract (?:no|number)",
    "file (?:no|number)",
    "ons kenmerk", "kenmerk", "referentie", "polisn", "dossiern", "aanslagn", "contractn",
    "unser zeichen", "aktenzeichen", "gesch[äa]ftszeichen", "referenz", "vorgangsn", "versicherungs(?:schein)?n",
    "vertragsn",
    "notre r[ée]f", "nos r[ée]f", "r[ée]f[ée]rence", r"\br[ée]f\b", r"n[°ºo] (?:de )?(?:police|dossier|contrat)",
    "dossier n",
    "nostro rif", r"ns\.? rif", "riferimento", r"\brif\b", "protocollo", r"(?:polizza|pratica|contratto) n",
)
SUBJECT_LABEL = any_of(
    "subject", "re", "betreft", "onderwerp", "betreff", "betr", "objet", "concerne", "oggetto",
    before=r"^\W*", after=r"\s?\.?\s?:\s*",
)
SALUTATION = any_of(
    "dear", "to whom it may", "geachte", "beste", "mijnheer", "mevrouw", "sehr geehrte", "liebe", "guten tag", "werte",
    r"madame,?\s*monsieur", r"(?:ch[eè]re? )?(?:madame|monsieur|mesdames)\b[^.]{0,40},$", "cher", "ch[eè]re",
    "gentil[ei]", "egregi", "spettabil", "spett", r"buongiorno", "caro", "cara",
    before=r"^\W*", after=r"\b",
)
# fmt: on
