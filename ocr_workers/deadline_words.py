"""The words with which letters set deadlines, in five languages."""

from __future__ import annotations

import re

from archive.task_kinds import TaskAction
from ocr_workers.fields.labels import any_of

# fmt: off
ARTICLES = {
    "a": 1, "an": 1, "the": 1, "één": 1, "de": 1, "une": 1, "le": 1, "la": 1, "eine": 1, "einem": 1, "einer": 1,
    "eines": 1, "einen": 1, "il": 1, "una": 1, "fünf": 5, "half": 0,
}
"""Words before a unit that stand for one; all other numbers come from `fields/number_words.py`."""
_WITHIN = (
    r"(?:within(?: the next)?|in(?:side)?|no later than|not later than|binnen|uiterlijk binnen|endéans|"
    r"dans(?: les| le| un)?(?: d[ée]lai (?:maximum |maximal )?(?:de |d['’]))?|"
    r"(?:endéans|sous)(?: un d[ée]lai de)?(?: les)?|"
    r"d[ée]lai (?:de (?:paiement|r[èe]glement)\s?:?|de)|innerhalb(?: von| einer frist von)?|innert|"
    r"binnen(?: einer frist von)?|"
    r"entro(?: e non oltre)?(?: il termine di)?|(?:nel|un|il) termine di|nei|"
    r"of|(?:payment )?term[s]?(?: (?:is|are|of payment))?:?|payment conditions?:?|(?:betaal|"
    r"betalings)termijn(?: is| van)?:?|"
    r"betalingsvoorwaarden:?|conditions? de (?:paiement|r[èe]glement)\s?:?|zahlungs(?:ziel|frist|bedingungen?):?|"
    r"(?:frist|d[ée]lai|termijn|termine) (?:von|de|van|di)|"
    r"zahlbar|paiement [àa]|pagamento a|(?:condizioni|termini) di pagamento:?|you (?:now )?have|"
    r"you are (?:given|allowed)|"
    r"u hebt|u heeft|u beschikt over|beschikt u over|hebt u|heeft u|u krijgt|vous avez|vous disposez de|"
    r"il vous reste|sie haben|haben sie|sie verf[üu]gen [üu]ber|"
    r"ihnen (?:bleiben|verbleiben)|avete|ha(?: a disposizione)?|dispone di|sono concessi|wel binnen)"
)
_QUALITY = (
    r"(?:clear |working |business |calendar |full |volle |ganzen |kalender|werk|arbeits|bank)*"
)
_UNIT = (
    r"(?P<unit>days?|weeks?|months?|dag(?:en)?|we(?:e)?ken?|maand(?:en)?|jours?|semaines?|mois|tage?n?|wochen?|"
    r"monat(?:e[ns]?|s)?|monatsfrist|hours?|u(?:ur|ren)|heures?|stunden?|or[ae]|"
    r"giorn[oi]|settiman[ae]|mes[ei])\b(?P<working>\s+(?:ouvr(?:able|[ée])s?|lavorativi))?"
)
PERIOD = re.compile(
    rf"(?:\b{_WITHIN}(?:\s+|(?<=['’])))(?:(?:de|the|les|den|i) (?:next |following |"
    rf"volgende |komende |prochains |n[äa]chsten |prossimi )?|een termijn van |ten |next )?(?P<number>\d{{1,3}}|"
    rf"[^\W\d_]+(?:-[^\W\d_]+){{0,3}}|(?:vingt|trente|quarante|cinquante|soixante) et (?:un|"
    rf"onze))(?:\s*\([^)]{{1,14}}\))?\s*(?P<quality>{_QUALITY})\s*{_UNIT}"
    rf"|(?P<net>\b\d{{1,3}})\s+{_QUALITY}(?P<netunit>days|dagen|jours|tage|giorni|gg\.?)\s+"
    rf"(?:net(?:to)?|data fattura|date de facture|na factuurdatum|fin d[eu] mois|(?:from )?end of (?:the )?month|"
    rf"e\.?o\.?m\b|einde? (?:van de )?maand|monatsende|fine mese|d\.?f\.?f\.?m)"
    rf"|\b(?P<after>\d{{1,3}}|[^\W\d_]{{3,}}(?:-[^\W\d_]+){{0,3}})(?:\s*\([^)]{{1,14}}\))?\s+{_QUALITY}"
    r"(?P<afterunit>days|weeks|dagen|weken|jours|semaines|tage|wochen|giorni|settimane)\s+"
    r"(?:from|after|following|na|vanaf|te rekenen|apr[èe]s|[àa] (?:compter|partir|dater)|nach|ab|dal(?:la)?|dopo)\s+"
    r"(?:the |de |la |le |du |der |dem |den |het |il |date of |data (?:di|del|della) |datum (?:van|der|des) )*"
    r"(?:recei|invoice|service|notif|letter|bill|ontvangst|factuur|betekening|dagtekening|verzending|"
    r"r[ée]ception|facture|"
    r"signification|pr[ée]sent|erhalt|zugang|zustell|rechnung|bekanntgabe|eingang|ricev|fattura|notifica|emissione)"
    r"|\b(?:sous|dans la|[àa])\s+(?P<french>huitaine|quinzaine)\b"
    r"|\bwithin (?:a |one |the next )?(?P<fortnight>fortnight)\b"
    r"|\b(?:binnen|innerhalb|innert)(?: einer)?\s+(?P<monthly>monatsfrist)\b|\bentro il (?P<mese>mese) dall?a?\b",
    re.IGNORECASE,
)
HOUR = re.compile(r"^(?:hour|u(?:ur|ren)$|heure|stunde|or[ae]$)", re.IGNORECASE)
RECEIPT_FIRST = any_of(
    r"(?:from|after|up?on|following)(?: the)?(?: date of)? (?:receipt|receiving|service|notification)",
    r"(?:na|vanaf|bij)(?: de)? (?:ontvangst|betekening|kennisgeving)",
    r"(?:apr[èe]s|d[èe]s|[àa] (?:compter|partir|dater) de|suivant)(?: la)? (?:r[ée]ception|signification|notification)",
    r"(?:nach|ab|seit)(?: de[rm])? (?:zugang|erhalt|empfang|zustellung|eingang)",
    r"(?:dal|dalla|dopo(?: il| la)?|a decorrere dal(?:la)?) (?:ricevimento|ricezione|notifica)",
)
"""The beginning of a period, said before its length: "From receipt of this letter you have 14 days"."""
OFFER = any_of(
    r"\bfree\b", r"\boffer(?:s|ed)?\b", "discount", r"% off", r"\bwin\b", r"order (?:now|today|online|within)",
    "subscribe",
    r"\bvoucher", r"\bgratis\b", "aanbieding", "korting", r"\bbestel", "actieprijs", "profiteer", r"\boffre",
    r"\bremise\b",
    "gratuit", r"\bcommand(?:ez|e)\b", "profitez", "promo", r"\bangebot", "rabatt", "kostenlos", "bestellen sie",
    "gutschein",
    "aktionspreis", "gewinn", r"\bofferta", "sconto", "omaggio", "approfitt", r"\bordin[ai]\b", "vinc[ai]", "gratuit",
)
"""The words of an offer, by whose day nobody has to do anything."""
ON_RECEIPT = any_of(
    r"payable (?:up)?on receipt", r"due (?:up)?on receipt", "immediate payment",
    "bij ontvangst (?:te betalen|betaalbaar)?", "betaalbaar bij ontvangst", "payable [àa] r[ée]ception",
    r"[àa] r[ée]ception de (?:la )?facture", r"zahlbar (?:sofort|bei erhalt|nach erhalt)",
    r"sofort (?:zahlbar|f[äa]llig)", r"pagamento a vista", r"al ricevimento (?:della )?fattura",
    r"rimessa diretta",
)
FROM_RECEIPT = any_of(
    "recei(?:pt|ving|ved)", "service of", "(?:date of|from|after) service", "served", "serving",
    "notification", "ontvangst", "betekening",
    "kennisgeving", "you (?:receive|get) (?:this|it)", "u (?:deze|dit) .{0,12}ontvangt", r"r[ée]ception",
    "signification", "notification",
    "zugang", "erhalt", "empfang", "zustellung", "ricevimento", "ricezione", "notifica",
)
END_OF_MONTH = any_of(
    "end of (?:the )?month", r"e\.?o\.?m\b", "einde (?:van de )?maand", "fin d[eu] mois", "monatsende", "fine mese",
    r"d\.?f\.?f\.?m",
)
AT_ONCE = any_of(
    r"\bby return\b(?: of (?:post|mail))?", r"\bper (?:kerende|omgaande)\b(?: post)?",
    r"\bpar retour\b(?: d[eu] courrier)?",
    r"\bpostwendend\b", r"\b(?:a|con) stretto giro\b(?: di posta)?", r"\ba giro di posta\b",
)
"""What is to be done on the day the letter is received."""
WEEK = re.compile(r"^(?:we|sem|woch|settim)", re.IGNORECASE)
MONTH = re.compile(r"^(?:mo|maand|mes)", re.IGNORECASE)
WORKING = re.compile(r"working|business|werk|arbeits|ouvr|lavorativ|bank", re.IGNORECASE)
OF_SENDER = any_of(
    r"\bwe (?:shall|will|'ll)\b(?! (?:pass|hand|refer|enforce|suspend|take|be (?:forced|obliged)|have to|start|"
    r"charge))",
    "will (?:be )?(?:refund|repa|repay|credit|contact|visit|ring|send|reply|answer|process)", "refunded",
    "you will receive", "deliver(?:y|ed) (?:time|within)",
    r"(?:wij|we) (?:storten|betalen|antwoorden|bezorgen|leveren|contacteren)", r"\b(?:ontvangt|krijgt) u\b",
    "stort .{0,30} op uw rekening", "neemt contact", "terugbetaald", "levertermijn",
    r"nous vous (?:rembours|contacter|r[ée]pond|adress)", "rembourse", "vous recevrez", r"d[ée]lai de livraison",
    "vous contactera",
    r"(?:wir|man) (?:erstatten|melden uns|überweisen ihnen|antworten|liefern)", r"[üu]berweist ihnen",
    "erhalten sie", "lieferzeit", "wird ihnen",
    r"(?:la |vi )?rimbors", r"le (?:invieremo|rimborser)", "ricever[àa]", "tempi di consegna",
)
DIRECT_DEBIT = any_of(
    r"(?:by|via) direct debit", "will (?:be )?(?:collected|debited|taken)", "domicili[ëe]ring",
    "automatisch(?:e)? (?:incasso|ge[ïi]nd|afgeschreven)",
    "wordt (?:automatisch )?(?:ge[ïi]nd|afgeschreven|gedebiteerd)",
    r"(?:sera|seront|par) (?:pr[ée]lev|domicili)\w*", "pr[ée]lèvement automatique", r"per lastschrift",
    "lastschriftverfahren", r"(?:abgebucht|eingezogen)", "buchen wir .{0,40} ab",
    r"addebito (?:diretto|automatico|in conto)", r"sar[àa] addebitat", "sdd", "by card", "already paid",
    "reeds betaald", "d[ée]j[àa] pay[ée]", "bereits bezahlt", "gi[àa] pagat",
    r"\bpaid (?:by|on|with|in full)\b", "paiement re[çc]u", "nothing to pay", "niets te betalen",
    r"payment (?:method|type)\W+(?:credit card|ideal|paypal|card)", "betaald (?:via|met|op)",
)
ACTIONS = (
    (TaskAction.OBJECT, any_of(
        r"object(?:ions?)?\b", r"\bappeal", "dispute", "contest", "bezwaar", "bezwaren", "beroep", r"\bverzet\b",
        r"r[ée]clamation", r"\brecours\b", "opposition", r"\bappel\b(?! gratuit)", "einspruch", "widerspruch",
        r"\bberufung", "einsprache", "rechtsbehelf", "ricors", "opposizione", r"\bappello\b", "reclamo",
        "bezwaarschrift",
    )),
    (TaskAction.COLLECT, any_of(
        r"\bcollect (?:it|your|the item)", "collected? (?:it )?(?:at|from|within|before)", "pick (?:it )?up",
        "kept for you", "redelivery", "delivery office", "af te halen", "afhal", "ophalen", "haal het af",
        "ligt .{0,30}klaar", "retirer", "retrait",
        "en instance", "vous attend .{0,20}jours", "abhol", "liegt .{0,40}bereit", "hinterleg", "ritir", "giacenza",
        "shelf", "wacht op u", "wartet", r"custodit", r"conserv[ée]",
    )),
    (TaskAction.APPEAR, any_of(
        "hearing", r"\bappear\b", r"\battend\b", "appointment", "are expected", "court room", "invited for",
        "verschijnen", "zitting", "afspraak", "verwacht op", "wordt verwacht", "uitgenodigd", "aan te melden",
        "oproep", "opgeroepen",
        "audience", r"compara[îi]tre", "rendez-vous", "attendue? le", "convoqu", r"pr[ée]sentez-vous", "cite comme",
        "propos[ée]e le", r"\btermin\b", "verhandlung", "erscheinen", "erwarten sie", "geladen",
        "laden wir|laden sie|lädt sie", "finden sie sich",
        "udienza", "comparire", r"\bconvocat", "uitnodiging voor de (?:algemene )?vergadering", "appuntamento",
        "attendiamo", r"si presenti", "invitiamo a una", r"\bdeporre",
        "give evidence", r"ein\.?$", "will hear",
    )),
    (TaskAction.RENEW, any_of(
        r"\bcancel", "terminate (?:it|your|the)", r"\brenew", r"give notice", "opzegg", "opzeggen", "verlengen",
        "vernieuw", r"r[ée]sili", "renouvel", r"k[üu]ndig", r"verl[äa]ngern", "disdett", r"disdire", "rinnov",
        "recedere",
    )),
    (TaskAction.ANSWER, any_of(
        r"\breply", r"\banswer", r"\brespond", "return (?:one|the|it|a|this)", "return .{0,20}by",
        "send (?:us|it|one|back)", "submit", r"\bfile (?:it|online|your|a)", "let us (?:have|know)", "enter them",
        "accept or refuse", "tax return", "countersign", "sign",
        "antwoord", r"\btoe(?:stur|zend)", "opsturen", "aanlever", r"\benvoyer", "fournir", "zuschick", r"\bvorleg",
        "[üu]bersend",
        "einsend", "spedir", "trasmett", "fornir", r"\bprovide\b", r"supply (?:us|the)", "terug te zenden",
        "terugstur", "terugzend", "bezorg ons", "dien .{0,12}in\b", "indienen",
        "ingediend", "stuur ons", "doorgeven|door te geven", "laat ons", "aangifte", "bij ons binnen",
        "aanvaard of weiger", "doe dit", "invullen", r"\b(?:sturen|stuur)\b", r"\bopstuur", r"\benvoyez",
        "adressez-nous",
        r"\bschick(?:en|t)\b", r"\bsende[nt]? sie", "reichen sie", "lassen sie uns", r"\bmand(?:i|are|ate)\b",
        r"\bspedi(?:sca|te|re)\b", r"\bsend\b(?! you)",
        r"r[ée]pon[ds]", "renvoy", "retourner", "transmett", r"d[ée]pos", "faites-nous", "faire parvenir", "communiqu",
        "compl[ée]t", "acceptez ou refusez", "d[ée]claration",
        "antwort", "zur[üu]cksend", r"zur[üu]ck\b", "einreich", "einzureichen", "zusend", "teilen sie", "mitteil",
        "senden sie", "abgabe der", "nehmen sie .{0,12}an", "gegenzeichn",
        "rispond", "restituir", "restituite", r"invi(?:ar|i la|ate)", "presentare", "comunic", "dichiarazione",
        "accetti o rifiuti", "regolarizzi", "compil",
    )),
    (TaskAction.PAY, any_of(
        r"\bpay", r"settle", "remit", "transfer", r"\bdue\b", "terms", "owe", "instalment", "bring the account",
        "to be paid", "betal", "betaal", "voldo", "overma", "overschrij", "te betalen", "verschuldigd", "ontvangen",
        r"verwacht\.", "regulariseer", "vervaldatum",
        r"r[èe]gl", r"\bpay(?:er|ez|able)", "vers(?:er|ez|ement)", "virement", r"paiement", r"[ée]ch[ée]ance",
        "acquitt", r"r[ée]gularis", "solde", "zahl", r"[üu]berweis", "beglei?ch", "f[äa]llig", "ausgleich",
        "gleichen sie", "netto", "anweisen",
        "paga", "versa", "bonifico", "saldar", "scaden", "provvedere", r"\bnet\b", r"regolarizzate",
        "termine ultimo", "inviarci", "send us the", "moet",
    )),
)
# fmt: on
