"""The operator's queue: a person says whose letter it is, corrects what was read, and takes the next."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.handover import content_for, held_content
from archive.leases import HandledByAnother, give_back_lease
from archive.lifecycle import DocumentState
from archive.manual_indexing import Correction, index_by_hand, next_to_index
from archive.repository import count_documents, get_document, list_documents
from archive.views import DocumentView
from archive_ui.field_evidence import evidence_of
from archive_ui.fields_form import FieldsForm, form_of, read_form, with_offered
from archive_ui.finding import read_number
from archive_ui.handling import Handling, handled_by_others, take, take_over
from archive_ui.people import tenants_served
from archive_ui.recipients import Choice, choice_for, is_looked_for, only_match
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.viewing import open_document, readings_of
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.directory import TenantView
from kernel.tenancy.roles import Permission
from kernel.tenancy.scope import SystemScope, TenantScope

HAND_OVER = SystemScope("an operator hands a document over to the tenant that was chosen by hand")


def show_queue(visit: TenantVisit) -> ResponseReturnValue:
    """What waits for a person."""
    handled = handled_by_others(visit)
    with visit.reading() as session:
        documents = list_documents(session, (DocumentState.NEEDS_INDEXING,))
        waiting = count_documents(session).get(DocumentState.NEEDS_INDEXING, 0)
        first = next_to_index(session, passing_over=handled)
    return render_template("indexing.html", documents=documents, waiting=waiting, first=first, handled=handled)


def show_next(visit: TenantVisit) -> ResponseReturnValue:
    """The document after `?after=`, which is given back, or the queue where none is left."""
    after = request.args.get("after")
    if after:
        _give_back(visit, after)
    handled = handled_by_others(visit)
    with visit.reading() as session:
        document_id = next_to_index(session, DocumentId(after) if after else None, passing_over=handled)
    return _to(document_id)


def show_indexing(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The page image beside the form; whoever opens it handles the letter, if nobody else does."""
    document = _load(visit, document_id)
    choice = choice_for(document, tenants_served(visit.deps.database, visit.tenant_id))
    return _page(visit, document, form_of(document), choice)


