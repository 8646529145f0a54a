"""What mails say in Italian."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Buongiorno {name},"
NOTHING_EXPECTED = "Non si aspettava nulla del genere? Allora non faccia nulla; nulla è cambiato."
NOT_YOU = "Non è stato lei? Allora scelga subito una nuova password e termini tutte le sessioni nel suo account."
ASK = "Chieda a {tenant} se pensa che sia un errore."

NEWS = NewsWords(
    "Novità in {count} delle sue caselle",
    "Ci sono novità per lei. Il contenuto si trova solo in Postkamer.",
    {
        "new_letter": ("{count} nuova lettera", "{count} nuove lettere"),
        "assigned": ("{count} lettera le è stata affidata", "{count} lettere le sono state affidate"),
        "task_due": ("{count} attività in scadenza", "{count} attività in scadenza"),
        "quarantine": ("{count} file in quarantena", "{count} file in quarantena"),
    },
    "Aprire Postkamer",
    "Nel suo account sceglie di che cosa le scriviamo e con quale frequenza.",
    "Non ricevere più queste e-mail",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Confermi il suo indirizzo e-mail",
        GREETING,
        (
            "Prema il pulsante per confermare che questo indirizzo è suo.",
            "Il collegamento vale due giorni, una volta sola.",
        ),
        "Conferma l'indirizzo",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Scelga una nuova password",
        GREETING,
        (
            "Qualcuno, speriamo lei, ha chiesto una nuova password per il suo account.",
            "Il collegamento vale un'ora, una volta sola. Il secondo passaggio all'accesso resta com'è.",
        ),
        "Scegli una nuova password",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Confermi il suo nuovo indirizzo e-mail",
        GREETING,
        (
            "Dal momento in cui preme il pulsante, accede con questo indirizzo.",
            "Il collegamento vale un giorno, una volta sola.",
        ),
        "Usa questo indirizzo",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Il suo indirizzo e-mail è cambiato",
        GREETING,
        ("Il suo account ha ora un altro indirizzo e-mail. Questo non viene più usato.",),
        "Apri il suo account",
        NOT_YOU,
    ),
    "password_changed": Words(
        "La sua password è cambiata",
        GREETING,
        ("Il suo account ha una nuova password. Tutte le altre sessioni sono terminate.",),
        "Scegli un'altra password",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "Il suo modo di accedere è cambiato",
        GREETING,
        ("Una passkey o un'app di autenticazione è stata aggiunta al suo account, o tolta.",),
        "Apri il suo account",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} la invita da {tenant}",
        GREETING,
        (
            "{host} la invita nella casella postale di {tenant} in Postkamer.",
            "Il collegamento vale sette giorni, una volta sola.",
        ),
        "Vedi l'invito",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Il suo accesso a {tenant} è terminato",
        GREETING,
        ("Il suo accesso alla casella postale di {tenant} è terminato. Nulla di suo è stato eliminato.",),
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
