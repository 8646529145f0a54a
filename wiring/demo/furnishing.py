"""A demo mailbox as if somebody lived in it: labels, a folder, a star, a note, a saved search, a shared letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.lifecycle import DocumentState
from archive.organising.aspects import YES, Aspect, AspectKind, Hand, Value
from archive.organising.changing import Organise, organise
from archive.organising.folders import add_folder
from archive.organising.labels import LabelColour, add_label, labels_here
from archive.organising.notes import write_note
from archive.repository import list_documents
from archive.sharing.forms import SharedForm
from archive.sharing.links import MakeLink, make_link
from indexer.saved_searches import save_search
from kernel.clock import Clock
from kernel.ids import DocumentId
from kernel.logs import get_logger
from kernel.tenancy.repository import find_user_by_email
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database, UnitOfWork
from wiring.demo.cast import CLIENTS, Cast

FURNISHING = SystemScope("the demo looks up who lives in its mailboxes")
MOST_LETTERS = 50
PAID_FOR = ("invoice", "reminder", "utility", "insurance", "tax")
SHARED_FOR = dt.timedelta(days=14)
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What things in a mailbox are called in one language."""

    to_pay: str
    accountant: str
    folder: str
    note: str
    search: str


WORDS: Mapping[str, Words] = {
    "nl": Words("Te betalen", "Boekhouding", "Lopende zaken", "Vorige keer klopte het nummer niet; nakijken.",
                "Facturen van dit jaar"),
    "fr": Words("À payer", "Comptabilité", "En cours", "La dernière fois, la référence était fausse ; à vérifier.",
                "Factures de cette année"),
    "it": Words("Da pagare", "Contabilità", "In corso", "L'ultima volta il riferimento era sbagliato: da controllare.",
                "Fatture di quest'anno"),
}  # fmt: skip


def furnish(database: Database, clock: Clock, cast: Cast) -> None:
    """Put every client's letters in some order, once; what people made of them since stays."""
    for client in CLIENTS:
        tenant_id = cast.client_ids[client.name]
        with database.reading(FURNISHING) as session:
            person = find_user_by_email(session, client.email)
        if person is None:
            continue
        now = clock.now()
        with database.unit_of_work(TenantScope(tenant_id)) as uow:
            _live_in(uow, Hand(tenant_id, person.id, now, now.date()), WORDS[client.language])
            uow.commit()


def _live_in(uow: UnitOfWork, hand: Hand, words: Words) -> None:
    letters = list_documents(uow.session, (DocumentState.FILED,), limit=MOST_LETTERS)
    if not letters or labels_here(uow.session):
        return
    bills = [letter.document_id for letter in letters if letter.kind in PAID_FOR]
    others = [letter.document_id for letter in letters if letter.kind not in PAID_FOR]
    _label(uow, hand, words.to_pay, LabelColour.AMBER, bills)
    _label(uow, hand, words.accountant, LabelColour.TEAL, bills[:2])
    folder = add_folder(uow.session, hand.tenant_id, words.folder, None, hand.user_id, hand.at)
    _set(uow, hand, Aspect(AspectKind.FOLDER), folder.folder_id, others[:1])
    _set(uow, hand, Aspect(AspectKind.STAR), YES, others[:1] or bills[:1])
    _set(uow, hand, Aspect(AspectKind.ASSIGNEE), hand.user_id, bills[:1])
    for document_id in bills[:1]:
        write_note(uow.session, document_id, words.note, hand.user_id, hand.at)
        # Nobody learns its secret; it shows what a shared letter looks like to those who shared it.
        shared = MakeLink(document_id, hand.user_id, SharedForm.PDF, SHARED_FOR, SHARED_FOR, words.accountant)
        make_link(uow.session, shared, hand.at)
    question = f"kind=invoice&first={hand.today.year}-01-01"
    save_search(uow.session, hand.tenant_id, hand.user_id, words.search, question, hand.at)
    log.info("mailbox_furnished", tenant_id=hand.tenant_id, letters=len(letters))


def _label(uow: UnitOfWork, hand: Hand, name: str, colour: LabelColour, letters: Sequence[DocumentId]) -> None:
    label = add_label(uow.session, hand.tenant_id, name, colour, hand.user_id, hand.at)
    _set(uow, hand, Aspect(AspectKind.LABEL, label.label_id), YES, letters)


def _set(uow: UnitOfWork, hand: Hand, aspect: Aspect, wanted: Value, letters: Sequence[DocumentId]) -> None:
    if letters:
        organise(uow, Organise(hand, aspect, wanted, tuple(letters)))
