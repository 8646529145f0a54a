from __future__ import annotations

import pytest

from ocr_workers.engines.likely_letters import with_likely_letters


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("0GGETT0: Avviso di accertamento", "OGGETTO: Avviso di accertamento"),
        ("ricor$o scritto", "ricorso scritto"),
        ("Brian 0'Dowd", "Brian O'Dowd"),
        ("een g0edk0pe b0ter", "een goedkope boter"),
    ],
)
def test_a_nought_inside_a_word_is_a_letter(read: str, meant: str) -> None:
    assert with_likely_letters(read) == meant


@pytest.mark.parametrize(
    "code", ["PO445", "D02 X285", "AB000", "US$ 100", "EUR 1.000,00", "BE0456", "100 km", "XK000-A"]
)
def test_figures_and_codes_stay_as_they_were_read(code: str) -> None:
    assert with_likely_letters(code) == code
