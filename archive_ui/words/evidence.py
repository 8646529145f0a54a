"""What spoke for or against a recipient, in the language of the person who decides."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text

# The keys are the phrases that the matching writes down with each proposal.
EVIDENCE: Mapping[str, Text] = {
    "name agrees": lazy_gettext("The name agrees"),
    "name agrees but for letters that print confuses": lazy_gettext("The name agrees but for letters easily confused"),
    "name agrees without its legal form": lazy_gettext("The name agrees without its legal form"),
    "surname and initials agree": lazy_gettext("Surname and initials agree"),
    "surname, initials and title agree, and nobody else is known there": lazy_gettext(
        "Surname, initials and title agree, and nobody else is known there"
    ),
    "name agrees, with one more name or initial": lazy_gettext("The name agrees, with one more name or initial"),
    "name is cut off": lazy_gettext("The name is cut off, and agrees as far as it goes"),
    "only part of the name is printed": lazy_gettext("Only part of the name is printed"),
    "name differs in a letter or two": lazy_gettext("The name differs in a letter or two"),
    "name is spelled otherwise, as print seldom confuses it": lazy_gettext(
        "The name is spelled otherwise, not as print confuses letters"
    ),
    "given name differs in a letter that print confuses": lazy_gettext(
        "The given name differs in a letter that is easily confused"
    ),
    "name differs in a letter or two, as relatives' names do": lazy_gettext(
        "The name differs in a letter or two, as relatives' names do"
    ),
    "name is part of a longer one": lazy_gettext("The name is part of a longer one"),
    "name agrees but the legal form differs": lazy_gettext("The name agrees but the legal form differs"),
    "name differs": lazy_gettext("The name differs"),
    "address agrees": lazy_gettext("The address agrees"),
    "address agrees, but other tenants have it too": lazy_gettext("The address agrees, but others have it too"),
    "address agrees but for a figure of its postcode that print confuses": lazy_gettext(
        "The address agrees but for a figure of its postcode"
    ),
    "address agrees in part": lazy_gettext("The address agrees in part"),
    "address agrees in part, its flat or box is said on one side only": lazy_gettext(
        "The address agrees in part: only one of the two names a flat or box"
    ),
    "same place, no street to compare": lazy_gettext("The same place, but no street to compare"),
    "no address to compare": lazy_gettext("There is no address to compare"),
    "same street, other number": lazy_gettext("The same street, another number"),
    "other address": lazy_gettext("Another address"),
    "somebody else is addressed too": lazy_gettext("Somebody else is addressed too"),
    "a couple or a family is addressed, and another tenant lives there": lazy_gettext(
        "A couple or a family is addressed, and somebody else lives there too"
    ),
    "another address may be the recipient's": lazy_gettext("Another address on the page may be the recipient's"),
    "the letter may not be cut right": lazy_gettext("The letter may hold a page of another one"),
    "a later page is addressed to somebody else": lazy_gettext("A later page is addressed to somebody else"),
    "a customer number confirmed before": lazy_gettext("The sender's customer number was confirmed before"),
    "a customer number of somebody else": lazy_gettext("The sender's customer number is somebody else's"),
    "this spelling was confirmed before": lazy_gettext("The same spelling by the same sender was confirmed before"),
    "this spelling was sent back before": lazy_gettext("A letter like this was sent back before"),
    "a number of the tenant's own is printed": lazy_gettext("The recipient's own VAT or enterprise number is printed"),
    "the tenant may be the sender": lazy_gettext("The recipient may be the sender of this letter"),
    "the e-invoice names the tenant": lazy_gettext("The electronic invoice names this recipient"),
    "the e-invoice names somebody else": lazy_gettext("The electronic invoice names somebody else"),
    "another tenant might be meant": lazy_gettext("Somebody else might be meant"),
    "recipient's place on the page is unusual": lazy_gettext("The recipient stands in an unusual place"),
    "no recipient found": lazy_gettext("No recipient was found"),
    "no tenant has this name or address": lazy_gettext("Nobody has this name or address"),
    "the text names the tenant as a party": lazy_gettext("The text names this recipient, but addresses nobody"),
    "named by a cover sheet": lazy_gettext("A cover sheet names this recipient"),
    "the cover sheet was refused": lazy_gettext("The cover sheet in front of it was refused"),
    "the letter is addressed to somebody else": lazy_gettext("The letter is addressed to somebody else"),
    "the cover sheet names somebody who is not served": lazy_gettext(
        "The cover sheet names somebody who is not served"
    ),
}

NAMINGS: Mapping[str, Text] = {
    "for the attention of": lazy_gettext("for the attention of"),
    "care of": lazy_gettext("care of"),
}


def evidence_text(phrase: str) -> str:
    """The phrase in the language of the page; one without translation stands for itself."""
    stem, bracket, naming = phrase.removesuffix(")").partition(" (")
    if bracket and naming in NAMINGS:
        return f"{evidence_text(stem)} ({NAMINGS[naming]})"
    return str(EVIDENCE.get(phrase, phrase))
