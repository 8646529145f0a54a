"""Letters put in order, one or many: each step told with its undo, and taken back by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from archive.erasure.bin import may_be_binned
from archive.organising.aspects import PERSONAL, READ, UNREAD, YES, Aspect, AspectKind, Value
from archive.organising.changing import MOST_AT_ONCE, Organise, Organised, kind_of, organise, take_back
from archive.organising.errors import OrganisingRefused
from archive.organising.labels import label_named
from archive.organising.on_letters import added_to
from archive.repository import summaries
from archive_ui.addresses import own_address
from archive_ui.choosing import first_found
from archive_ui.finding import read_address
from archive_ui.organising import choices_at, hand_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.organising import CHANGED_SINCE, SO_ALREADY, TAKEN_BACK_BEFORE, problem_text, told
from kernel.errors import ChangedMeanwhile, MoveRefused
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission, require

Reading = Callable[[Session, Mapping[str, str]], tuple[Aspect, Value]]
# What each button asks for; the first are a person's own, the others everybody's.
MARKS: Mapping[str, Reading] = {
    "read": lambda *_: (Aspect(AspectKind.SEEN), READ),
    "unread": lambda *_: (Aspect(AspectKind.SEEN), UNREAD),
    "star": lambda *_: (Aspect(AspectKind.STAR), YES),
    "unstar": lambda *_: (Aspect(AspectKind.STAR), None),
    "snooze": lambda _, form: (Aspect(AspectKind.SNOOZE), form.get("until", "").strip()),
    "wake": lambda *_: (Aspect(AspectKind.SNOOZE), None),
}
SHARED: Mapping[str, Reading] = {
    "label": lambda session, form: (_label(session, form), YES),
    "unlabel": lambda session, form: (_label(session, form), None),
    "file": lambda _, form: (Aspect(AspectKind.FOLDER), form.get("folder_id") or None),
    "assign": lambda _, form: (Aspect(AspectKind.ASSIGNEE), form.get("user_id") or None),
}


def mark_letters(visit: TenantVisit) -> ResponseReturnValue:
    """Change what letters are to the person alone: read, starred, snoozed; `do` tells which."""
    return _change(visit, MARKS)


def organise_letters(visit: TenantVisit) -> ResponseReturnValue:
    """Change what letters are to everybody: labels, folder, who takes care; `do` tells which."""
    return _change(visit, SHARED)


def undo_organising(visit: TenantVisit, change_id: str) -> ResponseReturnValue:
    """Give the letters back what they had before, unless somebody changed them since."""
    try:
        with visit.unit_of_work() as uow:
            if kind_of(uow.session, change_id) not in PERSONAL:
                require(visit.place.role, Permission.EDIT_DOCUMENTS, at_operator=visit.place.is_operator)
            take_back(uow, change_id, hand_of(visit))
            uow.commit()
    except ChangedMeanwhile:
        flash(CHANGED_SINCE, "problem")
    except MoveRefused:
        flash(TAKEN_BACK_BEFORE, "problem")
    else:
        flash(gettext("This was taken back."), "success")
    return redirect(_back(request.args.get("next", "")), 303)


def choose_letters(visit: TenantVisit) -> ResponseReturnValue:
    """From the ticked letters to the page that tells what can be done with them."""
    del visit
    chosen = _chosen()
    if not chosen:
        flash(problem_text(OrganisingRefused("", reason="none chosen")), "problem")
        return redirect(_back(request.form.get("next", "")), 303)
    return redirect(url_for("chosen_letters", document=chosen, next=request.form.get("next") or None), 303)


def chosen_letters(visit: TenantVisit) -> ResponseReturnValue:
    """Some letters, or those that a search finds, what they are now, and what can become of them in one step."""
    asked = request.args.get("found")
    if asked is None:
        wanted, total = [DocumentId(each) for each in request.args.getlist("document")[:MOST_AT_ONCE]], 0
    else:
        wanted, total = first_found(visit.deps.search, visit.tenant_id, read_address(asked), MOST_AT_ONCE)
    with visit.reading() as session:
        known = summaries(session, wanted)
        letters = [known[each] for each in wanted if each in known]
        added = added_to(session, hand_of(visit), [letter.document_id for letter in letters])
        choices = choices_at(visit, session)
        binnable = sum(may_be_binned(session, letter) for letter in letters)
    return render_template(
        "chosen.html", letters=letters, added=added, choices=choices, next=_back(request.args.get("next", "")),
        binnable=binnable, found=total, question=read_address(asked) if asked else None,
    )  # fmt: skip


def _change(visit: TenantVisit, known: Mapping[str, Reading]) -> ResponseReturnValue:
    # A button beside one letter names that letter; those that were ticked are then left alone.
    do, _, only = request.form.get("do", "").partition(":")
    back = _back(request.form.get("next", ""))
    try:
        done = _organised(visit, known, do, [only] if only else _chosen())
    except OrganisingRefused as error:
        flash(problem_text(error), "problem")
        return redirect(back, 303)
    if done.change_id is None:
        flash(SO_ALREADY, "success")
    else:
        undo = url_for("undo_organising", change_id=done.change_id, next=back)
        flash((told(do, done.changed), undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(back, 303)


def _organised(visit: TenantVisit, known: Mapping[str, Reading], do: str, chosen: list[str]) -> Organised:
    if do not in known:
        raise OrganisingRefused("choose what to do first", reason="value")
    with visit.unit_of_work() as uow:
        aspect, wanted = known[do](uow.session, request.form)
        command = Organise(hand_of(visit), aspect, wanted, tuple(DocumentId(each) for each in chosen))
        done = organise(uow, command)
        uow.commit()
    return done


def _label(session: Session, form: Mapping[str, str]) -> Aspect:
    """The label that was chosen, or whose name was typed where there are too many to choose from."""
    label_id = form.get("label_id") or label_named(session, form.get("label_name", "")).label_id
    return Aspect(AspectKind.LABEL, label_id)


def _chosen() -> list[str]:
    return request.form.getlist("document")


def _back(address: str) -> str:
    return own_address(address) if address else url_for("inbox")


_LETTERS = "/t/<tenant>/letters"
_READ = Permission.READ_DOCUMENTS
ROUTES = (
    TenantRoute(_LETTERS, "chosen_letters", chosen_letters, _READ),
    TenantRoute(f"{_LETTERS}/choose", "choose_letters", choose_letters, _READ, ("POST",)),
    TenantRoute(f"{_LETTERS}/mark", "mark_letters", mark_letters, _READ, ("POST",)),
    TenantRoute(f"{_LETTERS}/organise", "organise_letters", organise_letters, Permission.EDIT_DOCUMENTS, ("POST",)),
    TenantRoute(f"{_LETTERS}/undo/<change_id>", "undo_organising", undo_organising, _READ, ("POST",)),
)
