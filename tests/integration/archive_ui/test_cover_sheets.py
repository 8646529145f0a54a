"""Cover sheets on the screens: made, printed again, withdrawn and taken back; refused ones are shown."""

from __future__ import annotations

import numpy as np
import pypdfium2
from flask import Flask

from archive.cover_sheet_code import claim_of, is_genuine
from ocr_workers.steps.barcodes import find_barcodes
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.patch_code import find_patch_codes
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def _code_on(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True).to_numpy()
    grey = np.ascontiguousarray(page[..., 0] if page.ndim == 3 else page)
    assert len(find_patch_codes(map_ink(grey, 200))) == 2
    (code,) = find_barcodes(grey, 200)
    return code.content


def test_an_operator_prints_a_sheet_that_names_a_tenant(own_app: Flask, own_town: Town) -> None:
    house = own_town.house
    operator, kroon = house.tenants["operator"], house.tenants["kroon"]
    visitor = Visitor(own_app, "operator")
    form = {"tenant_id": kroon, "label": " kist  15 ", "profile": "one_document", "valid_days": "30"}

    answer = visitor.send(f"/t/{operator}/cover-sheets", form)

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    content = _code_on(answer.data)
    claim = claim_of(content)
    assert claim is not None
    assert (claim.operator_id, claim.tenant_id, claim.label) == (operator, kroon, "kist 15")
    assert is_genuine(content, house.deps.sheet_key(operator))
    again = visitor.get(f"/t/{operator}/cover-sheets/{claim.sheet_id}.pdf")
    assert _code_on(again.data) == content
    assert claim.sheet_id[:8].upper() in visitor.get(f"/t/{operator}/cover-sheets").text


def test_the_list_of_recipients_is_narrowed_without_losing_what_was_written(own_app: Flask, own_town: Town) -> None:
    operator = own_town.house.tenants["operator"]
    form = {"do": "filter", "wanted": "lumiere", "label": "kist 15", "valid_days": "7", "profile": "by_content"}

    page = Visitor(own_app, "operator").send(f"/t/{operator}/cover-sheets", form)

    assert 'value="kist 15"' in page.text
    assert "Studio Lumière" in page.text
    assert "Brouwerij De Kroon nv</span>" not in page.text


def test_what_does_not_fit_is_said_and_nothing_is_issued(own_app: Flask, own_town: Town) -> None:
    operator = own_town.house.tenants["operator"]
    visitor = Visitor(own_app, "operator")
    usual = {"tenant_id": "", "label": "x", "profile": "as_scanned", "valid_days": "30"}

    for wrong in ({"label": "é" * 21}, {"valid_days": "0"}, {"valid_days": "x"}, {"profile": "?"},
                  {"tenant_id": "e" * 32}):  # fmt: skip
        answer = visitor.send(f"/t/{operator}/cover-sheets", usual | wrong)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text

    assert visitor.get(f"/t/{operator}/cover-sheets").text.count("seen 0 times") == 1


def test_a_withdrawal_is_taken_back_with_one_press(own_app: Flask, own_town: Town) -> None:
    operator, sheet = own_town.house.tenants["operator"], own_town.cover_sheet
    visitor = Visitor(own_app, "operator")
    page = visitor.get(f"/t/{operator}/cover-sheets").text
    assert "Withdrawn" in page

    visitor.send(f"/t/{operator}/cover-sheets/{sheet}/restore")

    assert "Withdrawn" not in visitor.get(f"/t/{operator}/cover-sheets").text


def test_a_refused_sheet_is_shown_with_its_cause_and_its_picture(own_app: Flask, own_town: Town) -> None:
    operator = own_town.house.tenants["operator"]
    visitor = Visitor(own_app, "operator")

    page = visitor.get(f"/t/{operator}/cover-sheets").text

    assert "The cover sheet was not made here, or was altered" in page
    picture = visitor.get(f"/t/{operator}/cover-sheets/refused/{own_town.refused_sheet}.webp")
    assert (picture.status_code, picture.mimetype) == (200, "image/webp")
    other = own_town.failed_pages["operator"]
    assert visitor.get(f"/t/{operator}/cover-sheets/refused/{other}.webp").status_code == 404
