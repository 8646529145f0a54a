"""What the first steps in a mailbox are called, and why one takes them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text

STEPS: Mapping[str, tuple[Text, Text]] = {
    "names": (
        lazy_gettext("Say your names and addresses"),
        lazy_gettext("Letters find you by them, however they are spelled on the envelope."),
    ),
    "first_letter": (
        lazy_gettext("Bring in a first letter"),
        lazy_gettext("A PDF, a scan, or photos taken with your phone."),
    ),
    "open_it": (
        lazy_gettext("Find it by a word and open it"),
        lazy_gettext("Every word of every page can be searched for."),
    ),
    "people": (
        lazy_gettext("Invite a colleague or your accountant"),
        lazy_gettext("Each with rights of their own, and for a time if you like."),
    ),
    "second_factor": (
        lazy_gettext("Protect your account with a second factor"),
        lazy_gettext("A passkey or an authenticator app; a stolen password is not enough then."),
    ),
    "served": (
        lazy_gettext("Set up the mailboxes that you serve"),
        lazy_gettext("Their names and addresses tell whose a letter is."),
    ),
    "first_pile": (
        lazy_gettext("Scan a first pile"),
        lazy_gettext("A cover sheet in front of it says whose letters follow; it works without one too."),
    ),
    "handed_over": (
        lazy_gettext("Let a letter go to its owner"),
        lazy_gettext("The machine files what it is sure of; the rest waits for you to index it."),
    ),
}
