"""What a cover sheet's code says, and that nobody else can say it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cover_sheet_code import (
    LONGEST_LABEL_BYTES,
    PREFIX,
    LabelTooLong,
    SheetClaim,
    SheetProfile,
    claim_of,
    is_cover_code,
    is_genuine,
    sealed,
)
from kernel.ids import TenantId

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ids = st.uuids(version=4).map(lambda each: each.hex)
labels = st.text(max_size=LONGEST_LABEL_BYTES).map(lambda text: " ".join(text.split())).filter(
    lambda text: len(text.encode("utf-8", "surrogatepass")) <= LONGEST_LABEL_BYTES and text.isprintable()
)  # fmt: skip
claims = st.builds(
    SheetClaim,
    operator_id=ids.map(TenantId),
    sheet_id=ids,
    tenant_id=st.none() | ids.map(TenantId),
    label=labels,
    profile=st.sampled_from(SheetProfile),
    expires_at=st.integers(0, 2**32 - 1).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)),
)
CLAIM = SheetClaim(
    TenantId("a" * 32), "b" * 32, TenantId("c" * 32), "Kiste 14", SheetProfile.ONE_DOCUMENT,
    dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
)  # fmt: skip


@given(claims)
def test_what_is_sealed_is_read_back_and_genuine(claim: SheetClaim) -> None:
    content = sealed(claim, KEY)

    assert claim_of(content) == claim
    assert is_genuine(content, KEY)
    assert not is_genuine(content, OTHER_KEY)
    # A QR code packs digits, capitals and a few signs; anything else would nearly double it.
    assert set(content) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(st.data())
def test_no_changed_letter_stays_genuine(data: st.DataObject) -> None:
    content = sealed(CLAIM, KEY)
    at = data.draw(st.integers(len(PREFIX), len(content) - 1))
    other = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != content[at]]))

    assert not is_genuine(content[:at] + other + content[at + 1 :], KEY)


@given(st.data())
def test_no_shorter_and_no_longer_code_is_genuine(data: st.DataObject) -> None:
    content = sealed(CLAIM, KEY)
    cut = data.draw(st.integers(0, len(content) - 1))

    assert not is_genuine(content[:cut], KEY)
    assert not is_genuine(content + data.draw(st.text(ALPHABET, min_size=1, max_size=8)), KEY)


@given(st.text() | st.binary().map(lambda raw: PREFIX + raw.decode("latin-1")))
def test_what_is_no_code_claims_nothing_and_is_never_genuine(content: str) -> None:
    assert claim_of(content) is None
    assert not is_genuine(content, KEY)


@pytest.mark.parametrize(
    "content",
    [
        "BCD\n002\n1\nSCT\nGEBABEBB\nVivaqua\nBE68539007547034\nEUR12.50",
        "https://example.org/POSTKAMER:COVER:AAAA",
        "POSTKAMER:SEPARATOR",
        "SPC\n0200\n1\nCH4431999123000889012",
    ],
)
def test_a_letters_own_codes_are_no_cover_sheets(content: str) -> None:
    assert not is_cover_code(content)


def test_a_label_that_does_not_fit_is_refused() -> None:
    with pytest.raises(LabelTooLong):
        sealed(SheetClaim(CLAIM.operator_id, CLAIM.sheet_id, None, "é" * 21, CLAIM.profile, CLAIM.expires_at), KEY)
