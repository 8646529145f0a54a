"""What was mended in a typed query, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text
from indexer.query_syntax import Hint, HintCode

HINTS: Mapping[HintCode, Text] = {
    HintCode.QUERY_CUT_SHORT: lazy_gettext("The question was too long; only its beginning was used."),
    HintCode.BRACKET_DROPPED: lazy_gettext("A bracket without its partner was left out."),
    HintCode.BRACKET_CLOSED: lazy_gettext("A bracket was closed at the end."),
    HintCode.QUOTE_CLOSED: lazy_gettext("A quotation mark was closed at the end."),
    HintCode.OPERATOR_DROPPED: lazy_gettext("AND, OR or NOT had nothing to join and was left out."),
    HintCode.SIGN_IGNORED: lazy_gettext("Signs without letters or digits were left out."),
    HintCode.FILTER_NOT_UNDERSTOOD: lazy_gettext("A filter was not understood and searched as plain words."),
}


def hint_text(hint: Hint) -> str:
    """The sentence, with the piece of the typed text that it is about."""
    piece = hint.text.strip()
    return f"{HINTS[hint.code]} ({piece})" if piece else str(HINTS[hint.code])
