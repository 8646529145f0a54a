"""Whose number it is that stands behind a label, in five languages."""

from __future__ import annotations

import enum
import re

from rapidfuzz.distance import Levenshtein


class Owner(enum.Enum):
    """What a number counts: the document itself, the sender's matter, the customer, or something else."""

    DOCUMENT = "document"
    REFERENCE = "reference"
    MATTER = "matter"
    CUSTOMER = "customer"
    FOREIGN = "foreign"


# A number word and marks between the noun and the number: "no.", "n°", "-Nr.:", "#".
_NUMBER_WORD = (
    r"(?:\s*\([^()\d]{1,30}\)|\s*\(\d{1,4}\)){0,2}"
    r"(?:[-\s.]*(?:no|nr|num|number|nummer|num[ée]ro|numero|code|codice|id|ref(?:erence)?|n[°ºo.])(?:\b|(?<=[°º.])))?"
    r"[.\s:°º#=|-]*"
)


def _label(*nouns: str) -> re.Pattern[str]:
    return re.compile(r"(?:^|[\W_])(?:" + "|".join(nouns) + ")" + _NUMBER_WORD + r"$", re.IGNORECASE)


# fmt: off
_DOCUMENT = _label(
    "invoice", "bill", "credit (?:note|memo|document)", "credit", "statement", "document", "fee note", "receipt",
    "memo", "inv", r"\w*factuur", r"re(?=[-.]\s?nr)", "fatt", "re[çc]u",
    "bon", "factuur", "facturen", "(?:credit|krediet|ereloon)?nota", "(?:credit|krediet)factuur", "uittreksel",
    "afschrift",
    "stuk", "facture", "avoir", "note(?: de cr[ée]dit| d['’]honoraires)?", "relev[ée]", "extrait", "pi[èe]ce",
    r"\w*rechnungs?", "gutschrifts?", "belegs?", "auszugs?", "honorarnote", "rechnungskorrektur", r"rg\.?", r"re\.",
    "fattura", "nota(?: di)? (?:credito|accredito)", "documento", "parcella", "estratto(?: conto)?", "bolletta",
    "ricevuta", "(?:eind|jaar|slot)?afrekening", "d[ée]compte", "conguaglio", "quittance",
)
_BARE = re.compile(
    r"^\W*(?:no|nr|number|nummer|num[ée]ro|numero|n[°ºo.]|n\.|#)[.\s:°º#-]*$", re.IGNORECASE
)
_REFERENCE = _label(
    "our ref(?:erence)?", "reference", r"ref\.?", "ons kenmerk", "kenmerk", "referentie", "unser(?:e)? zeichen",
    "referenz",
    "zeichen", "notre r[ée]f(?:[ée]rence)?", "nos r[ée]f(?:[ée]rences)?", "r[ée]f[ée]rence(?: de l['’]avis)?",
    r"r[ée]f\.?",
    r"(?:nostro|ns\.?) rif(?:erimento)?", "riferimento", r"rif\.?", r"protocollo", r"prot\.?", r"vorgangs?",
    "quoting", "quote",
    r"onze referte", "referte", r"o/ref\.?", r"n/r[ée]f\.?", r"onder nummer", "unter der nummer",
    "mahnungs?", "aanmaning", "herinnering", "reminder", "rappel", "sollecito",
    "sous le num[ée]ro", "con documento", "with number", "number", "met nummer", "mit der nummer", "num[ée]ro",
    "numero", r"rif\.? (?:ns|nostro)\.?", r"g\.?z\.?", r"gesch\.?-?z\.?", "buchungszeichen",
    "identificativo",
    r"(?:please|always|quote|mention|te vermelden|vermelden|rappeler|angeben|citare|indicare|"
    r"mentionner)(?: [^:\d]{1,40})?(?=\s?:)",
    "(?:r[ée]f[ée]rences?|n[°º]) [àa] (?:rappeler|indiquer|mentionner)",
)
_PAYMENT = _label(
    "betalings?kenmerk", "(?:gestructureerde )?mededeling", "communication(?: structur[ée]e)?", "verwendungszweck",
    "zahlungsreferenz", "payment ref(?:erence)?", "r[ée]f[ée]rence de paiement", "causale",
    "riferimento (?:di |del )?pagamento",
)
_MATTER = _label(
    "policy", "claim", "case", "contract", "file", "warrant", "agreement(?: no)?", "reference number", "roll",
    "consignment",
    "certificate", "application", "registration", "portfolio", "account(?: plan)?", "dossier", "booking(?: id)?",
    "boeking", "buchungs?", "polis", "schade",
    "zaak", "rol",
    "contract", "aanslag", "kohier(?:artikel)?", "zending", "vorderings", "akte", r"barcode",
    "portefeuille",
    "police", "contrat", "sinistre", "affaire", "r[ôo]le", "num[ée]ro fiscal", "envoi", "bordereau",
    "colis", "pli",
    r"versicherungs(?:schein)?s?", "vertrags?", "vertragskonto", "police", "aktenzeichen", r"az\.?",
    "gesch[äa]fts(?:zeichen|nummer)?",
    "schadens?", "steuer", "kassenzeichen", "register", "sendungs?", "bescheid", r"dr", "polizza", "sinistro",
    "pratica", "contratto",
    "cartella(?: di pagamento)?", "avviso(?: di (?:pagamento|accertamento|intimazione|addebito))?",
    "intimazione(?: di pagamento)?", "ingiunzione", "commandement de payer", "zahlungsbefehls?", "atto",
    "r\\.?\\s?g", "procedimento", "invio", "plico", "cron", "depot",
    "deposito",
    "matter", "docket", "permit", "ticket", "notice", "penalty charge notice", "pcn", r"\w*dossier", r"\w*biljet",
    "beschikkings?", "notitie", "pv", "meldings?", "brief", "offerte", "avis(?: [àa] tiers d[ée]tenteur)?", "fip",
    "acte",
    "courrier", r"vers\.?", "dokumenten?", "dokument", "antrags?", "inkasso", "forderungs?", "tagebuch",
    "urkunden(?:rolle)?",
    r"u\.?r\.?", "verbale", "letter", "lettre", "lettera", "schreiben", "stuk",
    "taxpayer reference", "anwendungsnummer", "dossier sinistre", "addressed under",
)
_CUSTOMER = _label(
    "customer", "your account", "account", "client", "member(?:ship)?", "patient", "employee", "staff", "payroll",
    "works", "debtor",
    "(?:uw )?klant(?:en)?", "debiteur", "relatie", "lid", "pati[ëe]nt(?:en)?", "personeels", "stam", "aansluitings?",
    "aansluiting", "client", "code client", r"n[°ºo] (?:de )?client", "abonn[ée]", "matricule",
    "num[ée]ro de patient", "adh[ée]rent",
    "kunden", "kunden-?", "kunde", "ihre kunden-?", "mitglieds?", "personal", "patienten", "verbrauchsstelle",
    "debitoren", "stamm",
    "cliente", "codice cliente", r"vs\.? codice", "utenza", "matricola", "socio", "codice utente", "numero cliente",
    "numero paziente",
    "klantcode", "customer id", "account no",
)
_FOREIGN = _label(
    "order", "order no", "your order", "purchase order", r"p\.?o\.?", "delivery", "bestelling", "bestel", "levering",
    "commande", "livraison",
    "auftrags?", "bestell", "bestellungs?", "lieferschein", "ordine", "consegna", r"ddt", "tel", "t[ée]l",
    "telefoon", "telefon", "fax", "phone",
    "mobile", "gsm", "iban", "bic", "swift", "btw", "tva", "vat", "ust-?id", "mwst", "iva", "kvk", "siret", "siren",
    "rcs", "hrb", "rpr", "rpm",
    "meter", "serial", "z[äa]hler", "contatore", "compteur", "ean", "pod", "pdr", "pdl", "page", "pagina", "seite",
    "blad", "blatt", "sheet",
    "foglio", "feuillet", "volg", "sort code", "box", "postbus", "postfach", "bp", "konto", "rekening", "conto",
    "compte", "uurloon",
    "steuerklasse", "tax code", "article", "art", r"your ref(?:erence)?", "uw (?:ref(?:erentie)?|kenmerk|brief)",
    "ihr(?:e)? (?:zeichen|nachricht|schreiben)",
    r"votre r[ée]f(?:[ée]rence)?", r"v/r[ée]f\.?", r"(?:vostro|vs\.?|suo) rif(?:erimento)?", "kaart(?:nummer)?",
    "card", "carte", "karte", "carta", "ending",
    r"vos r[ée]f(?:[ée]rences)?\.?", "ihre referenz", r"u/ref\.?", r"uw referte", r"rif\.? (?:vs|vostro)\.?",
    "t[ée]l[ée]phone", "telefono", "cellulare", "portable", "handy", "mobiel", "hotline", "rijksregister", "bsn",
    "burgerservice", "sozialversicherungs?", "s[ée]curit[ée] sociale", "insz", "niss", "national insurance", "ni",
    "codice fiscale", r"c\.?\s?f\.?", "ondernemings", "handelsregister", "(?:d['’])?entreprise",
    r"company(?: registration)?",
    "registered", r"amtsgericht \w+", r"p\.?\s?iva", "partita iva", "ust-?idnr", "steuer-?id", "intracommunautaire",
    "haus",
    "huis", "zimmer", "kamer", "bus", "bo[îi]te", "interno", "flat", "unit", "apartment", "kenteken", "plaque",
    "kennzeichen", "targa", "chassis", "fahrgestell", "telaio", "s[ée]rien?", "s[ée]rie", "s/n", "artikel", "item",
    "sku",
    "model(?:l|lo)?", "type", "version", "eori", "gln", "iso", "din", "blz", "bankleitzahl", "kto", "abi", "cab", "cin",
    "creditor(?: id)?", "gl[äa]ubiger(?:-id|-?identifikations)?", "mandats?(?:referenz)?", "mandaat", "rum", "ics",
    "sdi",
    "codice destinatario", "cig", "cup", "incassanten", "terminal", "kasse", "filiale", "agence", "banque", "postal",
    "postcode", "plz", "cap", "zip", "naf", "ape", "rea", "licen[cs]e", "orias", "charity", "fsma", "afm",
    "haftpflicht",
    "codice (?:avviso|cbill|iuv)", "numero avviso", "avviso pagopa", "codice avviso pagopa", "cbill", "iuv",
    "identifiant cr[ée]ancier(?: sepa)?", "incassant(?: id)?", "id creditore", "identificativo creditore", "sepa",
    r"rpps", "adeli", "finess", "riziv", "inami", "agb", "lanr", "bsnr", "nhs", "gmc", "nmc", "bank account",
    "tabel", "shelf", "loket", "guichet", "schalter", "sportello", "counter", "room", "zaal", "salle", "saal",
    "barcode",
)
_FILE = _label(
    "file", "case", "dossier", "zaak", "affaire", "aktenzeichen", r"az\.?", "vorgangs?", "pratica", "inkassoakte",
)
_INVOICE = _label("invoice", "bill", "factuur", "facture", "rechnungs?", "fattura", "bolletta", r"rg\.?", "inv", "fatt")
_OF_SOME_SORT = re.compile(
    r"(?:^|[\W_])(?:invoice|bill|credit note|factuur|(?:credit)?nota|facture|avoir|relev[ée]|\w*rechnung|gutschrift|"
    r"fattura|bolletta|nota|\w*afrekening|d[ée]compte|quittance)"
    r"(?:\s+(?:[^\W\d_]{1,5}['’])?[^\W\d_]{2,16}){1,3}" + _NUMBER_WORD + "$",
    re.IGNORECASE,
)
"""As in: facture de régularisation 2026-WA-0099; bolletta energia elettrica n. 4500318872."""
_ANY_NUMBER = re.compile(
    r"(?:^|[\W_])(?:[^\W\d_]{4,}(?:nummer|[-\s]?nr|[-\s]?no|\snumber|\snumero|\snum[ée]ro|\s?n[°º]|"
    r"zeichen|referen[cz]e?|[-\s]ref)|"
    r"(?:n[°ºr.]|num[ée]ro|numero|codice|code|number)\s+(?:(?:de|du|des|della|del|di|van|of|dell['’]|"
    r"d['’])\s*(?:la\s|l['’])?)?"
    r"[^\W\d_]{3,})[\s.:°º#]*$",
    re.IGNORECASE,
)
"""Any noun that is counted ("Antragsnummer", "n° de quittance"): the sender's own, where nobody else's is known."""
_OTHERS_INVOICE = re.compile(
    r"(?:relat(?:es|ing) to|original|ref\.?|rif\.?|to|for|bij|betreft|op|van|oorspronkelijke|concerne la|"
    r"sur(?: la)?|zu(?:r)?|der|die|mindert|"
    r"su|originaria|storna|della|la|remplace|against|correction of our|cancels|our|unsere|notre|nostra|onze|"
    r"de)\s+\W*$",
    re.IGNORECASE,
)
# fmt: on
_AFTER_COMMA = re.compile(r"[,;(]\s*(?:no|nr|number|nummer|num[ée]ro|numero|n[°º])[.\s:°º#-]*$", re.IGNORECASE)
"""As in: Art: Einschreiben mit Rückschein, Nr. 4711."""
_ORDER = (
    (Owner.FOREIGN, _FOREIGN),
    (Owner.CUSTOMER, _CUSTOMER),
    (Owner.DOCUMENT, _DOCUMENT),
    (Owner.MATTER, _MATTER),
    (Owner.REFERENCE, _PAYMENT),
    (Owner.REFERENCE, _REFERENCE),
)  # fmt: skip
SURENESS = {Owner.DOCUMENT: 0.92, Owner.REFERENCE: 0.8, Owner.MATTER: 0.74, Owner.CUSTOMER: 0.9, Owner.FOREIGN: 0.0}
OF_ANOTHER = 0.55
OF_A_PAYMENT = 0.6
"""A number to be quoted with a payment is the matter's only where no other is printed."""
BARE = 0.78
OF_SOME_SORT = 0.7
OF_ANY_SORT = 0.62
MISREAD, LABEL_WORDS, SHORT_WORD = 0.05, 4, 5
"""By how much a label is less sure of which a letter is misread, of how many words labels have at most,
and up to how many letters a word is too short for it."""
_SPELLED = frozenset(
    ("reference", "referentie", "référence", "références", "riferimento", "referenz", "referte", "rechnung",
     "rechnungsnummer", "rechnungs-nr", "factuur", "factuurnummer", "facture", "fattura", "invoice", "number", "nummer",
     "numéro", "numero", "kenmerk", "zeichen", "dossier", "dossiernummer", "pratica", "aktenzeichen", "customer",
     "klantnummer", "klantnr", "kundennummer", "kunden-nr", "client", "cliente", "polisnummer", "vertrag",
     "vertragsnummer", "contract", "contrat", "contratto", "police", "polizza", "policy", "protocollo",
     "geschäftszeichen", "vorgangsnummer", "telephone", "telefoon", "telefon", "bestellung", "commande")
)  # fmt: skip
"""The words of labels that are known by all but one of their letters."""


