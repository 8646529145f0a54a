"""The words with which letters set deadlines, in five languages."""

from __future__ import annotations

import re

from archive.task_kinds import TaskAction
from ocr_workers.fields.labels import any_of

# fmt: off
NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "ten": 10, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "twenty-one": 21, "thirty": 30, "sixty": 60, "ninety": 90, "the": 1,
    "een": 1, "één": 1, "de": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "tien": 10, "veertien": 14,
    "vijftien": 15, "twintig": 20, "dertig": 30, "zestig": 60,
    "un": 1, "une": 1, "le": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10,
    "quatorze": 14, "quinze": 15,
    "vingt": 20, "trente": 30, "soixante": 60,
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "fünf": 5, "funf": 5, "sechs": 6,
    "sieben": 7, "zehn": 10,
    "vierzehn": 14, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "dreissig": 30,
    "uno": 1, "il": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "dieci": 10,
    "quindici": 15,
    "venti": 20, "trenta": 30, "quaranta": 40, "sessanta": 60, "novanta": 90,
}
_WITHIN = (
    r"(?:within(?: the next)?|in(?:side)?|no later than|binnen|uiterlijk binnen|endéans|dans(?: les| le|"
    r" un)?(?: d[ée]lai (?:de |d['’]))?|sous(?: un d[ée]lai de)?|"
    r"d[ée]lai de|innerhalb(?: von| einer frist von)?|innert|binnen|entro(?: e non oltre)?|nel termine di|nei|"
    r"of|term[s]?:?|betaaltermijn:?|zahlungsziel:?|"
    r"zahlbar|paiement [àa]|pagamento a|you have|u hebt|u heeft|vous avez|sie haben|avete|ha)"
)
_QUALITY = (
    r"(?:clear |working |business |calendar |full |volle |ganzen |kalender|werk|arbeits|bank)*"
)
_UNIT = (
    r"(?P<unit>days?|weeks?|months?|dag(?:en)?|we(?:e)?ken?|maand(?:en)?|jours?|semaines?|mois|tage?n?|wochen?|"
    r"monat(?:e[ns]?|s)?|monatsfrist|"
    r"giorn[oi]|settiman[ae]|mes[ei])\b(?P<working>\s+(?:ouvr(?:able|[ée])s?|lavorativi))?"
)
PERIOD = re.compile(
    rf"(?:\b{_WITHIN}(?:\s+|(?<=['’])))(?:de |the |een termijn van |ten |next )?(?P<number>\d{{1,3}}|"
    rf"[^\W\d_]+(?:-one)?)(?:\s*\([^)]{{1,14}}\))?\s*(?P<quality>{_QUALITY})\s*{_UNIT}"
    rf"|(?P<net>\b\d{{1,3}})\s+{_QUALITY}(?P<netunit>days|dagen|jours|tage|giorni)\s+(?:net(?:to)?|data fattura|"
    rf"date de facture|na factuurdatum|fin de mois)\b"
    r"|\b(?:sous|dans la|[àa])\s+(?P<french>huitaine|quinzaine)\b|\bbinnen\s+(?P<monthly>monatsfrist)\b",
    re.IGNORECASE,
)
ON_RECEIPT = any_of(
    r"payable (?:up)?on receipt", r"due (?:up)?on receipt", "immediate payment",
    "bij ontvangst (?:te betalen|betaalbaar)?", "betaalbaar bij ontvangst", "payable [àa] r[ée]ception",
    r"[àa] r[ée]ception de (?:la )?facture", r"zahlbar (?:sofort|bei erhalt|nach erhalt)",
    r"sofort (?:zahlbar|f[äa]llig)", r"pagamento a vista", r"al ricevimento (?:della )?fattura",
    r"rimessa diretta",
)
FROM_RECEIPT = any_of(
    "recei(?:pt|ving|ved)", "service of", "served", "serving", "notification", "ontvangst", "betekening",
    "kennisgeving", r"r[ée]ception", "signification", "notification",
    "zugang", "erhalt", "empfang", "zustellung", "ricevimento", "ricezione", "notifica",
)
END_OF_MONTH = any_of("end of (?:the )?month", r"e\.?o\.?m\b", "einde (?:van de )?maand", "fin de mois",
"monatsende", "fine mese")
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
        r"object(?:ions?)?\b", r"\bappeal", "dispute", "contest", "bezwaar", "beroep", r"\bverzet\b",
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
        "udienza", "comparire", "appuntamento", "attendiamo", r"si presenti", "invitiamo a una", r"\bdeporre",
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
        "antwoord", "terug te zenden", "terugstur", "terugzend", "bezorg ons", "dien .{0,12}in\b", "indienen",
        "ingediend", "stuur ons", "doorgeven|door te geven", "laat ons", "aangifte", "bij ons binnen",
        "aanvaard of weiger", "doe dit", "invullen",
        r"r[ée]pond", "renvoy", "retourner", "transmett", r"d[ée]pos", "faites-nous", "faire parvenir", "communiqu",
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
