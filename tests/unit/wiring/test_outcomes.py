"""An input has failed when a person has to look at any part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.unit.wiring.conftest import KeptRoom
from wiring.outcomes import outcome_of

if TYPE_CHECKING:
    from wiring.container import Platform


@pytest.mark.parametrize("fails", [True, False])
def test_a_letter_with_a_page_that_was_given_up_has_failed(room: KeptRoom, fails: bool) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id, pages=2)
    first, second = room.pages(item.batch_id)
    room.read(first)
    (room.fail if fails else room.read)(second)
    (document_id,) = room.separate(item.batch_id, [first, second])
    room.file(document_id, room.bakery)

    outcome = outcome_of(cast("Platform", room), "letter.pdf", item)

    assert outcome.is_over
    assert outcome.has_failed is fails
