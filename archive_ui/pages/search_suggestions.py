"""Suggestions while somebody types in the search box, and forgetting the person's own earlier searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from archive.known_names import known_senders, references_beginning
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.suggesting import (
    LONGEST,
    MOST_REFERENCES,
    SHORTEST,
    Suggestion,
    past_offers,
    reference_offers,
    sender_offers,
)
from archive_ui.words import names
from indexer.past_searches import forget_searches, past_searches
from kernel.tenancy.roles import Permission

ABOUT: Mapping[str, names.Text] = {
    "past": lazy_gettext("searched before"),
    "sender": lazy_gettext("Sender"),
    "reference": lazy_gettext("Reference"),
}


def suggest(visit: TenantVisit) -> ResponseReturnValue:
    """Offers for what was typed so far; none for too little of it."""
    typed = " ".join(request.args.get("q", "").split())
    offers = _offers(visit, typed) if SHORTEST <= len(typed) <= LONGEST else []
    answer = jsonify([{**asdict(offer), "about": str(ABOUT[offer.kind])} for offer in offers])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def forget(visit: TenantVisit) -> ResponseReturnValue:
    """Forget what the person looked for here."""
    with visit.unit_of_work() as uow:
        forget_searches(uow.session, visit.user_id)
        uow.commit()
    flash(gettext("Your earlier searches here are forgotten."), "success")
    return redirect(url_for("search"), 303)


def _offers(visit: TenantVisit, typed: str) -> list[Suggestion]:
    with visit.reading() as session:
        past = past_offers(past_searches(session, visit.user_id), typed)
        senders = sender_offers(known_senders(session), typed)
        references = references_beginning(session, typed, limit=MOST_REFERENCES) if _has_digit(typed) else []
    return [*past, *senders, *reference_offers(references)]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


ROUTES = (
    TenantRoute("/t/<tenant>/search/suggestions", "search_suggestions", suggest, Permission.READ_DOCUMENTS),
    TenantRoute("/t/<tenant>/search/forget", "forget_searches", forget, Permission.READ_DOCUMENTS, ("POST",)),
)