def index(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """File with what the form says; or narrow the list of recipients and show the form again as it was written."""
    document = _load(visit, document_id)
    served = tenants_served(visit.deps.database, visit.tenant_id)
    form = read_form(request.form)
    chosen, wanted = request.form.get("tenant_id", ""), request.form.get("wanted", "")
    is_narrowing = request.form.get("do") == "filter"
    if is_narrowing:
        # Whoever looked for one and found one means that one.
        chosen = only_match(served, wanted) or chosen
    choice = choice_for(document, served, wanted, chosen)
    if is_narrowing:
        if _is_fragment():
            return render_template("recipients.html", choice=choice)
        return _page(visit, document, form, choice)
    filled = with_offered(form, request.form.get("do", ""))
    if filled:
        return _page(visit, document, filled, choice)
    problem = _problem(served.get(TenantId(chosen)), wanted)
    if form.problems or problem:
        return _page(visit, document, form, choice, problem), 422
    following = _following(visit, document_id)
    try:
        _file(visit, document, form, TenantId(chosen))
    except HandledByAnother:
        problem = gettext("Nothing was filed: somebody else handles this letter.")
        return _page(visit, document, form, choice, problem), 409
    flash(gettext("Filed with %(name)s.", name=served[TenantId(chosen)].name), "success")
    return _to(following)


def _problem(recipient: TenantView | None, wanted: str) -> str | None:
    """Nobody was chosen, or another than the one that was looked for: then nothing is filed."""
    problem: str | None = None
    if recipient is None:
        problem = gettext("Choose whose letter this is.")
    elif not is_looked_for(recipient, wanted):
        words = {"words": wanted.strip(), "name": recipient.name}
        problem = gettext("You looked for “%(words)s”, but %(name)s is ticked. Tick whose letter it is.", **words)
    return problem


def renew_lease(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The open page asks again, and so keeps the letter; the answer tells if it was taken over."""
    _load(visit, document_id)
    return render_template("lease.html", document_id=document_id, lease=take(visit, DocumentId(document_id)))


def take_over_lease(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Handle the letter instead of whoever does."""
    _load(visit, document_id)
    take_over(visit, DocumentId(document_id))
    flash(gettext("You handle this letter now."), "success")
    return redirect(url_for("indexing_one", document_id=document_id), 303)


def release_lease(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The page was left."""
    _load(visit, document_id)
    _give_back(visit, document_id)
    return "", 204


def _file(visit: TenantVisit, document: DocumentView, form: FieldsForm, owner_id: TenantId) -> None:
    """Copy first, with no transaction open; then one short transaction moves the rows."""
    document_id = document.summary.document_id
    with visit.reading() as session:
        held = held_content(session, document_id)
    content = content_for(visit.deps.blobs, held, owner_id)
    correction = Correction(document_id, visit.user_id, form.version, dict(form.values))
    scope = TenantScope(owner_id) if owner_id == visit.tenant_id else HAND_OVER
    with visit.deps.database.unit_of_work(scope) as uow:
        index_by_hand(uow, visit.tenant_id, correction, content, visit.deps.clock.now())
        uow.commit()


def _following(visit: TenantVisit, document_id: str) -> DocumentId | None:
    passing_over = {*handled_by_others(visit), DocumentId(document_id)}
    with visit.reading() as session:
        following = next_to_index(session, DocumentId(document_id), passing_over=passing_over)
        return following or next_to_index(session, passing_over=passing_over)


def _give_back(visit: TenantVisit, document_id: str) -> None:
    with visit.unit_of_work() as uow:
        give_back_lease(uow.session, DocumentId(document_id), visit.user_id)
        uow.commit()


def _load(visit: TenantVisit, document_id: str) -> DocumentView:
    """The document, if it waits for a person here; one that was handed over meanwhile is gone."""
    with visit.reading() as session:
        document = get_document(session, DocumentId(document_id))
    if document.summary.state is not DocumentState.NEEDS_INDEXING:
        message = "this document does not wait for anybody; take the next one"
        raise NotFound(message, document_id=document_id)
    return document


def _page(
    visit: TenantVisit, document: DocumentView, form: FieldsForm, choice: Choice, problem: str | None = None
) -> str:
    number, turn = (read_number(request.values.get(name, "")) for name in ("page", "turn"))
    opened = open_document(visit.deps.blobs, visit.tenant_id, document, number, turn_deg=turn)
    evidence = evidence_of(document, readings_of(visit.deps.blobs, visit.tenant_id, document))
    document_id = document.summary.document_id
    lease: Handling = take(visit, document_id)
    return render_template(
        "indexing_one.html", open=opened, form=form, choice=choice, problem=problem, evidence=evidence,
        lease=lease, document_id=document_id,
    )  # fmt: skip


def _to(document_id: DocumentId | None) -> ResponseReturnValue:
    if document_id is None:
        flash(gettext("Nothing more waits for you."), "notice")
        return redirect(url_for("indexing"), 303)
    return redirect(url_for("indexing_one", document_id=document_id), 303)


def _is_fragment() -> bool:
    return request.headers.get("HX-Request") == "true"


_INDEX = Permission.INDEX_MANUALLY
ROUTES = (
    TenantRoute("/t/<tenant>/indexing", "indexing", show_queue, _INDEX),
    TenantRoute("/t/<tenant>/indexing/next", "indexing_next", show_next, _INDEX),
    TenantRoute("/t/<tenant>/indexing/<document_id>", "indexing_one", show_indexing, _INDEX),
    TenantRoute("/t/<tenant>/indexing/<document_id>", "index_document", index, _INDEX, ("POST",)),
    TenantRoute("/t/<tenant>/indexing/<document_id>/lease", "renew_lease", renew_lease, _INDEX, ("POST",)),
    TenantRoute("/t/<tenant>/indexing/<document_id>/take-over", "take_over_lease", take_over_lease, _INDEX, ("POST",)),
    TenantRoute("/t/<tenant>/indexing/<document_id>/release", "release_lease", release_lease, _INDEX, ("POST",)),
)
