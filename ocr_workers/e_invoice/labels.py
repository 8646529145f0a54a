"""The words on the page that is made of an invoice's data, in the five languages.

They are here and not among the screens' texts, because the page is made in the
sandbox, and kept: it must read the same for ever.
"""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "invoice": {"en": "Invoice", "nl": "Factuur", "fr": "Facture", "de": "Rechnung", "it": "Fattura"},
    "credit_note": {
        "en": "Credit note", "nl": "Creditnota", "fr": "Note de crédit", "de": "Gutschrift", "it": "Nota di credito",
    },
    "made_from_data": {
        "en": "This page was made from the invoice's data, which are embedded in this file and prevail.",
        "nl": "Deze pagina is gemaakt uit de gegevens van de factuur, die in dit bestand zitten en voorgaan.",
        "fr": "Cette page a été établie à partir des données de la facture, jointes à ce fichier, qui font foi.",
        "de": "Diese Seite wurde aus den Daten der Rechnung erstellt, die in dieser Datei liegen und maßgeblich sind.",
        "it": "Questa pagina è stata ricavata dai dati della fattura, allegati a questo file, che fanno fede.",
    },
    "seller": {"en": "Seller", "nl": "Verkoper", "fr": "Vendeur", "de": "Verkäufer", "it": "Cedente"},
    "buyer": {"en": "Buyer", "nl": "Koper", "fr": "Acheteur", "de": "Käufer", "it": "Cessionario"},
    "vat_number": {"en": "VAT number", "nl": "Btw-nummer", "fr": "N° TVA", "de": "USt-IdNr.", "it": "Partita IVA"},
    "enterprise_number": {
        "en": "Company number", "nl": "Ondernemingsnummer", "fr": "N° d'entreprise", "de": "Registernummer",
        "it": "Codice fiscale / registro",
    },
    "endpoint_id": {
        "en": "Electronic address", "nl": "Elektronisch adres", "fr": "Adresse électronique",
        "de": "Elektronische Adresse", "it": "Indirizzo elettronico",
    },
    "number": {"en": "Number", "nl": "Nummer", "fr": "Numéro", "de": "Nummer", "it": "Numero"},
    "date": {"en": "Date", "nl": "Datum", "fr": "Date", "de": "Datum", "it": "Data"},
    "due_date": {"en": "Due date", "nl": "Vervaldatum", "fr": "Échéance", "de": "Fällig am", "it": "Scadenza"},
    "buyer_reference": {
        "en": "Your reference", "nl": "Uw referentie", "fr": "Votre référence", "de": "Ihr Zeichen",
        "it": "Vostro riferimento",
    },
    "order": {"en": "Order", "nl": "Bestelling", "fr": "Commande", "de": "Bestellung", "it": "Ordine"},
    "contract": {"en": "Contract", "nl": "Contract", "fr": "Contrat", "de": "Vertrag", "it": "Contratto"},
    "earlier_invoice": {
        "en": "Earlier invoice", "nl": "Eerdere factuur", "fr": "Facture antérieure", "de": "Frühere Rechnung",
        "it": "Fattura precedente",
    },
    "delivered": {
        "en": "Delivered on", "nl": "Geleverd op", "fr": "Livré le", "de": "Geliefert am", "it": "Consegnato il",
    },
    "from": {"en": "From", "nl": "Van", "fr": "Du", "de": "Von", "it": "Dal"},
    "until": {"en": "Until", "nl": "Tot", "fr": "Au", "de": "Bis", "it": "Al"},
    "text": {"en": "Description", "nl": "Omschrijving", "fr": "Désignation", "de": "Bezeichnung", "it": "Descrizione"},
    "quantity": {"en": "Quantity", "nl": "Aantal", "fr": "Quantité", "de": "Menge", "it": "Quantità"},
    "price": {"en": "Price", "nl": "Prijs", "fr": "Prix", "de": "Preis", "it": "Prezzo"},
    "tax_percent": {"en": "VAT %", "nl": "Btw %", "fr": "TVA %", "de": "USt. %", "it": "IVA %"},
    "amount": {"en": "Amount", "nl": "Bedrag", "fr": "Montant", "de": "Betrag", "it": "Importo"},
    "tax_base": {
        "en": "Taxable amount", "nl": "Maatstaf van heffing", "fr": "Base imposable", "de": "Bemessungsgrundlage",
        "it": "Imponibile",
    },
    "lines_sum": {
        "en": "Sum of the lines", "nl": "Som van de regels", "fr": "Somme des lignes", "de": "Summe der Positionen",
        "it": "Somma delle righe",
    },
    "allowances": {"en": "Allowances", "nl": "Kortingen", "fr": "Remises", "de": "Nachlässe", "it": "Sconti"},
    "charges": {"en": "Charges", "nl": "Toeslagen", "fr": "Suppléments", "de": "Zuschläge", "it": "Maggiorazioni"},
    "without_tax": {
        "en": "Total without VAT", "nl": "Totaal zonder btw", "fr": "Total hors TVA", "de": "Gesamt ohne USt.",
        "it": "Totale senza IVA",
    },
    "tax": {"en": "VAT", "nl": "Btw", "fr": "TVA", "de": "USt.", "it": "IVA"},
    "total": {
        "en": "Total with VAT", "nl": "Totaal met btw", "fr": "Total TVA comprise", "de": "Gesamt mit USt.",
        "it": "Totale con IVA",
    },
    "prepaid": {
        "en": "Paid already", "nl": "Al betaald", "fr": "Déjà payé", "de": "Bereits bezahlt", "it": "Già pagato",
    },
    "to_pay": {"en": "To pay", "nl": "Te betalen", "fr": "À payer", "de": "Zu zahlen", "it": "Da pagare"},
    "iban": {"en": "Account", "nl": "Rekening", "fr": "Compte", "de": "Konto", "it": "Conto"},
    "bic": {"en": "BIC", "nl": "BIC", "fr": "BIC", "de": "BIC", "it": "BIC"},
    "bank": {"en": "Bank", "nl": "Bank", "fr": "Banque", "de": "Bank", "it": "Banca"},
    "payment_reference": {
        "en": "Payment reference", "nl": "Betalingskenmerk", "fr": "Référence de paiement", "de": "Verwendungszweck",
        "it": "Causale di pagamento",
    },
    "terms": {
        "en": "Terms of payment", "nl": "Betalingsvoorwaarden", "fr": "Conditions de paiement",
        "de": "Zahlungsbedingungen", "it": "Condizioni di pagamento",
    },
    "notes": {"en": "Notes", "nl": "Opmerkingen", "fr": "Remarques", "de": "Bemerkungen", "it": "Note"},
    "more_lines": {
        "en": "{count} more lines are in the embedded data.",
        "nl": "Nog {count} regels staan in de ingesloten gegevens.",
        "fr": "{count} autres lignes figurent dans les données jointes.",
        "de": "{count} weitere Positionen stehen in den beiliegenden Daten.",
        "it": "Altre {count} righe si trovano nei dati allegati.",
    },
}  # fmt: skip


def label(code: str, language: str) -> str:
    """The words for a code in a language."""
    return LABELS[code][language]