def owner_of(before: str) -> tuple[Owner, float] | None:
    """What the number behind the text `before` counts, and how sure that is; None where no label stands there.

    The longest label wins, so that "order reference" is an order's and "account statement no." a document's. A label
    with one misread letter is known too, and less sure.
    """
    owned = _owner_of(before)
    if owned is not None or not (spelled := _respelled(before)):
        return owned
    owned = _owner_of(spelled)
    return (owned[0], owned[1] - MISREAD) if owned else None


def _respelled(before: str) -> str:
    """The text with its last words spelled as the labels are that they are a misreading of; "" where none is."""
    words = before.split(" ")
    for position in range(max(0, len(words) - LABEL_WORDS), len(words)):
        bare = words[position].strip(".:,;°º#()-").casefold()
        near = _near(bare.replace("rn", "m")) if len(bare) > SHORT_WORD and bare not in _SPELLED else []
        if len(near) == 1:
            words[position] = words[position].casefold().replace(bare, near[0])
    spelled = " ".join(words)
    return spelled if spelled != before else ""


def _near(word: str) -> list[str]:
    return [each for each in _SPELLED if Levenshtein.distance(word, each.replace("rn", "m"), score_cutoff=1) <= 1]


def _owner_of(before: str) -> tuple[Owner, float] | None:
    if _BARE.search(before):
        return Owner.DOCUMENT, BARE
    best: tuple[int, Owner, re.Match[str]] | None = None
    for owner, pattern in _ORDER:
        found = pattern.search(before)
        if found and (best is None or len(found.group()) > best[0]):
            best = len(found.group()), owner, found
    if best is not None and best[2].re is _PAYMENT:
        return Owner.REFERENCE, OF_A_PAYMENT
    if best is None:
        return _owner_by_shape(before)
    _, owner, found = best
    if owner is Owner.DOCUMENT and _OTHERS_INVOICE.search(before[: found.start() + 1]):
        return owner, OF_ANOTHER
    return owner, SURENESS[owner]


def _owner_by_shape(before: str) -> tuple[Owner, float] | None:
    """Whose number it is behind words that are no label of the lists, but are formed like one."""
    if _OF_SOME_SORT.search(before):
        return Owner.DOCUMENT, OF_SOME_SORT
    is_any = _AFTER_COMMA.search(before) or _ANY_NUMBER.search(before)
    return (Owner.REFERENCE, OF_ANY_SORT) if is_any else None


def is_of_an_invoice(before: str) -> bool:
    """Whether the text `before` a number calls it an invoice's, and not a credit note's."""
    return _INVOICE.search(" ".join(before.split()) + " ") is not None


def is_of_a_file(before: str) -> bool:
    """Whether the text `before` a number calls it the number of a file or case, as collectors keep them."""
    return _FILE.search(before) is not None
