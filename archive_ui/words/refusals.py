"""What a refused form says beside its field: what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text
from kernel.errors import PlatformError

# By the error's code, and by the reason where a code has several.
REFUSALS: Mapping[str, Text] = {
    "password_refused short": lazy_gettext("This is too short: use at least 12 characters. A few words do well."),
    "password_refused long": lazy_gettext("This is too long: use at most 200 characters."),
    "password_refused guessable": lazy_gettext("This is easy to guess. Use a few words that do not belong together."),
    "sign_in_refused": lazy_gettext("This password is wrong. Type it again."),
    "too_many_attempts": lazy_gettext("Too many tries. Wait a few minutes, then try again."),
    "directory_entry_refused": lazy_gettext("Write between 1 and 200 characters."),
    "code_refused": lazy_gettext("This code is wrong, or it was used before. Wait for the next one and type that."),
    "invitation_refused role": lazy_gettext("This role cannot be given here. Choose another."),
    "invitation_refused until": lazy_gettext("Access from outside ends within a year. Choose a day in that time."),
    "invitation_refused member": lazy_gettext("This person is a member already. Change the role instead."),
    "invited_elsewhere": lazy_gettext("This invitation is for another address. Sign in with that one."),
    "last_way_in": lazy_gettext("Nobody would be left who may let others in. Make somebody else an owner first."),
    "email_refused": lazy_gettext("This is no e-mail address. Look for a missing @, a space or a stray sign."),
    "directory_entry_refused number": lazy_gettext(
        "A number has 6 to 40 letters and digits, at least one of them a digit. BE0428759497, for example."
    ),
    "directory_entry_refused country": lazy_gettext("Write the country as two letters. BE, for example."),
    "name_taken": lazy_gettext(
        "This could mean somebody else as well, so letters could not be told apart. Nothing was changed. "
        "Ask your operator, who sees both sides."
    ),
    "too_many_names": lazy_gettext("There are enough of these. Withdraw one that is not used."),
    "not_found": lazy_gettext("Somebody changed this meanwhile. Look at it again."),
    "api_key_refused name": lazy_gettext("Give the key a name of 1 to 80 characters."),
    "api_key_refused scopes": lazy_gettext("Choose at least one thing that the key is for."),
    "api_key_refused operator": lazy_gettext(
        "An operator holds mail that is somebody else's. Only people who index it may read it, no program."
    ),
    "api_key_refused late": lazy_gettext("This key was revoked too long ago. Make another."),
    "endpoint_refused address": lazy_gettext(
        "This is no address that can be told anything. It begins with https:// and names a host."
    ),
    "endpoint_refused private": lazy_gettext(
        "This address leads into a private network. Nothing is ever sent there, so that nobody reaches the machines "
        "behind our own door through us. Use an address that the internet can reach."
    ),
    "endpoint_refused secret": lazy_gettext(
        "Leave names, passwords and what follows # out of the address. Messages are signed instead."
    ),
    "endpoint_refused topics": lazy_gettext("Choose at least one thing that the address is to be told of."),
    "endpoint_refused description": lazy_gettext("Describe the address in at most 200 characters."),
    "too_many_endpoints": lazy_gettext("There are 20 addresses already. Remove one that is not used."),
    "help_refused self": lazy_gettext("This is you. Change your own second step on your account page."),
    "help_refused elsewhere": lazy_gettext(
        "This person comes in at other operators' mailboxes too. Ask whoever runs this machine."
    ),
    "suspension_refused": lazy_gettext(
        "What was kept for this mailbox was erased for good. Nobody can bring it back; add the mailbox anew."
    ),
    "email_taken": lazy_gettext("This address cannot be used. Choose another."),
    "export_refused nothing": lazy_gettext("No letter was chosen. Choose some, or take everything."),
    "export_refused too_many": lazy_gettext("These are more than 10,000. Narrow the search, or take everything."),
    "export_refused busy": lazy_gettext("Some exports are being made already. Wait until one is finished."),
    "rule_refused years": lazy_gettext("Give a number of years between 0 and 100, or leave the field empty."),
    "share_refused lasts": lazy_gettext("Choose a number of days within the limit."),
    "share_refused openings": lazy_gettext("Choose a number between 1 and 1000, or leave it empty."),
    "share_refused password": lazy_gettext("This is too short: use at least 8 characters, or leave it empty."),
}


def refusal_text(error: PlatformError) -> Text:
    """The sentence for an error; its code where nobody wrote one."""
    reason = error.context.get("reason")
    return REFUSALS.get(f"{error.code} {reason}" if reason else error.code, error.code)
