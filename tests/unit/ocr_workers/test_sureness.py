from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.engines.sureness import likely_right
from ocr_workers.engines.word_vote import Standing

SAID = st.floats(0.0, 1.0)


@given(st.sampled_from(Standing), SAID, SAID)
def test_a_line_that_was_read_more_surely_never_makes_a_word_less_likely(
    standing: Standing, one: float, other: float
) -> None:
    low, high = sorted((one, other))

    assert 0.0 <= likely_right(standing, low) <= likely_right(standing, high) <= 1.0


@pytest.mark.parametrize("said", [0.7, 0.8, 0.9, 0.94])
def test_what_two_readers_agree_on_is_likelier_than_a_word_and_that_than_what_is_none(said: float) -> None:
    agreed, word, strange = (
        likely_right(standing, said) for standing in (Standing.AGREED, Standing.WORD, Standing.STRANGE)
    )

    assert agreed > word > strange
