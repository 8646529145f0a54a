"""What mails say in Italian."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Buongiorno {name},"
NOTHING_EXPECTED = "Non ti aspettavi nulla del genere? Allora non fare nulla; nulla è cambiato."
NOT_YOU = "Non sei stato tu? Allora scegli subito una nuova password e termina tutte le sessioni nel tuo account."
ASK = "Chiedi a {tenant} se pensi che sia un errore."

NEWS = NewsWords(
    "Novità in {count} delle tue caselle",
    "Ci sono novità per te. Il contenuto si trova solo in Postkamer.",
    {
        "new_letter": ("{count} nuova lettera", "{count} nuove lettere"),
        "assigned": ("{count} lettera ti è stata affidata", "{count} lettere ti sono state affidate"),
        "task_due": ("{count} attività in scadenza", "{count} attività in scadenza"),
        "quarantine": ("{count} file in quarantena", "{count} file in quarantena"),
    },
    "Aprire Postkamer",
    "Nel tuo account scegli di che cosa ti scriviamo e con quale frequenza.",
    "Non ricevere più queste e-mail",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Conferma il tuo indirizzo e-mail",
        GREETING,
        (
            "Premi il pulsante per confermare che questo indirizzo è tuo.",
            "Il collegamento vale due giorni, una volta sola.",
        ),
        "Conferma l'indirizzo",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Scegli la tua nuova password",
        GREETING,
        (
            "Qualcuno, speriamo tu, ha chiesto una nuova password per il tuo account.",
            "Il collegamento vale un'ora, una volta sola. Il secondo passaggio all'accesso resta com'è.",
        ),
        "Scegli una nuova password",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Conferma il tuo nuovo indirizzo e-mail",
        GREETING,
        (
            "Dal momento in cui premi il pulsante, accedi con questo indirizzo.",
            "Il collegamento vale un giorno, una volta sola.",
        ),
        "Usa questo indirizzo",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Il tuo indirizzo e-mail è cambiato",
        GREETING,
        ("Il tuo account ha ora un altro indirizzo e-mail. Questo non viene più usato.",),
        "Apri il tuo account",
        NOT_YOU,
    ),
    "password_changed": Words(
        "La tua password è cambiata",
        GREETING,
        ("Il tuo account ha una nuova password. Tutte le altre sessioni sono terminate.",),
        "Scegli un'altra password",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "Il tuo modo di accedere è cambiato",
        GREETING,
        ("Una passkey o un'app di autenticazione è stata aggiunta al tuo account, o tolta.",),
        "Apri il tuo account",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} ti invita da {tenant}",
        GREETING,
        (
            "{host} ti invita nella casella postale di {tenant} in Postkamer.",
            "Il collegamento vale sette giorni, una volta sola.",
        ),
        "Vedi l'invito",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Il tuo accesso a {tenant} è terminato",
        GREETING,
        ("Il tuo accesso alla casella postale di {tenant} è terminato. Nulla di tuo è stato eliminato.",),
        "Apri Postkamer",
        ASK,
    ),
    "letters_erased": Words(
        "Presso {tenant} sono state cancellate lettere per sempre",
        GREETING,
        (
            (
                "Lettere che hai messo nel cestino di {tenant} sono state cancellate per sempre. Per ciascuna un "
                "certificato firmato lo attesta; contiene identificativi, orari e impronte, nulla di ciò che diceva "
                "la lettera."
            ),
        ),
        "Vedi i certificati",
        "Non devi fare nulla; i certificati restano dove sono.",
    ),
    "mailbox_erased": Words(
        "La tua casella è stata cancellata",
        GREETING,
        (
            (
                "La casella che hai chiuso è stata cancellata per sempre, con la chiave che ne sigillava i file. Il "
                "certificato firmato che lo attesta è pronto; conservalo."
            ),
        ),
        "Scarica il certificato",
        "È l’ultima e-mail al riguardo; il tuo indirizzo sarà dimenticato tra due giorni.",
    ),
}
