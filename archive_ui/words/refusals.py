"""What a refused form says beside its field: what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text
from kernel.errors import PlatformError

# By the error's code, and by the reason where a code has several.
REFUSALS: Mapping[str, Text] = {
    "password_refused short": lazy_gettext("This is too short: use at least 12 signs. A few words do well."),
    "password_refused long": lazy_gettext("This is too long: use at most 200 signs."),
    "password_refused guessable": lazy_gettext("This is easy to guess. Use a few words that do not belong together."),
    "sign_in_refused": lazy_gettext("This password is wrong. Type it again."),
    "too_many_attempts": lazy_gettext("Too many tries. Wait a few minutes, then try again."),
    "directory_entry_refused": lazy_gettext("Write between 1 and 200 signs."),
    "code_refused": lazy_gettext("This code is wrong, or it was used before. Wait for the next one and type that."),
    "invitation_refused role": lazy_gettext("This role cannot be given here. Choose another."),
    "invitation_refused until": lazy_gettext("Access from outside ends within a year. Choose a day in that time."),
    "invitation_refused member": lazy_gettext("This person is a member already. Change the role instead."),
    "invited_elsewhere": lazy_gettext("This invitation is for another address. Sign in with that one."),
    "last_way_in": lazy_gettext("Nobody would be left who may let others in. Make somebody else an owner first."),
    "email_refused": lazy_gettext("This is no e-mail address. Look for a missing @, a space or a stray sign."),
    "email_taken": lazy_gettext("This address cannot be used. Choose another."),
}


def refusal_text(error: PlatformError) -> Text:
    """The sentence for an error; its code where nobody wrote one."""
    reason = error.context.get("reason")
    return REFUSALS.get(f"{error.code} {reason}" if reason else error.code, error.code)
