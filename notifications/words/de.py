"""What mails say in German."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Guten Tag {name},"
NOTHING_EXPECTED = "Sie haben nichts dergleichen erwartet? Dann tun Sie nichts; es hat sich nichts geändert."
NOT_YOU = (
    "Das waren nicht Sie? Dann wählen Sie sofort ein neues Passwort und beenden Sie alle Sitzungen in Ihrem Konto."
)
ASK = "Fragen Sie {tenant}, wenn Sie das für einen Irrtum halten."

NEWS = NewsWords(
    "Neues in {count} Ihrer Postfächer",
    "Es gibt Neues für Sie. Was es ist, steht nur in Postkamer.",
    {
        "new_letter": ("{count} neuer Brief", "{count} neue Briefe"),
        "assigned": ("{count} Brief wurde Ihnen zugewiesen", "{count} Briefe wurden Ihnen zugewiesen"),
        "task_due": ("{count} Aufgabe ist bald fällig", "{count} Aufgaben sind bald fällig"),
        "quarantine": ("{count} Datei in Quarantäne", "{count} Dateien in Quarantäne"),
    },
    "Postkamer öffnen",
    "In Ihrem Konto wählen Sie, worüber wir Ihnen schreiben und wie oft.",
    "Keine solchen Mails mehr",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Bestätigen Sie Ihre E-Mail-Adresse",
        GREETING,
        (
            "Drücken Sie den Knopf, um zu bestätigen, dass diese Adresse Ihnen gehört.",
            "Der Link gilt zwei Tage, einmal.",
        ),
        "Adresse bestätigen",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Wählen Sie ein neues Passwort",
        GREETING,
        (
            "Jemand, hoffentlich Sie selbst, hat ein neues Passwort für Ihr Konto verlangt.",
            "Der Link gilt eine Stunde, einmal. Ihr zweiter Schritt beim Anmelden bleibt, wie er ist.",
        ),
        "Neues Passwort wählen",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Bestätigen Sie Ihre neue E-Mail-Adresse",
        GREETING,
        (
            "Sobald Sie den Knopf drücken, melden Sie sich mit dieser Adresse an.",
            "Der Link gilt einen Tag, einmal.",
        ),
        "Diese Adresse benutzen",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Ihre E-Mail-Adresse wurde geändert",
        GREETING,
        ("Ihr Konto hat jetzt eine andere E-Mail-Adresse. Diese wird nicht mehr benutzt.",),
        "Ihr Konto öffnen",
        NOT_YOU,
    ),
    "password_changed": Words(
        "Ihr Passwort wurde geändert",
        GREETING,
        ("Ihr Konto hat ein neues Passwort. Alle anderen Sitzungen sind beendet.",),
        "Ein anderes Passwort wählen",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "Ihre Anmeldung wurde geändert",
        GREETING,
        ("Ihrem Konto wurde ein Passkey oder eine Authenticator-App hinzugefügt oder daraus entfernt.",),
        "Ihr Konto öffnen",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} lädt Sie zu {tenant} ein",
        GREETING,
        (
            "{host} lädt Sie in das Postfach von {tenant} in Postkamer ein.",
            "Der Link gilt sieben Tage, einmal.",
        ),
        "Die Einladung ansehen",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Ihr Zugang zu {tenant} ist beendet",
        GREETING,
        ("Ihr Zugang zum Postfach von {tenant} ist beendet. Nichts von Ihnen wurde gelöscht.",),
        "Postkamer öffnen",
        ASK,
    ),
    "letters_erased": Words(
        "Bei {tenant} wurden Briefe endgültig gelöscht",
        GREETING,
        (
            (
                "Briefe, die Sie in den Papierkorb von {tenant} gelegt haben, wurden endgültig gelöscht. Für jeden "
                "bestätigt das eine signierte Bescheinigung; sie enthält Kennungen, Zeiten und Prüfsummen, nichts von"
                " dem, was im Brief stand."
            ),
        ),
        "Bescheinigungen ansehen",
        "Sie müssen nichts tun; die Bescheinigungen bleiben, wo sie sind.",
    ),
    "mailbox_erased": Words(
        "Ihr Postfach wurde gelöscht",
        GREETING,
        (
            (
                "Das Postfach, das Sie geschlossen haben, wurde endgültig gelöscht, samt dem Schlüssel, mit dem seine"
                " Dateien versiegelt waren. Die signierte Bescheinigung darüber liegt bereit; bewahren Sie sie auf."
            ),
        ),
        "Bescheinigung abholen",
        "Dies ist die letzte Mail dazu; Ihre Adresse wird in zwei Tagen vergessen.",
    ),
}
