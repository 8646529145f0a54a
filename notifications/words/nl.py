"""What mails say in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Dag {name},"
NOTHING_EXPECTED = "Had u dit niet verwacht? Doe dan niets; er is niets gewijzigd."
NOT_YOU = "Was u dit niet? Kies dan meteen een nieuw wachtwoord en beëindig alle sessies in uw account."
ASK = "Denkt u dat dit een vergissing is, vraag het dan aan {tenant}."

NEWS = NewsWords(
    "Nieuws in {count} van uw postbussen",
    "Er is iets nieuws voor u. Wat het is, staat alleen in Postkamer.",
    {
        "new_letter": ("{count} nieuwe brief", "{count} nieuwe brieven"),
        "assigned": ("{count} brief is aan u toegewezen", "{count} brieven zijn aan u toegewezen"),
        "task_due": ("{count} taak moet binnenkort klaar zijn", "{count} taken moeten binnenkort klaar zijn"),
        "quarantine": ("{count} bestand in quarantaine", "{count} bestanden in quarantaine"),
    },
    "Postkamer openen",
    "In uw account kiest u waarover we u schrijven, en hoe vaak.",
    "Geen mails meer van dit soort",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Bevestig uw e-mailadres",
        GREETING,
        (
            "Druk op de knop om te bevestigen dat dit adres van u is.",
            "De link werkt twee dagen, één keer.",
        ),
        "Adres bevestigen",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Kies een nieuw wachtwoord",
        GREETING,
        (
            "Iemand, hopelijk uzelf, vroeg een nieuw wachtwoord voor uw account.",
            "De link werkt één uur, één keer. Uw tweede stap bij het aanmelden blijft zoals hij is.",
        ),
        "Nieuw wachtwoord kiezen",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Bevestig uw nieuwe e-mailadres",
        GREETING,
        (
            "Zodra u op de knop drukt, meldt u zich met dit adres aan.",
            "De link werkt één dag, één keer.",
        ),
        "Dit adres gebruiken",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Uw e-mailadres is gewijzigd",
        GREETING,
        ("Uw account heeft nu een ander e-mailadres. Dit adres wordt niet meer gebruikt.",),
        "Uw account openen",
        NOT_YOU,
    ),
    "password_changed": Words(
        "Uw wachtwoord is gewijzigd",
        GREETING,
        ("Uw account heeft een nieuw wachtwoord. Alle andere sessies zijn beëindigd.",),
        "Een ander wachtwoord kiezen",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "Uw manier van aanmelden is gewijzigd",
        GREETING,
        ("Er is een passkey of authenticator-app aan uw account toegevoegd, of eruit verwijderd.",),
        "Uw account openen",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} nodigt u uit bij {tenant}",
        GREETING,
        (
            "{host} nodigt u uit in de postbus van {tenant} in Postkamer.",
            "De link werkt zeven dagen, één keer.",
        ),
        "De uitnodiging bekijken",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Uw toegang tot {tenant} is afgelopen",
        GREETING,
        ("Uw toegang tot de postbus van {tenant} is afgelopen. Er is niets van u verwijderd.",),
        "Postkamer openen",
        ASK,
    ),
    "letters_erased": Words(
        "Bij {tenant} zijn brieven voorgoed gewist",
        GREETING,
        (
            (
                "Brieven die u in de prullenbak van {tenant} legde, zijn voorgoed gewist. Voor elke brief is er een "
                "ondertekend certificaat dat dit bevestigt; het bevat kenmerken, tijdstippen en hashes, niets van wat"
                " in de brief stond."
            ),
        ),
        "De certificaten bekijken",
        "U hoeft niets te doen; de certificaten blijven waar ze zijn.",
    ),
    "mailbox_erased": Words(
        "Uw postbus is gewist",
        GREETING,
        (
            (
                "De postbus die u sloot, is voorgoed gewist, met de sleutel waarmee de bestanden verzegeld waren. Het"
                " ondertekende certificaat dat dit bevestigt, ligt klaar; bewaar het."
            ),
        ),
        "Het certificaat ophalen",
        "Dit is de laatste mail hierover; uw adres wordt over twee dagen vergeten.",
    ),
}
