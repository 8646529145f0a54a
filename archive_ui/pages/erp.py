"""Bookkeeping: what another program took over, what it refused and why, and what it still has to take."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.repository import summaries
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.programs import HANDOVER_STATES
from integrations.erp_handover import AnswerHandover, answer_handover, count_handovers, list_handovers
from integrations.lifecycle import HandoverMove, HandoverState
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

MOST_SHOWN = 50
# What wants a person stands first.
IN_ORDER = (HandoverState.REFUSED, HandoverState.OFFERED, HandoverState.ACKNOWLEDGED)


def show_erp(visit: TenantVisit) -> ResponseReturnValue:
    """The letters in each state, the latest first."""
    with visit.reading() as session:
        rows = {state: list_handovers(session, state, limit=MOST_SHOWN) for state in IN_ORDER}
        counts = count_handovers(session)
        letters = {}
        if visit.place.may(Permission.READ_DOCUMENTS):
            letters = summaries(session, [row.document_id for some in rows.values() for row in some])
    return render_template("erp.html", rows=rows, counts=counts, letters=letters, states=HANDOVER_STATES)


def offer_again(visit: TenantVisit, offered_id: str) -> ResponseReturnValue:
    """Put a letter on the list once more."""
    command = AnswerHandover(DocumentId(offered_id), HandoverMove.OFFER, visit.user_id)
    answer_handover(command, visit.unit_of_work(), visit.deps.clock)
    flash(gettext("The letter is on the list again."), "success")
    return redirect(url_for("erp"), 303)


_ERP = "/t/<tenant>/bookkeeping"
ROUTES = (
    TenantRoute(_ERP, "erp", show_erp, Permission.ADMINISTER),
    TenantRoute(f"{_ERP}/<offered_id>/offer", "offer_again", offer_again, Permission.ADMINISTER, ("POST",)),
)
