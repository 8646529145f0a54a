"""The house with letters in every state, all of De Kroon's marked with a word that nobody else may ever see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from archive.cover_sheet_code import SheetProfile
from archive.cover_sheets import (
    IssueSheet,
    SheetVerdict,
    Sighting,
    issue_cover_sheet,
    record_sightings,
    withdraw_cover_sheet,
)
from archive.filing import IndexFields
from archive.intake import AcceptedItem, unpacked
from archive.organising.aspects import YES, Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise
from archive.organising.folders import add_folder
from archive.organising.labels import LabelColour, add_label
from archive.organising.notes import write_note
from archive.sheet_refusal import SheetRefusal
from archive.task_kinds import DueBasis, ProposedTask, TaskAction
from archive.tasks import tasks_of
from ingest.refused import Refusal, list_refused, record_refusal
from kernel.ids import DocumentId, PageId
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.house import TOWN, House, Told, build_house
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL

# In every name, subject, file and text of De Kroon.
CANARY = "kanariepiet"
ACCOUNTS = {"ibans": [{"value": "BE68539007547034", "confidence": 0.97}]}
WATER = IndexFields(
    kind="invoice", document_date=dt.date(2026, 2, 14), sender=f"Vivaqua {CANARY}", subject=f"Factuur {CANARY}",
    reference=f"{CANARY}-417", amount_minor=123_450, currency="EUR", language="nl",
    more=ACCOUNTS,
    tasks=(ProposedTask(TaskAction.PAY, dt.date(2026, 3, 15), DueBasis.STATED, 0.8, "Te betalen voor 15 maart", 1),),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A label, a folder and a note of one tenant's."""

    label_id: str
    folder_id: str
    note_id: str


@dataclass
class Town:
    """What was put where, for the tests to ask for."""

    house: House
    filed: DocumentId
    tasks: dict[str, str]
    waiting: list[DocumentId]
    failed: dict[str, DocumentId]
    quarantined: dict[str, AcceptedItem]
    failed_pages: dict[str, PageId]
    refused: dict[str, str]
    cover_sheet: str
    refused_sheet: PageId
    words: dict[str, Words]


def build_town(folder: Path, *, list_length: int = 30, strict_roles: frozenset[Role] = frozenset()) -> Town:
    """A house where every screen has something to show."""
    house = build_house(folder, list_length=list_length, strict_roles=strict_roles)
    filed = house.letter("kroon", Told(WATER), [(*WATER_BILL, CANARY), SECOND_PAGE, None], f"{CANARY}.pdf")
    for sender, subject in (("KBC Bank", "Rekeninguittreksel"), ("Proximus", "Herinnering voor uw vaste lijn")):
        fields = IndexFields(kind="reminder", sender=sender, subject=f"{subject} {CANARY}", language="nl")
        house.letter("kroon", Told(fields), [(sender, subject)], f"{sender} {CANARY}.pdf")
    house.letter(
        "lumiere", Told(IndexFields(kind="letter", sender="Mairie de Bruxelles", subject="Permis", language="fr")),
        [("Mairie de Bruxelles", "Permis de construire")], "permis.pdf",
    )  # fmt: skip
    waiting = [house.letter("operator", _doubted(house), [WATER_BILL, SECOND_PAGE], f"zijde-{n}.png") for n in (1, 2)]
    with house.database.reading(TOWN) as session:
        tasks = {who: tasks_of(session, of)[0].task_id for who, of in (("kroon", filed), ("operator", waiting[0]))}
    return Town(
        house, filed, tasks, waiting,
        {tenant: house.fail_letter(tenant, [WATER_BILL], "sandbox_out_of_memory") for tenant in ("kroon", "operator")},
        {tenant: _locked_file(house, tenant) for tenant in ("kroon", "operator")},
        {tenant: _unreadable_page(house, tenant) for tenant in ("kroon", "operator")},
        {tenant: _refused_file(house, tenant) for tenant in ("kroon", "operator")},
        *_cover_sheets(house),
        {
            "kroon": _words(house, "kroon", "owner", filed),
            "operator": _words(house, "operator", "operator", waiting[0]),
        },
    )  # fmt: skip


