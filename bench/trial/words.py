"""Sentences of five languages for trial pages, and the fonts they are set in."""

from __future__ import annotations

import random
from functools import cache

from PIL import ImageFont

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "The lift in your building will be out of service between the third and the ninth of next month.",
        "Please return the signed form in the enclosed envelope before the end of the week.",
        "Our engineer measured the pressure twice and found no leak in the upper circuit.",
        "If the amount has already been transferred, kindly regard this reminder as settled.",
        "We have noted your change of address and updated the policy accordingly.",
        "Children under twelve travel free of charge when accompanied by an adult.",
        "The committee thanks you for your generous gift towards the restoration of the organ.",
        "Your appointment with the audiologist has been moved to Thursday afternoon at half past two.",
    ),
    "nl": (
        "De lift in uw gebouw is buiten dienst van de derde tot en met de negende van volgende maand.",
        "Gelieve het ondertekende formulier vóór het einde van de week terug te sturen.",
        "Onze technicus heeft de druk tweemaal gemeten en geen lek in het bovenste circuit gevonden.",
        "Mocht u het bedrag inmiddels hebben overgemaakt, dan kunt u deze herinnering als niet verzonden beschouwen.",
        "Wij hebben uw adreswijziging genoteerd en de polis overeenkomstig aangepast.",
        "Kinderen jonger dan twaalf jaar reizen gratis onder begeleiding van een volwassene.",
        "Het bestuur dankt u hartelijk voor uw gulle gift ten behoeve van het orgel.",
        "Uw afspraak bij de oogarts is verplaatst naar donderdagmiddag om half drie.",
    ),
    "fr": (
        "L'ascenseur de votre immeuble sera hors service du trois au neuf du mois prochain.",
        "Veuillez renvoyer le formulaire signé dans l'enveloppe ci-jointe avant la fin de la semaine.",
        "Notre technicien a mesuré la pression à deux reprises et n'a décelé aucune fuite.",
        "Si le montant a déjà été versé, veuillez considérer ce rappel comme nul et non avenu.",
        "Nous avons pris note de votre changement d'adresse et adapté la police en conséquence.",
        "Les enfants de moins de douze ans voyagent gratuitement s'ils sont accompagnés d'un adulte.",
        "Le comité vous remercie de votre don généreux en faveur de la restauration de l'orgue.",
        "Votre rendez-vous chez l'ophtalmologue a été reporté à jeudi après-midi, à quatorze heures trente.",
    ),
    "de": (
        "Der Aufzug in Ihrem Gebäude ist vom dritten bis zum neunten des nächsten Monats außer Betrieb.",
        "Bitte senden Sie das unterschriebene Formular bis zum Ende der Woche im beiliegenden Umschlag zurück.",
        "Unser Techniker hat den Druck zweimal gemessen und im oberen Kreislauf kein Leck gefunden.",
        "Sollten Sie den Betrag bereits überwiesen haben, betrachten Sie diese Mahnung bitte als gegenstandslos.",
        "Wir haben Ihre Adressänderung vermerkt und die Versicherungspolice entsprechend angepasst.",
        "Kinder unter zwölf Jahren fahren in Begleitung eines Erwachsenen kostenlos.",
        "Der Vorstand dankt Ihnen für Ihre großzügige Spende zugunsten der Orgel.",
        "Ihr Termin beim Augenarzt wurde auf Donnerstagnachmittag um halb drei verlegt.",
    ),
    "it": (
        "L'ascensore del Suo stabile resterà fuori servizio dal tre al nove del mese prossimo.",
        "La preghiamo di restituire il modulo firmato nella busta allegata entro la fine della settimana.",
        "Il nostro tecnico ha misurato due volte la pressione e non ha trovato alcuna perdita.",
        "Se l'importo è già stato versato, La preghiamo di considerare nullo il presente sollecito.",
        "Abbiamo preso nota del cambio di indirizzo e aggiornato la polizza di conseguenza.",
        "I bambini sotto i dodici anni viaggiano gratis se accompagnati da un adulto.",
        "Il comitato La ringrazia per la generosa donazione a favore del restauro dell'organo.",
        "La Sua visita dall'oculista è stata spostata a giovedì pomeriggio alle quattordici e trenta.",
    ),
}
LANGUAGES = tuple(SENTENCES)
SERIFS = ("C059-Roman.otf", "P052-Roman.otf", "NimbusRoman-Regular.otf", "DejaVuSerif.ttf", "URWBookman-Light.otf")
SANS = ("DejaVuSans.ttf", "NimbusSans-Regular.otf", "NimbusSansNarrow-Regular.otf", "DejaVuSansCondensed.ttf")
MONO = ("NimbusMonoPS-Regular.otf", "DejaVuSansMono.ttf", "LiberationMono-Regular.ttf")
BOLD = ("DejaVuSans-Bold.ttf", "C059-Bold.otf", "NimbusSans-Bold.otf", "URWBookman-Demi.otf")


@cache
def font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    """A font of that height."""
    return ImageFont.truetype(name, size_px)


def running_text(rng: random.Random, language: str, sentences: int) -> str:
    """Sentences in a row."""
    return " ".join(rng.choice(SENTENCES[language]) for _ in range(sentences))
