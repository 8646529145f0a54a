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
    "rechnungsdatum", "belegdatum", "ausstellungsdatum",
    "fait (?:à|le)", "date de (?:la )?facture", "date d['’]?(?:[ée]mission|[ée]tablissement)",
    "(?:[ée]dit[ée]e?|[ée]mise?|[ée]tablie?|imprim[ée]e?) le", "verzend(?:ings)?datum",
    "data", "data (?:della )?fattura", "data (?:di )?emissione", "l[iì]",
    before=r"\b", after=r"\b[\s:.,|]*$",
)
ARTICLE_BEFORE = re.compile(
    r"(?:^|\s{3})\W*(?:[A-ZÀ-Ý][\w'’.-]*(?<![ée])(?<!ée)(?<!ment)(?<!tion)(?<!ance)(?<!ison)(?<!vous)(?<!age)"
    r"(?:\s+(?:sur|en|l[èe]s|les|an der|am|im|bei))?,?\s+){0,3}(?:[Ll]e|[Dd]en)\s*$"
)
"""The article before a letter's day, at the beginning of its column or behind a place: "Paris le", "Wien, den". Within
a sentence it stands before any day: "montant prélevé le"."""
DUE = any_of(
    r"\bdue\b", r"\bby\b", "before", "no[t]? later", "deadline", r"\bpay", "(?:at the )?latest", r"closing date",
    "ten laatste", r"\btegen(?: uiterlijk)?\s*$", "dernier d[ée]lai", r"\bvor dem\s*$", "non oltre", "al pi[ùu] tardi",
    "verval", "uiterlijk", "uiterst", "termijn", "instalment", r"v[óo][óo]r(?: de| het| of op| uiterlijk)?\s*$",
    "betalen", "te voldoen",
    "f[äa]llig", "zahlbar", "zahlungsziel", r"\bbis\b(?: zum| sp[äa]testens)?\s*$", "sp[äa]testens", "frist",
    r"\brate\b",
    "[ée]ch[ée]ance", "avant le", "jusqu['’]au", "au plus tard", "limite", "payer", "tranche", r"pour le\s*$",
    "d['’]ici",
    "termine ultimo", "ultimo giorno", "laatste dag", "last day", "dernier jour", "letzter tag", "stichtag",
    "scaden", "entro", "pagare", r"\brata\b", r"per il\s*$", r"termine (?:di|per il) (?:pagamento|versamento)",
)
DUE_BEHIND = any_of(
    "at the latest", "(?:is|as) the (?:due date|deadline)", r"(?:zur zahlung )?f[äa]llig\b", "sp[äa]testens",
    r"zahlbar",
    r"zu (?:zahlen|begleichen)", "au plus tard", "derni(?:er|[èe]re) (?:d[ée]lai|limite)", "uiterlijk", "ten laatste",
    "(?:te|moet) betalen", "(?:te|moet) (?:worden )?betaald", "al pi[ùu] tardi", "termine ultimo",
    before=r"^\s*[(,]?\s*", after=r"(?!\s*(?:am|on|op|le|il|bis|zum)?\s*[:.]?\s*\d)",
)
"""What stands behind a day by which to pay or to answer."""
CLAUSE_END = re.compile(
    r"[,;]\s|\s(?:or|of|ou|oder|oppure)\s|\s{3}|(?<=netto)\s|\s(?=net(?:to)?\s)", re.IGNORECASE
)
EARLY = any_of(
    r"\bskonto", r"(?:cash |early|prompt)[\w\s-]{0,12}discount", r"\d\s?% (?:discount|korting|escompte|sconto|rabatt)",
    "korting (?:contant|bij)", r"\bescompte", r"contantkorting", r"\bsconto\b", r"se pagat[oa] entro", "if paid within",
    "indien betaald binnen", "minor[ée]e?", r"ridott[oa]", "reduced (?:by|to|amount)",
)
"""A discount for those who pay early, whose day is nobody's last day to pay."""
VALID_UNTIL = any_of(
    r"\bengagement", "garanti", "valable", r"\bvalid", r"\bgeldig", r"\bg[üu]ltig", "looptijd", "laufzeit", "abonne",
    r"\boffre\b", "aanbieding", r"\bangebot", r"\bofferta", r"\boffer\b", "expire", "verstrijkt", "befristet",
    "contractduur", "mindestlaufzeit", "vincolo",
)
"""What lasts until a day, by which nobody has to pay or to answer."""
TAKEN = any_of(
    r"direct debit", r"\bdebit(?:ed)?\b", r"collect(?:ed)? (?:the|this|your|from|by)", "be collected",
    "afgeschreven", r"schrijven\b.{0,60}\baf\b", "ge[ïi]nd", "ge[ïi]ncasseerd", "domicili[ëe]ring",
    "pr[ée]lev[ée]", "pr[ée]l[èe]vement", "d[ée]bit[ée]", "domiciliation",
    "eingezogen", r"ziehen\b.{0,80}\bein\b", "abgebucht", r"buchen\b.{0,80}\bab\b", "lastschrift",
    "addebit", "prelevat", "domiciliazione",
)
"""Money that the sender takes from an account himself."""
OTHER_DAY = any_of(
    r"\bborn\b", "birth", "your (?:letter|ref)", "deliver", r"\bfrom\b", r"\bto\b", "until", "appointment", "valid",
    "valut",
    "geboren", "geboorte", "uw (?:brief|schrijven|kenmerk)", "lever", r"\bvan\b", r"\btot\b", "afspraak", "vanaf",
    "geldig",
    r"geb\.", "geburts", "ihr (?:schreiben|zeichen)", "liefer", r"\bvom\b", r"\bbis\b", "zeitraum", "termin",
    "ab dem",
    "g[üu]ltig", "stand",
    "n[ée]e? le", "naissance", "votre (?:lettre|courrier|r[ée]f)", "livraison", r"\bdu\b", r"\bau\b", "rendez",
    "dès", "valable",
    r"nat[oa]\b", "nascita", "vostra", r"suo\b", "consegna", r"\bdal\b", r"\bal\b", "appuntamento", "p[ée]riod",
    "prend (?:cours|effet)", r"d[ée]bute", "commence", r"\bbegin", "ingang", "aanvang", r"\bin dienst", "decorr",
    "inizi[ao]",
    "se termine", "prendra fin", "eindigt", r"\bend(?:s|et)\b", "termina", "eintritt", "entr[ée]e", "anciennet[ée]",
    "assunzione", r"\bjoined\b", r"\breceived on\b", "ontvangen op", "re[çc]u(?:e)? le", "eingegangen", "erhalten am",
    "pr[ée]l[èe]v[ée]e?", "paiement le", "vir[ée] le", "uitbetaald", "credited on", "prochaine?", "volgende",
    "n[äa]chste",
    "prossim[ao]", r"\bnext\b",
)
OTHER_DATE = any_of(
    "order", "delivery", "shipping", "birth", "expiry", "start", "end", "effective", "pay(?:ment)?", "due", "value",
    "bestel", "lever",
    "geboorte", "verval", "betaal", "eind", "valuta", "liefer", "auftrags", "bestell", "leistungs", "geburts",
    "f[äa]lligkeits",
    "beginn", "wert",
    before=r"\b", after=r"\w*[\s-]*(?:date|datum|data|day|dag|tag)?[\s:.,]*$",
)
OTHER_DATE_OF = any_of(
    "commande", "livraison", "naissance", "[ée]ch[ée]ance", "valeur", "paiement", "ordine", "consegna", "nascita",
    "scadenza", "pagamento", "valuta",
    before=r"\bdata?e? (?:de |di |d['’])?(?:la )?", after=r"[\s:.,]*$",
)
TOTAL = any_of(
    r"u betaalt", r"\bdeze factuur\b", r"\bthis (?:bill|invoice)\b", r"\bcette facture\b", r"\bdiese rechnung\b",
    r"\bquesta (?:fattura|bolletta)\b", r"\byou (?:need to |must |should )?pay\b", r"\bvous (?:payez|devez)\b",
    r"\bsie zahlen\b", r"\bpagher[àa]\b", r"\bdeve pagare\b", r"\bmoet u? ?betalen\b",
    r"total\b", "amount (?:due|payable)", "(?:tax|duty) (?:payable|due)", "overpaid", "balance", "grand total",
    "to pay", "to be paid",
    "please pay", "net pay",
    "premium", r"\bowe\b", "arrears", "overdue",
    "paid (?:to you|into)", "take-home", "net (?:wages|earnings|remuneration|salary)", "credited", "what you owe",
    "remaining", "amount for",
    "te betalen", r"(?:totaal|eind|credit)\s?bedrag", "openstaand", "verschuldigd", "totaal", "saldo", "netto",
    "premie", "achterstallig", "te voldoen", "crediteren",
    "schuldig", "uitbetaling", "gestort op", "stand (?:van|aan het einde)", "loon", "ten gunste", "uw voordeel",
    r"gesamt\w*", "bruttosumme", "rechnungsbetrag", "zahlbetrag", "zu zahlen(?:der)?", "endbetrag", "brutto",
    r"offene\w* (?:betrag|posten)", "zu begleichen", "zahllast", "guthaben",
    "nachzahlung", r"nettobetrag", r"nettolohn", "nettoverdienst", r"(?<!vor)auszahlung\w*", "[üu]berweisung",
    "[üu]berweisender", "pr[äa]mie", "r[üu]ckstand", "gutschrift", "kontostand",
    "restbetrag", "stornobetrag", "zu ihren gunsten", "rechnungssaldo", "zu bezahlen", "stand am", "beitrag",
    "net à payer", "montant (?:à payer|total|d[ûu])", "à payer", "à r[ée]gler", "solde", "reste (?:d[ûu]|à)",
    "restant d[ûu]", "somme", r"\bttc\b", r"\btvac\b", "prime", "net (?:pay[ée]|vers[ée]|à)",
    "vers[ée] sur", "à votre charge", "arri[ée]r[ée]", "avoir", "en votre faveur", "salaire (?:net|à virer)",
    "cr[ée]dit", "nous devez", "position au", "cotisation",
    "totale", "importo", "da pagare", "da versare", "netto", "premio", "arretrato", "a suo carico", "accreditat",
    "a vostr[oa] (?:favore|credito)", "credito", "dovuto", "ci deve",
    "saldo", "salario", "disponibilit[àa]",
)
STRONG_TOTAL = any_of(
    "amount (?:due|payable)", "total due", "grand total", "to pay", r"\bincl", "net pay", "(?:invoice|credit) total",
    "closing", "carried forward", "final balance", "new balance",
    "te betalen", "openstaand", "verschuldigd", r"totaal\s?bedrag", "tvac", "eindbedrag", "eindsaldo", "nieuw saldo",
    r"netto\s?loon", "netto uit", "te crediteren",
    "rechnungsbetrag", "zahlbetrag", "zu zahlen", "endbetrag", "gesamtbetrag", "bruttobetrag", "bruttosumme",
    "(?<!vor)auszahlung",
    "zahllast", "nettolohn", "neuer kontostand", "endsaldo", "gesamtforderung",
    "net à payer", "à payer", "montant (?:d[ûu]|total)", "reste d[ûu]", "restant d[ûu]", r"\bttc\b", "nouveau solde",
    "solde final",
    "da pagare", "importo totale", "totale (?:da pagare|fattura|documento)", "saldo finale", "saldo contabile",
)
NOT_TOTAL = any_of(
    "excl", "subtota", "discount", r"\bvat\b", "previous", "opening", "brought forward", r"before tax", r"\btaxe?\b",
    "at start", "gross", "goods total", "taxable",
    r"\bbtw\b", "korting", "tot 100", "vorig", "garantie", "begin", "zonder", "bruto", "belastbaar", r"\brsz",
    "voorschot",
    "zwischensumme", "rabatt", r"\bmwst", r"\bust\b", "mehrwertsteuer", "steuer", "kapital", "anfang", "alter konto",
    "brutto(?!betrag|summe)", "zu beginn", "netto$", "abschl[äa]g",
    "sous-total", "hors", r"\bht\b", "htva", "remise", r"\btva\b", "capital", "ancien", "initial", "pr[ée]c[ée]dent",
    "d[ée]but", r"brut\b", "imposable", "acompte",
    "(?:versicherungs|deckungs)summe", "selbstb(?:eteiligung|ehalt)", "sum insured", "excess", "deductible",
    "verzekerd (?:bedrag|kapitaal)", "vrijstelling", "eigen risico", "franchise", "massimale", "franchigia",
    r"(?:streit|gegenstands|verfahrens)wert", "amount in dispute", "value of the claim", "valeur du litige",
    "valore della (?:causa|controversia)", "waarde van de (?:vordering|zaak)",
    "imponibile", "sconto", r"\biva\b", r"\bper st", r"\bpro st", "iniziale", "precedente", "inizio", "lord[oa]",
    "acconti", "summe netto", r"totaal netto", r"(?:^|\s{3})net\b\W*$",
    r"(?:^|\s{3})netto\W*$",
)
WITH_TAX = any_of(
    r"\bincl", r"\binkl", "einschl", "compris", r"\bttc\b", r"\btvac\b", "inclus", "compres", "iva incl", "gross total",
    "bruttobetrag", "zahllast", "versicherungsteuerpr[äa]mie", "(?:tax|duty) (?:payable|due)", "taxe? (?:annuelle|due)",
    "imposta dovuta", "taks van", "overpaid tax", "gezahlte steuer", "impôt versé",
)
SUBJECT_LABEL = any_of(
    "subject", "re", "betreft", "onderwerp", "betreff", "betr", "objet", "concerne", "oggetto",
    before=r"^\W*", after=r"\s?\.?\s?:\s*",
)
SALUTATION = any_of(
    "dear", "to whom it may", "geachte", "beste", "mijnheer", "mevrouw", "sehr geehrte[rs]?", "liebe", "guten tag",
    "werte",
    r"madame,?\s*monsieur", r"(?:ch[eè]re? )?(?:madame|monsieur|mesdames)\b[^.]{0,40},$", "cher", "ch[eè]re",
    "gentil[ei]", "egregi[oa]?", "spettabil[ei]", "spett", r"buongiorno", "caro", "cara",
    before=r"^\W*", after=r"(?:\b|(?<=,)$)",
)
# fmt: on