def _doubted(house: House) -> Told:
    evidence = ["name differs in a letter or two", "address agrees in part"]
    proposals = (
        {"tenant_id": house.tenants["kroon"], "confidence": 0.62, "evidence": evidence},
        {"tenant_id": house.tenants["lumiere"], "confidence": 0.2, "evidence": []},
    )
    fields = IndexFields(
        kind="invoice", sender="Vivaqua", subject="Factuur voor water", amount_minor=4_711, currency="EUR",
        language="nl", more=ACCOUNTS, tasks=WATER.tasks,
    )  # fmt: skip
    return Told(fields, is_sure=False, confidence=0.62, proposals=proposals)


def _locked_file(house: House, tenant: str) -> AcceptedItem:
    name = f"{CANARY}-loon.pdf" if tenant == "kroon" else "stapel.pdf"
    return house.quarantine(tenant, name, f"%PDF locked {tenant}".encode(), "file_encrypted")


def _unreadable_page(house: House, tenant: str) -> PageId:
    item = house.receive(tenant, f"{CANARY} half.pdf" if tenant == "kroon" else "half.pdf", b"half of it")
    return house.read(tenant, item, [None])[0]


def _refused_file(house: House, tenant: str) -> str:
    name = f"{CANARY}-te-groot.pdf" if tenant == "kroon" else "te-groot.pdf"
    with house.database.unit_of_work(TOWN) as uow:
        refusal = Refusal(house.tenants[tenant], name, "inbox", name, name, 5 * 1024**3, "file_too_large")
        record_refusal(uow.session, "hot_folder", refusal, house.clock.now())
        uow.session.flush()
        (refused,) = (file for file in list_refused(uow.session) if file.file_name == name)
        uow.commit()
    return refused.refused_id


def _words(house: House, tenant: str, author: str, letter: DocumentId) -> Words:
    """What people wrote is content as well: it bears the mark that nobody else may see."""
    tenant_id, user_id, at = house.tenants[tenant], house.users[author], house.clock.now()
    mark = CANARY if tenant == "kroon" else "kist"
    with house.database.unit_of_work(TenantScope(tenant_id)) as uow:
        label = add_label(uow.session, tenant_id, f"Belasting {mark}", LabelColour.BLUE, user_id, at)
        folder = add_folder(uow.session, tenant_id, f"Map {mark}", None, user_id, at)
        note = write_note(uow.session, letter, f"Bel hen eerst {mark}", user_id, at)
        hand = Hand(tenant_id, user_id, at, at.date())
        for aspect, value in (
            (Aspect(AspectKind.LABEL, label.label_id), YES),
            (Aspect(AspectKind.FOLDER), folder.folder_id),
        ):
            organise(uow, Organise(hand, aspect, value, (letter,)))
        uow.commit()
    return Words(label.label_id, folder.folder_id, note.note_id)


def _cover_sheets(house: House) -> tuple[str, PageId]:
    """A sheet that the operator issued, and a page that was taken for one and refused."""
    operator = house.tenants["operator"]
    item = house.receive("operator", "sheet.pdf", b"a sheet")
    (page_id,) = house.read("operator", item, [("POSTKAMER COVER 1A2B3C4D",)])
    with house.database.unit_of_work(TenantScope(operator)) as uow:
        order = IssueSheet(operator, house.tenants["kroon"], "kist 14", SheetProfile.ONE_DOCUMENT, 30)
        sheet = issue_cover_sheet(uow.session, order, b"k" * 32, house.clock.now())
        withdraw_cover_sheet(uow.session, sheet.view.sheet_id, "system:town", house.clock.now())
        seen = Sighting(page_id, SheetVerdict(refusal=SheetRefusal.FORGED))
        record_sightings(uow.session, operator, item.batch_id, [seen], house.clock.now())
        uow.commit()
    return sheet.view.sheet_id, page_id


def begin_reading(house: House, tenant: str, file_name: str, pages: int) -> AcceptedItem:
    """A file of which nothing has been read yet."""
    item = house.receive(tenant, file_name, file_name.encode())
    with house.database.unit_of_work(TOWN) as uow:
        unpacked(uow, item.intake_id, "application/pdf", range(1, pages + 1))
        uow.commit()
    return item
