"""Parts of pages that keep themselves up to date: tagged answers, so that nothing travels while nothing changed.

The fragment carries its tag and sends it back when it asks again (`components/progress.html`), because the
browser stores no answer of ours and would have nothing to compare with.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, make_response, render_template, request

from archive_ui.languages import current_language

TAG_DIGITS = 32


def tag_of(*facts: object) -> str:
    """A tag for what a fragment shows; `facts` are plain values or frozen dataclasses, told apart by their `repr`."""
    return hashlib.sha256(repr((current_language(), facts)).encode()).hexdigest()[:TAG_DIGITS]


def live_page(template: str, tag: str, **values: Any) -> Response:  # noqa: ANN401 - what a template shows
    """The whole page with the fragment in it; the template gets `tag` beside its values."""
    response = make_response(render_template(template, tag=tag, **values))
    response.set_etag(tag)
    return response


def live_part(template: str, tag: str, **values: Any) -> Response:  # noqa: ANN401 - as above
    """The fragment alone; 304 without a body while it still shows what `tag` stands for."""
    if not request.if_none_match.contains(tag):
        return live_page(template, tag, **values)
    unchanged = Response(status=304)
    unchanged.set_etag(tag)
    return unchanged
