"""The kinds of letters, and the words by which each is known in five languages.

A word's weight says how strongly it speaks for the kind; the same word in the
subject or the title counts more (see `classify`). Words are in plain form: lower
case, no accents; `*` at the end stands for any ending.
"""

from __future__ import annotations

import enum


class DocumentKind(enum.Enum):
    """What a letter is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REMINDER = "reminder"
    BANK_STATEMENT = "bank_statement"
    INSURANCE = "insurance"
    TAX = "tax"
    COURT = "court"
    UTILITY = "utility"
    CONTRACT = "contract"
    MEDICAL = "medical"
    PAYSLIP = "payslip"
    ADVERTISING = "advertising"
    REGISTERED_MAIL_NOTICE = "registered_mail_notice"
    LETTER = "letter"
    OTHER = "other"


# fmt: off
WORDS: dict[DocumentKind, dict[float, tuple[str, ...]]] = {
    DocumentKind.INVOICE: {
        2.0: (
            "invoice", "factuur", "factuurnummer", "factuurdatum", "facture", "rechnung", "rechnungsnummer",
    "rechnungsdatum",
            "fattura", "invoice number", "numero de facture", "numero fattura", "tax invoice",
        ),
        0.8: (
            "btw", "tva", "mwst", "vat", "iva", "ust", "subtotal", "subtotaal", "sous total", "zwischensumme",
    "imponibile",
            "unit price", "stukprijs", "prix unitaire", "einzelpreis", "prezzo unitario", "te betalen", "a payer",
            "zu zahlen", "da pagare", "amount due", "total ttc", "leverdatum", "lieferdatum", "quantity", "menge",
        ),
    },
    DocumentKind.CREDIT_NOTE: {
        4.0: (
            "credit note", "creditnota", "creditfactuur", "note de credit", "facture d avoir", "avoir", "gutschrift",
            "stornorechnung", "nota di credito", "rechnungskorrektur",
        ),
    },
    DocumentKind.REMINDER: {
        4.0: (
            "payment reminder", "reminder", "overdue", "final notice", "betalingsherinnering", "aanmaning",
    "ingebrekestelling",
            "openstaande factuur", "herinnering", "rappel", "mise en demeure", "relance", "facture impayee",
    "zahlungserinnerung",
            "mahnung", "letzte mahnung", "offene rechnung", "sollecito", "sollecito di pagamento", "fattura insoluta",
            "unpaid invoice", "outstanding invoice", "offener posten", "offene posten", "second notice",
    "overdue account", "sommation", "arretrati", "uberfallig*",
        ),
        1.2: (
            "not yet received", "nog niet ontvangen", "niet betaald", "openstaand*", "en souffrance", "impaye*",
    "restee impayee",
            "noch nicht eingegangen", "nicht beglichen", "mahngebuhr*", "verzugszins*", "scadut*", "non pagat*",
    "incasso*",
            "inkasso*", "recouvrement", "vervallen", "past due", "unpaid", "fell due", "outstanding balance",
    "en retard", "gegenstandslos", "offener betrag", "als niet verzonden", "insolut*",
        ),
    },
    DocumentKind.BANK_STATEMENT: {
        4.0: (
            "bank statement", "account statement", "statement of account", "rekeningafschrift",
    "rekeninguittreksel", "afschrift",
            "releve de compte", "extrait de compte", "kontoauszug", "estratto conto", "rekeningoverzicht",
        ),
        1.0: (
            "opening balance", "closing balance", "beginsaldo", "eindsaldo", "vorig saldo", "nieuw saldo",
    "solde initial",
            "ancien solde", "nouveau solde", "solde final", "anfangssaldo", "endsaldo", "alter kontostand",
    "neuer kontostand",
            "saldo iniziale", "saldo finale", "bij en afschrijvingen", "debit", "credit", "debet", "soll", "haben",
    "dare",
            "avere", "buchungen", "boekingen", "ecritures", "movimenti", "kontostand", "releve", "compte courant",
    "current account", "zichtrekening", "girokonto", "conto corrente", "mouvements",
        ),
    },
    DocumentKind.INSURANCE: {
        2.5: (
            "insurance", "verzekering*", "assurance*", "versicherung*", "assicura*", "polis", "polisnummer",
    "police", "polizza",
            "policy number", "insurance policy", "versicherungsschein", "premienota", "insurance premium",
    "bedrijfsverzekering",
        ),
        1.0: (
            "premie", "prime", "pramie", "premium", "premio", "insured", "verzekerde", "assure*", "versicherte*",
    "beitrag*",
            "claim", "schade*", "sinistre", "schaden*", "sinistro", "dekking", "couverture", "deckung", "copertura",
    "franchise",
        ),
    },
    DocumentKind.TAX: {
        3.5: (
            "tax assessment", "tax return", "income tax", "corporation tax", "inland revenue",
    "revenue commissioners", "hmrc",
            "belastingdienst", "aanslag", "aanslagbiljet", "belastingaanslag", "vennootschapsbelasting",
    "inkomstenbelasting",
            "fod financien", "avis d imposition", "avertissement extrait de role", "impot*", "administration fiscale",
            "finanzamt", "steuerbescheid", "einkommensteuer*", "korperschaftsteuer*", "umsatzsteuerbescheid",
    "steuernummer",
            "agenzia delle entrate", "imposta*", "avviso di accertamento", "cartella di pagamento", "tributi",
    "steuerverwaltung",
            "dgfip", "gewerbesteuer*", "corporate income tax", "contributions directes", "tresor public",
    "cartella esattoriale",
        ),
        0.8: ("tax", "aangifte", "declaration", "steuererklarung", "dichiarazione", "fiscal*", "fiscale",
    "belasting", "bescheid"),
    },
    DocumentKind.COURT: {
        4.0: (
            "court", "summons", "county court", "writ", "rechtbank", "dagvaarding", "vonnis", "griffie",
    "kantonrechter",
            "vredegerecht", "tribunal", "assignation", "citation a comparaitre", "greffe", "jugement", "amtsgericht",
            "landgericht", "ladung", "mahnbescheid", "urteil", "klageschrift", "tribunale", "citazione", "cancelleria",
            "sentenza", "decreto ingiuntivo", "gerechtsdeurwaarder", "huissier de justice", "gerichtsvollzieher",
    "aktenzeichen",
        ),
    },
    DocumentKind.UTILITY: {
        2.5: (
            "electricity", "gas bill", "water bill", "meter reading", "stroom", "elektriciteit", "drinkwater",
    "meterstand",
            "jaarafrekening", "energierekening", "electricite", "consommation d eau", "facture d energie",
    "releve de compteur",
            "strom", "stromrechnung", "trinkwasser", "zahlerstand", "jahresabrechnung", "abschlag*", "bolletta",
    "energia elettrica",
            "contatore", "lettura del contatore", "kwh", "aardgas", "gaz naturel", "erdgas", "fernwarme",
    "verbruik", "verbrauch",
            "compteur", "index de consommation", "voorschot*", "acompte*", "netzentgelt*", "consumption",
    "consommation", "consumi",
            "zahler", "meterstanden", "conguaglio", "annual statement", "decompte annuel", "water supply",
    "acqua potabile",
        ),
    },
    DocumentKind.CONTRACT: {
        3.0: (
            "contract", "agreement", "overeenkomst", "huurovereenkomst", "contrat", "convention", "contrat de bail",
    "vertrag",
            "vereinbarung", "mietvertrag", "contratto", "accordo", "raamovereenkomst", "onderhoudscontract",
    "rahmenvertrag",
            "wartungsvertrag", "contrat cadre", "contrat d entretien", "contratto quadro", "lease agreement",
    "rental agreement",
        ),
        1.0: (
            "hereinafter", "the parties", "hierna", "partijen", "ci apres", "les parties", "nachfolgend",
    "vertragspartei*",
            "di seguito", "le parti", "in duplicate", "in tweevoud", "en double exemplaire",
    "in zweifacher ausfertigung",
            "in duplice copia", "signed copy", "ondertekend exemplaar", "exemplaire signe", "unterzeichnet*",
    "unterschrieben*",
            "copia firmata", "opgezegd", "resilie*", "gekundigt", "disdett*", "kundigungsfrist", "notice period",
    "framework",
        ),
    },
    DocumentKind.MEDICAL: {
        2.5: (
            "hospital", "clinic", "patient", "laboratory results", "ziekenhuis", "patient*", "huisarts",
    "onderzoek*uitslag",
            "hopital", "clinique", "laboratoire", "ordonnance", "krankenhaus", "klinik", "arztpraxis", "befund",
    "laborbefund",
            "arztbrief", "ospedale", "clinica", "paziente", "referto", "ricetta", "diagnos*", "laboratorium", "labor",
            "laboratorio", "surgery", "general practitioner", "medecin traitant", "hausarzt", "medico curante",
    "medical",
            "polikliniek", "medicijnen", "medicaments", "medikamente*", "medicinali", "medication", "behandeling",
    "behandlung",
            "traitement", "untersuchung*", "nuchter", "a jeun", "nuchtern", "a digiuno", "fasting", "test results",
    "examen medical",
        ),
    },
    DocumentKind.PAYSLIP: {
        4.0: (
            "payslip", "pay slip", "statement of earnings", "earnings statement", "salary statement", "loonstrook",
    "salarisspecificatie", "loonbrief", "loonfiche",
            "bulletin de paie", "bulletin de salaire", "fiche de paie", "gehaltsabrechnung", "lohnabrechnung",
    "entgeltabrechnung",
            "verdienstabrechnung", "busta paga", "cedolino", "prospetto paga", "loonspecificatie", "fiche de salaire",
        ),
        1.2: (
            "gross pay", "net pay", "brutoloon", "nettoloon", "salaire brut", "salaire net", "bruttolohn",
    "bruttogehalt",
            "nettolohn", "auszahlungsbetrag", "stipendio", "retribuzione lorda", "netto in busta", "loonheffing",
    "lohnsteuer",
            "social security", "cotisations", "sozialversicherung", "contributi", "salary", "salaris", "gehalt",
    "salaire",
        ),
    },
    DocumentKind.ADVERTISING: {
        1.6: (
            "special offer", "discount", "korting", "aanbieding", "promotion", "promo", "remise", "offre speciale",
    "soldes",
            "rabatt", "angebot nur", "sonderangebot", "sconto", "offerta speciale", "promozione", "save up to",
    "bespaar",
            "economisez", "sparen sie", "risparmia*", "free delivery", "gratis", "gratuit*", "kostenlos*",
    "gratuito", "invitation",
            "uitnodiging", "einladung", "invito", "trade fair", "beurs", "messe", "salon", "fiera", "voucher",
    "catalogue",
            "korting*", "best customers", "beste klanten", "meilleurs clients", "besten kunden", "migliori clienti",
    "stand",
            "showroom", "stalen", "echantillons", "muster", "campioni", "free of charge", "unverbindlich*",
    "newsletter",
            "nur fur kurze zeit", "limited time", "offre limitee", "cadeau", "geschenk", "omaggio", "gift",
    "assortiment",
        ),
    },
    DocumentKind.REGISTERED_MAIL_NOTICE: {
        4.0: (
            "registered mail", "registered letter", "registered item", "registered post", "recorded delivery",
    "signed for",
    "aangetekende zending",
            "aangetekende brief", "aangetekend", "lettre recommandee", "envoi recommande", "recommande*",
    "avis de passage",
            "einschreiben", "abholschein", "benachrichtigung uber", "raccomandata", "avviso di giacenza",
    "avis de mise en instance",
            "einschreibe*", "envoi en recommande", "notice of attempted delivery",
        ),
        1.5: (
            "collect*", "afhalen", "af te halen", "retirer", "abholen", "abholung", "ritirare", "ritiro",
    "post office",
            "postkantoor", "bureau de poste", "postfiliale", "postamt", "ufficio postale", "identity card",
    "identiteitsbewijs",
            "piece d identite", "ausweis", "documento d identita", "postpunt", "consignment", "sendung", "zending",
    "giacenza",
        ),
    },
}
# fmt: on
