"""From pages to filed letters, with a scripted sandbox: what is sure, what a person decides, what is given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.filing import take_up_document
from archive.integrity import check_blobs, check_pages_accounted
from archive.lifecycle import DocumentState, PageState
from archive.models import Document, Original, Page
from archive.page_role import PageRole
from archive.reading import PageReading, as_values
from kernel.broker import UnexpectedFailure
from kernel.db import Base
from kernel.ids import DocumentId, TenantId
from kernel.outbox.inbox import Inbox, RetryPolicy, Ticket
from kernel.outbox.models import Delivery, DeliveryState
from kernel.outbox.relay import Relay, RelayLimits
from kernel.tenancy.isolation import foreign_links
from kernel.tenancy.models import Tenant, TenantAddress
from ocr_workers.batch_work import separate_batch
from ocr_workers.deps import OcrDeps
from ocr_workers.document_work import give_up_document, understand_document
from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.model import as_values as as_stated
from ocr_workers.kinds import DocumentKind
from ocr_workers.page_work import give_up_page, read_page
from ocr_workers.plain_work import assemble_plainly
from paper.errors import SandboxCrashed
from paper.sandbox import TaskResult
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE, NotingPublisher
from tests.factories.readings import letter_page, page_of, separator
from tests.fakes.sandbox import ScriptedSandbox
from wiring.event_routes import routes_by_name

BAKERY = ("Bakkerij Peeters", "Molenstraat 14", "9000 Gent")
GARAGE = ("Garage Dupont", "Rue Haute 3", "4000 Liège")
STRANGER = ("Onbekend & Zonen", "Nergenslaan 99", "3500 Hasselt")
POISON = "poison"


class Workshop:
    """A mail room whose operator serves two clients, and workers whose sandbox reads what the test wrote."""

    def __init__(self, folder: Path) -> None:
        self.room = MailRoom(folder)
        self.readings: list[PageReading | str] = []
        self.stated: dict[str, Any] | None = None
        self.sandbox = ScriptedSandbox(
            {
                "read_page": self.read,
                "compose_pdf": self._compose,
                "extract_pages": self._extract,
                "compose_plain_pdf": self._compose,
                "extract_e_invoice": lambda _values, _blobs: TaskResult({"invoice": self.stated}, ()),
            }
        )
        self.deps = OcrDeps(self.room.database, self.room.blobs, self.sandbox, self.room.clock)
        self.inbox = Inbox(self.room.database, self.room.clock, "worker", dt.timedelta(minutes=1))
        limits = RelayLimits(in_flight=1_000)
        self.relay = Relay(self.room.database, self.room.clock, NotingPublisher(), routes_by_name(), limits)
        self._introduce(self.room.bakery, BAKERY)
        self._introduce(self.room.garage, GARAGE)

    def bring_in(self, *readings: PageReading | str, owner: TenantId | None = None) -> None:
        """A file with these pages arrives, at the operator's or as somebody's own upload, and is unpacked."""
        self.readings = list(readings)
        holder = owner or self.room.operator
        item = self.room.receive(holder, addressee_id=owner)
        self.room.unpack(item.intake_id, pages=len(readings))

    def work(self) -> None:
        """Do all there is to do, as the workers would, giving up what fails."""
        jobs = {
            "ocr_workers.read_page": (read_page, give_up_page),
            "ocr_workers.separate_batch": (separate_batch, None),
            "ocr_workers.understand_document": (understand_document, give_up_document),
            "ocr_workers.assemble_plainly": (assemble_plainly, give_up_document),
        }
        while tickets := self.tickets(set(jobs)):
            for actor, ticket in tickets:
                do, give_up = jobs[actor]
                try:
                    do(self.deps, ticket)
                except SandboxCrashed as error:
                    assert give_up is not None
                    give_up(self.deps, ticket, UnexpectedFailure(str(error), cause=error.code))

    def documents(self) -> list[Document]:
        with self.room.database.reading(TEST_SCOPE) as session:
            return list(session.scalars(select(Document).order_by(Document.received_at, Document.page_count)))

    def owners(self) -> list[tuple[str, DocumentState]]:
        with self.room.database.reading(TEST_SCOPE) as session:
            rows = select(Tenant.name, Document.state).join(Tenant, Tenant.id == Document.tenant_id)
            return sorted((row[0], row[1]) for row in session.execute(rows))

    def check(self) -> None:
        """Whatever happened: every page accounted for, every blob there, nothing pointing across."""
        with self.room.database.reading(TEST_SCOPE) as session:
            assert list(check_pages_accounted(session)) == []
            assert list(check_blobs(session, self.room.blobs)) == []
            assert list(foreign_links(session, Base.metadata)) == []

    def tickets(self, actors: set[str]) -> list[tuple[str, Ticket]]:
        self.relay.run_once()
        with self.room.database.reading(TEST_SCOPE) as session:
            due = (DeliveryState.DUE, DeliveryState.PUBLISHED)
            rows = select(Delivery.id, Delivery.actor).where(Delivery.state.in_(due), Delivery.actor.in_(actors))
            waiting = [(row.actor, row.id) for row in session.execute(rows)]
        begun = [(actor, self.inbox.begin(message_id, RetryPolicy())) for actor, message_id in waiting]
        return [(actor, ticket) for actor, ticket in begun if ticket is not None]

    def _introduce(self, tenant_id: TenantId, block: Sequence[str]) -> None:
        postcode, city = block[2].split(" ", 1)
        with self.room.database.unit_of_work(TEST_SCOPE) as uow:
            uow.session.get_one(Tenant, tenant_id).operator_id = self.room.operator
            uow.session.add(TenantAddress(tenant_id=tenant_id, street=block[1], postcode=postcode, city=city))
            uow.commit()

    def read(self, values: Mapping[str, Any], blobs: Sequence[bytes]) -> TaskResult:
        wanted = self.readings[values["number"] - 1]
        if isinstance(wanted, str):
            raise SandboxCrashed(detail=wanted)
        number = values["number"]
        return TaskResult(as_values(wanted), (b"image %d" % number, b"thumbnail %d" % number, b"print %d" % number))

    def _compose(self, values: Mapping[str, Any], blobs: Sequence[bytes]) -> TaskResult:
        return TaskResult({"pages": len(blobs)}, (b"%PDF " + b" ".join(blobs),))

    def _extract(self, values: Mapping[str, Any], blobs: Sequence[bytes]) -> TaskResult:
        return TaskResult({}, (blobs[0] + b" pages " + str(values["pages"]).encode(),))


def crash(values: Mapping[str, Any], blobs: Sequence[bytes]) -> TaskResult:
    raise SandboxCrashed(detail="composing")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_a_letter_with_a_clear_recipient_is_filed_with_its_owner(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY))

    shop.work()

    assert shop.owners() == [("Bakkerij Peeters", DocumentState.FILED)]
    shop.check()


def test_a_letter_to_a_stranger_waits_with_the_operator(shop: Workshop) -> None:
    shop.bring_in(letter_page(STRANGER))

    shop.work()

    assert shop.owners() == [("Scan House", DocumentState.NEEDS_INDEXING)]
    shop.check()


def test_a_letter_without_recipient_waits_with_the_operator(shop: Workshop) -> None:
    shop.bring_in(letter_page(()))

    shop.work()

    assert shop.owners() == [("Scan House", DocumentState.NEEDS_INDEXING)]


def test_an_own_upload_is_filed_whatever_it_says(shop: Workshop) -> None:
    shop.bring_in(letter_page(GARAGE), owner=shop.room.bakery)

    shop.work()

    assert shop.owners() == [("Bakkerij Peeters", DocumentState.FILED)]
    shop.check()


def test_two_letters_between_separators_reach_two_owners_each_with_its_own_pages(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), separator(2), letter_page(GARAGE, number=3))

    shop.work()

    assert shop.owners() == [("Bakkerij Peeters", DocumentState.FILED), ("Garage Dupont", DocumentState.FILED)]
    with shop.room.database.reading(TEST_SCOPE) as session:
        kept = {original.tenant_id: original for original in session.scalars(select(Original))}
        contents = {tenant: shop.room.blobs.read(TenantId(tenant), o.blob_key) for tenant, o in kept.items()}
    assert contents[shop.room.bakery].endswith(b"pages [1]")
    assert contents[shop.room.garage].endswith(b"pages [3]")
    assert not any(original.is_whole for original in kept.values())
    shop.check()


def test_no_tenant_gets_the_file_that_holds_another_tenants_letter(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), separator(2), letter_page(GARAGE, number=3))

    shop.work()

    whole = next(content for (tenant, _), content in shop.room.blobs.content.items() if tenant == shop.room.operator)
    for client in (shop.room.bakery, shop.room.garage):
        assert whole not in [content for (tenant, _), content in shop.room.blobs.content.items() if tenant == client]


def test_a_later_page_addressed_to_somebody_else_brings_the_letter_before_a_person(shop: Workshop) -> None:
    first = letter_page(BAKERY, foot="Pagina 1 van 2")
    second = letter_page(GARAGE, number=2, foot="Pagina 2 van 2")
    shop.bring_in(first, second)

    shop.work()

    assert shop.owners() == [("Scan House", DocumentState.NEEDS_INDEXING)]
    (document,) = shop.documents()
    assert "a later page is addressed to somebody else" in document.proposals[0]["evidence"]
    shop.check()


def test_a_page_that_cannot_be_read_is_flagged_and_a_person_looks_at_the_letter(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), POISON)

    shop.work()

    (document,) = shop.documents()
    with shop.room.database.reading(TEST_SCOPE) as session:
        states = [row.state for row in session.scalars(select(Page).order_by(Page.document_position))]
    assert states == [PageState.READ, PageState.FAILED]
    assert document.state is DocumentState.NEEDS_INDEXING
    assert document.page_count == 2
    shop.check()


def test_an_own_upload_with_a_poison_page_is_filed_with_the_page_flagged(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), POISON, owner=shop.room.bakery)

    shop.work()

    assert shop.owners() == [("Bakkerij Peeters", DocumentState.FILED)]
    shop.check()


def test_a_document_that_cannot_be_composed_is_shown_as_failed(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY))
    shop.sandbox.answers["compose_pdf"] = crash

    shop.work()

    (document,) = shop.documents()
    assert (document.state, document.failure_code) == (DocumentState.FAILED, "sandbox_crashed")
    shop.check()


def take_up(shop: Workshop) -> Document:
    """A person goes on by hand with the one letter that failed."""
    (document,) = shop.documents()
    with shop.room.database.unit_of_work(TEST_SCOPE) as uow:
        take_up_document(uow, DocumentId(document.id), "user", shop.room.clock.now())
        uow.commit()
    shop.work()
    return shop.documents()[0]


def test_a_letter_that_cannot_be_composed_is_indexed_by_hand_from_its_images(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), POISON)
    shop.sandbox.answers["compose_pdf"] = crash
    shop.work()

    document = take_up(shop)

    assert document.state is DocumentState.NEEDS_INDEXING
    assert document.tenant_id == shop.room.operator, "nobody has said yet whose it is"
    assert document.pdf_key is not None
    assert shop.room.blobs.read(shop.room.operator, document.pdf_key).startswith(b"%PDF image 1")
    with shop.room.database.reading(TEST_SCOPE) as session:
        (original,) = session.scalars(select(Original))
    assert shop.room.blobs.read(shop.room.operator, original.blob_key) == b"%PDF"
    shop.check()


def test_an_own_upload_that_is_taken_up_goes_to_its_owner(shop: Workshop) -> None:
    shop.bring_in(letter_page(GARAGE), owner=shop.room.bakery)
    shop.sandbox.answers["compose_pdf"] = crash
    shop.work()

    take_up(shop)

    assert shop.owners() == [("Bakkerij Peeters", DocumentState.FILED)]
    shop.check()


def test_what_cannot_be_put_together_even_plainly_fails_visibly_again(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY))
    shop.sandbox.answers["compose_pdf"] = shop.sandbox.answers["compose_plain_pdf"] = crash
    shop.work()

    document = take_up(shop)

    assert (document.state, document.failure_code) == (DocumentState.FAILED, "sandbox_crashed")
    shop.check()


def test_a_letter_taken_up_shows_a_sheet_where_a_picture_is_lost(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY))
    shop.sandbox.answers["compose_pdf"] = crash
    shop.work()
    with shop.room.database.reading(TEST_SCOPE) as session:
        (image_key,) = session.scalars(select(Page.image_key))
    shop.room.blobs.delete(shop.room.operator, image_key or "")

    document = take_up(shop)

    assert document.state is DocumentState.NEEDS_INDEXING
    assert b"\xff\xd8\xff" in shop.room.blobs.read(shop.room.operator, document.pdf_key or ""), "a JPEG that says so"
    shop.check()


def test_blank_backs_stay_with_their_letter(shop: Workshop) -> None:
    shop.bring_in(letter_page(BAKERY), page_of((), 2))

    shop.work()

    with shop.room.database.reading(TEST_SCOPE) as session:
        roles = [row.role for row in session.scalars(select(Page).order_by(Page.document_position))]
    assert roles == [PageRole.CONTENT, PageRole.BLANK]
    assert len(shop.documents()) == 1


def test_what_the_file_states_in_data_is_preferred_to_what_is_printed(shop: Workshop) -> None:
    invoice = EInvoice("cii", DocumentKind.CREDIT_NOTE, number="2026-17", currency="EUR", total_minor=19765)
    shop.stated = as_stated(invoice)
    shop.bring_in(letter_page(BAKERY))

    shop.work()

    (document,) = shop.documents()
    assert (document.kind, document.kind_confidence, document.reference) == ("credit_note", 1.0, "2026-17")
    assert (document.amount_minor, document.currency) == (19765, "EUR")
    assert document.fields["total"]["source"] == "e_invoice"


def test_what_a_file_of_several_letters_states_is_said_of_none_of_them(shop: Workshop) -> None:
    shop.stated = as_stated(EInvoice("cii", DocumentKind.INVOICE, number="2026-17"))
    shop.bring_in(letter_page(BAKERY), separator(2), letter_page(GARAGE, number=3))

    shop.work()

    assert "2026-17" not in {document.reference for document in shop.documents()}


def test_a_page_on_which_the_fast_engine_died_is_read_by_the_reference(shop: Workshop) -> None:
    engines: list[str] = []

    def die_once(values: Mapping[str, Any], blobs: Sequence[bytes]) -> TaskResult:
        engines.append(values["engine"])
        if values["engine"] == "auto":
            raise SandboxCrashed(detail="the engine died")
        return shop.read(values, blobs)

    shop.bring_in(letter_page(BAKERY))
    shop.sandbox.answers["read_page"] = die_once
    ((_, ticket),) = shop.tickets({"ocr_workers.read_page"})
    with pytest.raises(SandboxCrashed):
        read_page(shop.deps, ticket)
    read_page(shop.deps, replace(ticket, attempt=2))

    assert engines == ["auto", "tesseract"]
