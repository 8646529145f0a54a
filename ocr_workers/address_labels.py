"""Words above an address that say whose it is: the invoiced customer's, the sender's own, where goods are delivered."""

from __future__ import annotations

import enum
import re

LEAST_LETTERS = 3
"""What stands behind a label names somebody from so many letters on; "Klant: 10234" does not."""


class Label(enum.Enum):
    """Whose address follows."""

    RECIPIENT = "recipient"
    SENDER = "sender"
    DELIVERY = "delivery"


_WORDS = {
    Label.RECIPIENT: """
        geadresseerde|bestemmeling|ontvanger|klant|koper|afnemer|opdrachtgever|fact(?:uratie|uur)[ ]?adres|
        (?:ge)?facture(?:e?rd|ren)[ ]aan|clients?|acheteur|destinataire|factur[ée]e?[ ][àa]|
        adresse[ ]de[ ]factur(?:ation|e)|rechnungs(?:adresse|anschrift|empf[äa]nger(?:in)?)|rechnung[ ]an|kunde|kundin|
        k[äa]ufer|empf[äa]nger|auftraggeber|bill(?:ed)?[ ]to|invoiced?[ ](?:to|address)|billing[ ]address|customer|
        buyer|sold[ ]to|intestatario|destinatario|cliente|acquirente|fatturare[ ]a|indirizzo[ ]di[ ]fatturazione
    """,
    Label.SENDER: """
        afzender|afz|verzonden[ ]door|exp[ée]diteur|[ée]metteur|absender|mittente|sender|(?:bill[ ])?from|
        return[ ](?:to|address)|retour|retour[ ](?:aan|[àa]|to)|zur[üu]ck[ ]an|leverancier|verkoper|fournisseur|
        vendeur|lieferant|verk[äa]ufer|rechnungssteller|supplier|seller|vendor|sold[ ]by|venditore|fornitore|cedente|
        (?:factuur|invoice|facture|rechnung|fattura)[ ](?:van|from|de|von|di)
    """,
    Label.DELIVERY: r"""
        (?:af)?lever(?:ings?)?[ ]?adres|bezorgadres|verzendadres|werf[ ]?adres|werf|installatieadres|verbruiksadres|
        plaats[ ]van[ ](?:levering|uitvoering)|(?:adresse|lieu)[ ]de[ ](?:livraison|consommation|fourniture|prestation)|
        livr[ée]e?[ ][àa]|livraison|(?:adresse[ ]du[ ])?chantier|liefer(?:adresse|anschrift|stelle)|lieferung[ ]an|
        liefern[ ]an|warenempf[äa]nger|baustelle|verbrauchsstelle|leistungsort|deliver(?:y|ed)?[ ](?:address|to)|
        ship(?:ped|ping)?[ ](?:to|address)|(?:site|supply|service)[ ]address|cantiere|punto[ ]di[ ]fornitura|
        indirizzo[ ]di[ ](?:consegna|fornitura)|destinazione(?:[ ]merce)?|luogo[ ]di[ ](?:consegna|destinazione)|
        (?:kopie|copie|copy|copia)[ ](?:aan|[àa]|an|to|a)|c\.?c|bcc
    """,
}
"""Words that stand by themselves or before a colon."""
_BEFORE_A_COLON = {
    Label.RECIPIENT: "aan|to|an|[àa]|a",
    Label.SENDER: "van|de|von|da|from|exp|abs|mitt",
    Label.DELIVERY: "kopie|copie|copy|copia",
}
"""Words that are a label before a colon only: "Van de Velde" is nobody's label."""
_LABELS = tuple(
    (
        label,
        re.compile(
            rf"""^\W*(?:(?:{alone})(?:\s*\([^)]*\)|\s*/\s*\w+)?\s*(?:[.:;]+|$)
            |(?:{_BEFORE_A_COLON[label]})\s*[.]?\s?:)\s*(?P<rest>.*)$""",
            re.IGNORECASE | re.VERBOSE,
        ),
    )
    for label, alone in _WORDS.items()
)


def label_of(line: str) -> tuple[Label, str] | None:
    """Whose address a line says that it is, and what stands behind the label; None for a line that is no label."""
    for label, pattern in _LABELS:
        found = pattern.match(line)
        rest = found["rest"].strip() if found else ""
        if found and (not rest or sum(mark.isalpha() for mark in rest) >= LEAST_LETTERS):
            return label, rest
    return None
