"""What mails say in English."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Hello {name},"
NOTHING_EXPECTED = "You expected nothing of this kind? Then do nothing; nothing has changed."
NOT_YOU = "It was not you? Then choose a new password at once, and end all sessions in your account."
ASK = "Ask {tenant} if you think this is a mistake."

NEWS = NewsWords(
    "{count} of your mailboxes have news",
    "There is something new for you. What it is stands in Postkamer only.",
    {
        "new_letter": ("{count} new letter", "{count} new letters"),
        "assigned": ("{count} letter was given to you", "{count} letters were given to you"),
        "task_due": ("{count} task is due soon", "{count} tasks are due soon"),
        "quarantine": ("{count} file in quarantine", "{count} files in quarantine"),
    },
    "Open Postkamer",
    "In your account you choose what we write to you about, and how often.",
    "No more of these mails",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Confirm your e-mail address",
        GREETING,
        (
            "Press the button to confirm that this address is yours.",
            "The link works for two days, once.",
        ),
        "Confirm the address",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Choose a new password",
        GREETING,
        (
            "Somebody, hopefully you, asked for a new password for your account.",
            "The link works for one hour, once. Your second step at sign-in stays as it is.",
        ),
        "Choose a new password",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Confirm your new e-mail address",
        GREETING,
        (
            "From the moment you press the button, you sign in with this address.",
            "The link works for one day, once.",
        ),
        "Use this address",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Your e-mail address was changed",
        GREETING,
        ("Your account has another e-mail address now. This one is no longer used.",),
        "Open your account",
        NOT_YOU,
    ),
    "password_changed": Words(
        "Your password was changed",
        GREETING,
        ("Your account has a new password. All other sessions have ended.",),
        "Choose another password",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "How you sign in was changed",
        GREETING,
        ("A passkey or an authenticator app was added to your account, or removed from it.",),
        "Open your account",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} invites you to {tenant}",
        GREETING,
        (
            "{host} invites you to the mailbox of {tenant} in Postkamer.",
            "The link works for seven days, once.",
        ),
        "See the invitation",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Your access to {tenant} has ended",
        GREETING,
        ("Your access to the mailbox of {tenant} has ended. Nothing of yours was deleted.",),
        "Open Postkamer",
        ASK,
    ),
    "letters_erased": Words(
        "Letters were erased for good at {tenant}",
        GREETING,
        (
            (
                "Letters that you put into the bin of {tenant} were erased for good. For each there is a signed "
                "certificate that says so; it holds ids, times and hashes, nothing of what stood in the letter."
            ),
        ),
        "See the certificates",
        "Nothing is to be done; the certificates stay where they are.",
    ),
    "mailbox_erased": Words(
        "Your mailbox was erased",
        GREETING,
        (
            (
                "The mailbox that you closed was erased for good, with the key under which its files were sealed. The"
                " signed certificate that says so is ready; keep it."
            ),
        ),
        "Fetch the certificate",
        "This is the last mail about it; your address is forgotten in two days.",
    ),
}
