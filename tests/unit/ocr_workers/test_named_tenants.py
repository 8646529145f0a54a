"""Tenants whom only the text names are offered, and never filed by."""

from __future__ import annotations

import datetime as dt

import pytest

from ocr_workers.deps import FILING_BOUND
from ocr_workers.named_tenants import NAMED, offer_named
from ocr_workers.tenant_directory import TenantCandidate, TenantDirectory
from ocr_workers.tenant_match import NOBODY, TenantMatch
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import reading_of

MERTENS = TenantCandidate("mertens", ("Atelier Mertens BV",), (), ("Laan 5\n3600 Genk",))
YILMAZ = TenantCandidate("yilmaz", ("Fatima Yilmaz",), (), ("Bosstraat 9\n3630 Maasmechelen",), "person")
OTHER = TenantCandidate("other", ("Atelier Martin NV",), (), ("Laan 6\n3600 Genk",))
LINES = (
    "Tussen:",
    "Atelier Mertens BV, Laan 5, 3600 Genk,",
    "en",
    "mevrouw Fatima Yilmaz, Bosstraat 9,",
    "wordt overeengekomen:",
)


@pytest.mark.parametrize(
    ("tenants", "proposed"),
    [((MERTENS, OTHER), ["mertens"]), ((YILMAZ, MERTENS), ["mertens", "yilmaz"]), ((OTHER,), [])],
)
def test_the_parties_of_a_contract_are_offered(tenants: tuple[TenantCandidate, ...], proposed: list[str]) -> None:
    """Each party who is a tenant, far below the bound for filing; a tenant who is nobody in it is not offered."""
    page = reading_of([(20, 40 + 8 * place, line) for place, line in enumerate(LINES)])
    match = offer_named(NOBODY, understand([page], dt.date(2026, 11, 22)).parties, TenantDirectory(tenants))
    offered = [match.tenant_id] if match.tenant_id else []
    assert [*offered, *(each.tenant_id for each in match.runners_up)] == proposed
    assert match.confidence < FILING_BOUND / 2
    assert (NAMED in match.evidence) == bool(proposed)


def test_an_employee_comes_before_the_employer() -> None:
    """A payslip is the employee's."""
    page = reading_of([(20, 40, "Werkgever: Atelier Mertens BV"), (20, 48, "Werknemer: Fatima Yilmaz")])
    parties = understand([page], dt.date(2026, 11, 22)).parties
    assert offer_named(NOBODY, parties, TenantDirectory((MERTENS, YILMAZ))).tenant_id == "yilmaz"


def test_a_printed_recipient_stays() -> None:
    """Whoever is written to is not replaced by somebody who is named."""
    printed = TenantMatch("other", 0.99, ("name agrees",))
    assert offer_named(printed, (), TenantDirectory((MERTENS,))) is printed
