"""Labels and folders of a mailbox: made, renamed, removed; and the notes on letters."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from archive.organising.errors import OrganisingRefused
from archive.organising.folders import (
    add_folder,
    folders_here,
    get_folder,
    remove_folder,
    rename_folder,
    restore_folder,
)
from archive.organising.inbox_views import InboxView, count_under
from archive.organising.labels import (
    LabelColour,
    add_label,
    change_label,
    get_label,
    labels_here,
    remove_label,
    restore_label,
)
from archive.organising.notes import edit_note, get_note, remove_note, restore_note, write_note
from archive_ui.organising import MOST_LISTED, today_at
from archive_ui.pages.inbox import in_folders, shown_states
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.organising import COLOURS, problem_text
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission
from kernel.unit_of_work import UnitOfWork


def show_labels(visit: TenantVisit) -> ResponseReturnValue:
    """Labels, those with `?q=` in their name if there are many, and all folders; a form each for whoever may."""
    view, asked = InboxView(visit.user_id, shown_states(visit), today_at(visit)), request.args.get("q", "")
    with visit.reading() as session:
        found, folders = labels_here(session, containing=asked, most=MOST_LISTED + 1), folders_here(session)
        labels = found[:MOST_LISTED]
        counts = count_under(session, view, [each.label_id for each in labels], [each.folder_id for each in folders])
    return render_template(
        "labels.html", labels=labels, has_more=len(found) > MOST_LISTED, asked=asked, folders=folders, counts=counts,
        colours=COLOURS, in_folder=in_folders(folders, counts),
    )  # fmt: skip


def new_label(visit: TenantVisit) -> ResponseReturnValue:
    """Make a label."""
    name, colour = request.form.get("name", ""), _colour()
    done = gettext("The label is made.")
    return _try(
        visit,
        lambda uow: add_label(uow.session, visit.tenant_id, name, colour, visit.user_id, visit.deps.clock.now()),
        done,
    )


def change_one_label(visit: TenantVisit, label_id: str) -> ResponseReturnValue:
    """Rename a label, remove it or bring it back; `do` tells which."""
    at, name, colour = visit.deps.clock.now(), request.form.get("name", ""), _colour()
    match request.form.get("do"):
        case "keep":
            done = gettext("The label is changed.")
            return _try(visit, lambda uow: change_label(uow, label_id, name, colour, visit.user_id, at), done)
        case "remove":
            undo = url_for("change_label", label_id=label_id, do="restore")
            told = (gettext("The label is removed."), undo)
            return _try(visit, lambda uow: remove_label(uow, label_id, visit.user_id, at), told)
    if request.args.get("do") == "restore":
        return _try(visit, lambda uow: restore_label(uow, label_id, visit.user_id, at), gettext("The label is back."))
    return _nothing(visit, lambda s: get_label(s, label_id))


def new_folder(visit: TenantVisit) -> ResponseReturnValue:
    """Make a folder, by itself or in another."""
    name, parent, at = request.form.get("name", ""), request.form.get("parent_id") or None, visit.deps.clock.now()
    done = gettext("The folder is made.")
    return _try(visit, lambda uow: add_folder(uow.session, visit.tenant_id, name, parent, visit.user_id, at), done)


def change_one_folder(visit: TenantVisit, folder_id: str) -> ResponseReturnValue:
    """Rename a folder, remove it or bring it back; `do` tells which."""
    at, name = visit.deps.clock.now(), request.form.get("name", "")
    match request.form.get("do"):
        case "keep":
            done = gettext("The folder is changed.")
            return _try(visit, lambda uow: rename_folder(uow.session, folder_id, name, visit.user_id, at), done)
        case "remove":
            undo = url_for("change_folder", folder_id=folder_id, do="restore")
            told = (gettext("The folder is removed; its letters are kept."), undo)
            return _try(visit, lambda uow: remove_folder(uow.session, folder_id, visit.user_id, at), told)
    if request.args.get("do") == "restore":
        return _try(
            visit, lambda uow: restore_folder(uow.session, folder_id, visit.user_id, at), gettext("The folder is back.")
        )
    return _nothing(visit, lambda s: get_folder(s, folder_id))


def new_note(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Add a note to a letter."""
    text, at, letter = request.form.get("text", ""), visit.deps.clock.now(), DocumentId(document_id)
    done = gettext("The note is kept.")
    return _try(
        visit, lambda uow: write_note(uow.session, letter, text, visit.user_id, at), done, _notes_at(document_id)
    )


def change_one_note(visit: TenantVisit, document_id: str, note_id: str) -> ResponseReturnValue:
    """Change a note of one's own, remove it or bring it back; `do` tells which."""
    at, letter, back = visit.deps.clock.now(), DocumentId(document_id), _notes_at(document_id)
    match request.form.get("do"):
        case "keep":
            text, done = request.form.get("text", ""), gettext("The note is changed.")
            return _try(visit, lambda uow: edit_note(uow.session, letter, note_id, text, visit.user_id, at), done, back)
        case "remove":
            undo = url_for("change_note", document_id=document_id, note_id=note_id, do="restore")
            told = (gettext("The note is removed."), undo)
            return _try(visit, lambda uow: remove_note(uow.session, letter, note_id, visit.user_id, at), told, back)
    if request.args.get("do") == "restore":
        done = gettext("The note is back.")
        return _try(visit, lambda uow: restore_note(uow.session, letter, note_id, visit.user_id, at), done, back)
    return _nothing(visit, lambda s: get_note(s, letter, note_id), back)


def _try(
    visit: TenantVisit, step: Callable[[UnitOfWork], object], done: str | tuple[str, str], back: str = ""
) -> ResponseReturnValue:
    """Do one step; `done` is what is said of it, with the address of its undo where it has one."""
    try:
        with visit.unit_of_work() as uow:
            step(uow)
            uow.commit()
    except OrganisingRefused as error:
        flash(problem_text(error), "problem")
    else:
        flash(done, "undo" if isinstance(done, tuple) else "success")  # type: ignore[arg-type]  # any value that JSON can
    return redirect(back or url_for("labels"), 303)


def _nothing(visit: TenantVisit, look: Callable[[Session], object], back: str = "") -> ResponseReturnValue:
    with visit.reading() as session:
        look(session)
    flash(problem_text(OrganisingRefused("", reason="value")), "problem")
    return redirect(back or url_for("labels"), 303)


def _colour() -> LabelColour:
    written = request.form.get("colour", "")
    return next((colour for colour in LabelColour if colour.value == written), LabelColour.GREY)


def _notes_at(document_id: str) -> str:
    return url_for("document", document_id=document_id, _anchor="notes")


_EDIT = Permission.EDIT_DOCUMENTS
_NOTES = "/t/<tenant>/documents/<document_id>/notes"
ROUTES = (
    TenantRoute("/t/<tenant>/labels", "labels", show_labels, Permission.READ_DOCUMENTS),
    TenantRoute("/t/<tenant>/labels", "add_label", new_label, _EDIT, ("POST",)),
    TenantRoute("/t/<tenant>/labels/<label_id>", "change_label", change_one_label, _EDIT, ("POST",)),
    TenantRoute("/t/<tenant>/folders", "add_folder", new_folder, _EDIT, ("POST",)),
    TenantRoute("/t/<tenant>/folders/<folder_id>", "change_folder", change_one_folder, _EDIT, ("POST",)),
    TenantRoute(_NOTES, "write_note", new_note, _EDIT, ("POST",)),
    TenantRoute(f"{_NOTES}/<note_id>", "change_note", change_one_note, _EDIT, ("POST",)),
)
