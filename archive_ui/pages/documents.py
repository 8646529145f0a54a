"""One document: its pages, its text, what is known about it and what became of it."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.erasure.bin import bin_of
from archive.handover import content_for, held_content
from archive.holds.placing import is_held
from archive.lifecycle import DocumentState
from archive.manual_indexing import Correction, correct_fields, send_back
from archive.organising.aspects import READ, Aspect, AspectKind, greet, read_values
from archive.repository import get_document, letters_of_sender
from archive.sharing.links import links_of
from archive.views import DocumentSummary, DocumentView
from archive_ui.field_evidence import evidence_of
from archive_ui.fields_form import FieldsForm, form_of, read_form, with_offered
from archive_ui.finding import read_number
from archive_ui.organising import hand_of, organised_of
from archive_ui.payment import payment_code, payment_of
from archive_ui.people import has_operator, names_of, operator_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.viewing import open_document, readings_of
from kernel.errors import NotFound
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission
from kernel.tenancy.scope import SystemScope

MOST_RELATED = 5
SEND_BACK = SystemScope("a letter goes back from a wrong owner to the operator who scanned it")


def show_document(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The document at `?page=`, with the words of `?q=` marked."""
    document = _load(visit, document_id)
    _note_opened(visit, document)
    people = names_of(visit.deps.database, {change.changed_by for change in document.history})
    may_send_back = has_operator(visit.deps.database, visit.tenant_id) and visit.place.may(Permission.EDIT_DOCUMENTS)
    return render_template(
        "document.html", open=_open(visit, document), people=people, version=document.version,
        payment=payment_of(document), related=_related(visit, document),
        organised=organised_of(visit, document.summary.document_id), **_leaving(visit, document),
        may_send_back=may_send_back and document.was_handed_over and document.summary.state is DocumentState.FILED,
    )  # fmt: skip


def show_payment_code(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The payment as a picture that banking apps read."""
    payment = payment_of(_load(visit, document_id))
    if payment is None:
        message = "this letter names no payment that is beyond doubt; read it, and pay as it says"
        raise NotFound(message)
    return Response(payment_code(payment), mimetype="image/svg+xml")


def show_edit(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The form with the document's fields, beside the page they stand on."""
    document = _load(visit, document_id)
    return _edit_page(visit, document, form_of(document))


def edit(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Change fields, keeping what they were; the form comes back where something makes no sense."""
    form = read_form(request.form)
    filled = with_offered(form, request.form.get("do", ""))
    if filled:
        return _edit_page(visit, _load(visit, document_id), filled)
    if form.problems:
        return _edit_page(visit, _load(visit, document_id), form), 422
    with visit.unit_of_work() as uow:
        correct_fields(uow, _correction(visit, document_id, form), visit.deps.clock.now())
        uow.commit()
    flash(gettext("The changes are kept."), "success")
    return redirect(url_for("document", document_id=document_id), 303)


def send_document_back(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Give a letter that is somebody else's back to the operator who scanned for this tenant."""
    operator_id = operator_of(visit.deps.database, visit.tenant_id)
    seen = Correction(DocumentId(document_id), visit.user_id, read_number(request.form.get("version", "")), {})
    with visit.reading() as session:
        held = held_content(session, seen.document_id)
    content = content_for(visit.deps.blobs, held, operator_id)
    with visit.deps.database.unit_of_work(SEND_BACK) as uow:
        send_back(uow, held, seen, content, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The letter went back to the scanning service. You no longer have it."), "success")
    return redirect(url_for("inbox"), 303)


def _correction(visit: TenantVisit, document_id: str, form: FieldsForm) -> Correction:
    return Correction(DocumentId(document_id), visit.user_id, form.version, dict(form.values))


def _load(visit: TenantVisit, document_id: str) -> DocumentView:
    with visit.reading() as session:
        return get_document(session, DocumentId(document_id))


def _note_opened(visit: TenantVisit, document: DocumentView) -> None:
    document_id, hand = document.summary.document_id, hand_of(visit)
    with visit.reading() as session:
        if read_values(session, Aspect(AspectKind.SEEN), hand, [document_id])[document_id] == READ:
            return
    with visit.unit_of_work() as uow:
        greet(uow.session, document_id, hand)
        uow.commit()


def _leaving(visit: TenantVisit, document: DocumentView) -> dict[str, object]:
    """Who outside can look at it, whether it is on its way out, and what keeps it."""
    document_id = document.summary.document_id
    with visit.reading() as session:
        links = links_of(session, document_id) if visit.place.may(Permission.SHARE_DOCUMENTS) else ()
        return {"links": links, "binned": bin_of(session, document_id), "is_held": is_held(session, document_id)}


def _related(visit: TenantVisit, document: DocumentView) -> list[DocumentSummary]:
    """The latest other letters of the same sender."""
    row = document.summary
    if not row.sender:
        return []
    with visit.reading() as session:
        found = letters_of_sender(session, row.sender, limit=MOST_RELATED + 1)
    return [each for each in found if each.document_id != row.document_id][:MOST_RELATED]


def _edit_page(visit: TenantVisit, document: DocumentView, form: FieldsForm) -> str:
    evidence = evidence_of(document, readings_of(visit.deps.blobs, visit.tenant_id, document))
    return render_template("document_edit.html", open=_open(visit, document), form=form, evidence=evidence)


def _open(visit: TenantVisit, document: DocumentView) -> object:
    number, turn = (read_number(request.values.get(name, "")) for name in ("page", "turn"))
    return open_document(visit.deps.blobs, visit.tenant_id, document, number, request.args.get("q", ""), turn)


ROUTES = (
    TenantRoute("/t/<tenant>/documents/<document_id>", "document", show_document, Permission.READ_DOCUMENTS),
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/payment.svg", "payment_code", show_payment_code, Permission.READ_DOCUMENTS
    ),
    TenantRoute("/t/<tenant>/documents/<document_id>/edit", "document_edit", show_edit, Permission.EDIT_DOCUMENTS),
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/edit", "edit_document", edit, Permission.EDIT_DOCUMENTS, ("POST",)
    ),
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/send-back",
        "send_document_back",
        send_document_back,
        Permission.EDIT_DOCUMENTS,
        ("POST",),
    ),
)
